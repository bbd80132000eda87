import { grown, occupy, room, type Slots, slots, vacate } from '../../../world/slots.ts'

/** The client waits for the call's result, or a thread is about to record it. */
export const CLIENT = 1
/** The backend has the call, in line or in work. */
export const BACKEND = 2

/** The outcome of a call that has none yet. */
export const PENDING = 255

/** Calls under way, in columns; a place is given back when neither client nor backend holds it. */
export interface CallTable {
  readonly slots: Slots
  /** Number of the call. */
  number: Int32Array
  sentAt: Float64Array
  /** The event that sent it. */
  sentBy: Float64Array
  /** The breaker's era at its admission, and ours, which counts the changes of outer state that we saw. */
  era: Int32Array
  term: Int32Array
  /** What it meets, from `world/faults.ts`. */
  fault: Uint8Array
  /** Time that a worker needs for it. */
  work: Float64Array
  /** When its answer is due; 0 before a worker has taken it. */
  answerAt: Float64Array
  /** Which attempt of its client it is, from 1; 0 for a client that does not retry. */
  attempt: Uint8Array
  probe: Uint8Array
  /** Whether a time-out is scheduled. */
  timed: Uint8Array
  /** Who holds it: CLIENT, BACKEND or both. */
  held: Uint8Array
  /** What the client got, and after how long. */
  outcome: Uint8Array
  took: Float64Array
}

export const callTable = (size = 64): CallTable => ({
  slots: slots(size),
  number: new Int32Array(size),
  sentAt: new Float64Array(size),
  sentBy: new Float64Array(size),
  era: new Int32Array(size),
  term: new Int32Array(size),
  fault: new Uint8Array(size),
  work: new Float64Array(size),
  answerAt: new Float64Array(size),
  attempt: new Uint8Array(size),
  probe: new Uint8Array(size),
  timed: new Uint8Array(size),
  held: new Uint8Array(size),
  outcome: new Uint8Array(size),
  took: new Float64Array(size),
})

/** A place for a call that its client holds. */
export function place(table: CallTable, number: number, now: number, event: number, attempt: number): number {
  const slot = occupy(table.slots)
  if (slot >= table.number.length) grow(table)
  table.number[slot] = number
  table.sentAt[slot] = now
  table.sentBy[slot] = event
  table.answerAt[slot] = 0
  table.attempt[slot] = attempt
  table.probe[slot] = 0
  table.timed[slot] = 0
  table.held[slot] = CLIENT
  table.outcome[slot] = PENDING
  return slot
}

/** One side lets go of a call; the place is given back when both have. */
export function letGo(table: CallTable, slot: number, side: number): void {
  const held = (table.held[slot] as number) & ~side
  table.held[slot] = held
  if (held === 0) vacate(table.slots, slot)
}

function grow(table: CallTable): void {
  const length = room(table.slots)
  table.number = grown(table.number, length)
  table.sentAt = grown(table.sentAt, length)
  table.sentBy = grown(table.sentBy, length)
  table.era = grown(table.era, length)
  table.term = grown(table.term, length)
  table.fault = grown(table.fault, length)
  table.work = grown(table.work, length)
  table.answerAt = grown(table.answerAt, length)
  table.attempt = grown(table.attempt, length)
  table.probe = grown(table.probe, length)
  table.timed = grown(table.timed, length)
  table.held = grown(table.held, length)
  table.outcome = grown(table.outcome, length)
  table.took = grown(table.took, length)
}
