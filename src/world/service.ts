import { clear, dequeue, enqueue, type Fifo, fifo } from './fifo.ts'

/** A service: workers that take one call each, and a line of those that wait. Calls are whole numbers. */
export interface Service {
  /** Workers at work. */
  busy: number
  readonly line: Fifo
}

export const service = (): Service => ({ busy: 0, line: fifo() })

/** Puts a call in line; false when `room` calls wait already. Whoever offers then lets the workers `take`. */
export function offer(to: Service, call: number, workers: number, room: number): boolean {
  const waits = to.line.size > 0 || to.busy >= workers
  if (waits && to.line.size >= room) return false
  enqueue(to.line, call)
  return true
}

/** A free worker takes the call that came first; −1 when none is free or none waits. */
export function take(from: Service, workers: number): number {
  if (from.busy >= workers || from.line.size === 0) return -1
  from.busy += 1
  return dequeue(from.line)
}

/** A worker has finished its call. */
export function finish(at: Service): void {
  at.busy -= 1
}

/** Everything in work and in line is lost. */
export function crash(down: Service): void {
  down.busy = 0
  clear(down.line)
}
