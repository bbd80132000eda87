import { dequeue, enqueue, type Fifo, fifo } from './fifo.ts'

/**
 * Threads that read, change and write back the same cells. With the lock one at a time is inside; without it each goes
 * in at once, and what it writes from an outdated reading wipes out what others have written in between.
 */
export interface Threads {
  /** Threads inside the section. */
  inside: number
  /** Times that a thread wiped out what others had written. */
  lost: number
  /** Thread that the next job gets. */
  turn: number
  /** Jobs that wait for the lock, or for a thread. */
  readonly line: Fifo
}

export const threads = (): Threads => ({ inside: 0, lost: 0, turn: 0, line: fifo() })

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

/** Plain cells: numbers, texts and truths, typed arrays of numbers, and records of cells. */
type Cells = Record<string, unknown>

/**
 * A thread writes the cells that it changed: `made` is what it made of its reading `read`. The answer is how many of
 * those cells others had changed since it read them; their values are gone.
 */
export function writeBack(cells: object, read: object, made: object): number {
  const [now, before, after] = [cells, read, made] as [Cells, Cells, Cells]
  let wiped = 0
  for (const key of Object.keys(after)) {
    const value = after[key]
    if (typeof value !== 'object' || value === null) {
      if (value === before[key]) continue
      if (now[key] !== before[key]) wiped += 1
      now[key] = value
    } else if (resized(before[key] as object, value) || resized(now[key] as object, value)) now[key] = value
    else wiped += writeBack(now[key] as object, before[key] as object, value)
  }
  return wiped
}

const resized = (old: object, value: object): boolean =>
  ArrayBuffer.isView(value) && (old as Uint8Array).length !== (value as unknown as Uint8Array).length
