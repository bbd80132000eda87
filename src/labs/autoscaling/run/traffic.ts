import type { Millis } from '../../../units.ts'

/** Requests are handled so often, all that came since last time at once. */
export const TICK: Millis = 250
/** Batches that may wait; the newest is added to when there are more. */
export const MOST_BATCHES = 1024
/** Utilisation is told over so many ticks. */
const TOLD = 4

/** Requests that came in one go, oldest first in a ring: when, over which time, how many, and how many still wait. */
export interface Queue {
  readonly from: Float64Array
  readonly span: Float64Array
  readonly count: Int32Array
  readonly left: Int32Array
  head: number
  batches: number
  waiting: number
}

/** Nobody waits. */
export const queue = (): Queue => ({
  from: new Float64Array(MOST_BATCHES),
  span: new Float64Array(MOST_BATCHES),
  count: new Int32Array(MOST_BATCHES),
  left: new Int32Array(MOST_BATCHES),
  head: 0,
  batches: 0,
  waiting: 0,
})

/** Requests and what became of them, and sums that metrics are taken from. */
export interface Traffic {
  readonly queue: Queue
  /** Until when everything is settled. */
  until: Millis
  ticks: number
  /** Fractions of a request: of what comes evenly, and of what could have been served. */
  owed: number
  credit: number
  arrived: number
  served: number
  refused: number
  gaveUp: number
  /** Served requests, and requests that 100 % CPU would have served, since the start. */
  work: number
  room: number
  /** The same when utilisation was told last, and what was told. */
  toldWork: number
  toldRoom: number
  utilisation: number
  /** Requests per millisecond that 100 % CPU serves now. */
  capacity: number
}

/** Nothing has come yet. */
export const traffic = (now: Millis): Traffic => ({
  queue: queue(),
  until: now,
  ticks: 0,
  owed: 0,
  credit: 0,
  arrived: 0,
  served: 0,
  refused: 0,
  gaveUp: 0,
  work: 0,
  room: 0,
  toldWork: 0,
  toldRoom: 0,
  utilisation: 0,
  capacity: 0,
})

/** Tells the utilisation of the last second. */
export function tell(traffic: Traffic): void {
  traffic.ticks += 1
  if (traffic.ticks % TOLD !== 0) return
  const room = traffic.room - traffic.toldRoom
  traffic.utilisation = room > 0 ? (traffic.work - traffic.toldWork) / room : NaN
  traffic.toldWork = traffic.work
  traffic.toldRoom = traffic.room
}
