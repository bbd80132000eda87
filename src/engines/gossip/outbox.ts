import type { Millis } from '../../units.ts'

/** Timers by kind: see the verbs that take them. */
export const PROBE = 0
export const PROBE_TIMEOUT = 1
export const SUSPICION = 2
export const GOSSIP = 3
export const EXCHANGE = 4
export const RELAY = 5

const MESSAGES = 64
const ENTRIES = 512

/**
 * What the last verb wants done and what it changed; reused, never grown. The caller sends the messages (slots of the
 * mail) and calls `timerFires` for each timer when it is due; nothing is cancelled, late timers know by their era.
 */
export interface Outbox {
  messages: number
  readonly message: Int32Array
  timers: number
  readonly kind: Uint8Array
  readonly node: Int32Array
  /** What the timer is about: a news record or a relay; −1 if nothing. */
  readonly about: Int32Array
  readonly era: Int32Array
  readonly due: Float64Array
  changes: number
  readonly observer: Int32Array
  readonly member: Int32Array
  readonly before: Int32Array
  readonly after: Int32Array
  /** Who accused or declared it; of news about life, the member itself. */
  readonly accuser: Int32Array
  /** For a suspicion: time left before it ends, as it stands after the change, and confirmations counted. */
  readonly left: Float64Array
  readonly confirmations: Int32Array
}

export const createOutbox = (): Outbox => ({
  messages: 0,
  message: new Int32Array(MESSAGES),
  timers: 0,
  kind: new Uint8Array(ENTRIES),
  node: new Int32Array(ENTRIES),
  about: new Int32Array(ENTRIES),
  era: new Int32Array(ENTRIES),
  due: new Float64Array(ENTRIES),
  changes: 0,
  observer: new Int32Array(ENTRIES),
  member: new Int32Array(ENTRIES),
  before: new Int32Array(ENTRIES),
  after: new Int32Array(ENTRIES),
  accuser: new Int32Array(ENTRIES),
  left: new Float64Array(ENTRIES),
  confirmations: new Int32Array(ENTRIES),
})

/** Forgets what the last verb wanted; every verb calls it first. */
export function clear(out: Outbox): void {
  out.messages = 0
  out.timers = 0
  out.changes = 0
}

/** Wants the message in this slot of the mail sent. */
export function post(out: Outbox, slot: number): void {
  if (out.messages === MESSAGES) throw new Error(`more than ${MESSAGES} messages in one operation`)
  out.message[out.messages] = slot
  out.messages += 1
}

/** Wants a timer to fire at `due`. */
export function arm(out: Outbox, kind: number, node: number, about: number, era: number, due: Millis): void {
  const at = out.timers
  if (at === ENTRIES) throw new Error(`more than ${ENTRIES} timers in one operation`)
  out.kind[at] = kind
  out.node[at] = node
  out.about[at] = about
  out.era[at] = era
  out.due[at] = due
  out.timers = at + 1
}

/** Notes that `observer` changed its belief of `member`. */
export function note(
  out: Outbox,
  observer: number,
  member: number,
  before: number,
  after: number,
  accuser: number,
): void {
  const at = out.changes
  if (at === ENTRIES) throw new Error(`more than ${ENTRIES} changes in one operation`)
  out.observer[at] = observer
  out.member[at] = member
  out.before[at] = before
  out.after[at] = after
  out.accuser[at] = accuser
  out.left[at] = 0
  out.confirmations[at] = 0
  out.changes = at + 1
}

/** Adds to the change noted last what is left of the suspicion and how many confirmed it. */
export function noteSuspicion(out: Outbox, left: Millis, confirmations: number): void {
  out.left[out.changes - 1] = left
  out.confirmations[out.changes - 1] = confirmations
}
