import { dequeue, enqueue, type Fifo, fifo } from './fifo.ts'

/**
 * Threads that read, change and write back the same cells. With the lock one at a time is inside; without it each goes
 * in at once, and a write made from an outdated reading wipes out the writes in between.
 */
export interface Threads {
  /** Threads inside the section. */
  inside: number
  /** Writes ever made to the cells: the version of what they hold. */
  writes: number
  /** Writes that wiped out another thread's. */
  lost: number
  /** Thread that the next job gets. */
  turn: number
  /** Jobs that wait for the lock, or for a thread. */
  readonly line: Fifo
}

export const threads = (): Threads => ({ inside: 0, writes: 0, lost: 0, turn: 0, line: fifo() })

/** The thread that takes the next job: each in turn. */
export function nextThread(of: Threads, count: number): number {
  const thread = of.turn < count ? of.turn : 0
  of.turn = thread + 1
  return thread
}

/** A job wants in: true when it may enter now, false when it has to wait in line. */
export function enter(at: Threads, job: number, most: number): boolean {
  if (at.inside < most && at.line.size === 0) {
    at.inside += 1
    return true
  }
  enqueue(at.line, job)
  return false
}

/** A job leaves the section. The job that enters in its place, −1 if none waits. */
export function leave(at: Threads, most: number): number {
  at.inside -= 1
  if (at.inside >= most) return -1
  const job = dequeue(at.line)
  if (job >= 0) at.inside += 1
  return job
}

/** A thread writes what it made of the reading of version `read`; true when that wipes out writes made since. */
export function write(to: Threads, read: number): boolean {
  const wipes = to.writes !== read
  if (wipes) to.lost += 1
  to.writes += 1
  return wipes
}
