import type { Millis } from '../../../units.ts'

/** What a stretch of time was. */
export const WAITS = 0
/** The client believes that it holds the lock. */
export const BELIEVES = 1
/** The service keeps the lock for the client. */
export const GRANTED = 2
export const PAUSED = 3
export const DOWN = 4
/** A lock is held, whoever holds it: for the pictures alone. */
export const HELD = 5

/** So many stretches and writes are kept for pictures. */
const KEPT = 384
/** The end of a stretch that goes on. */
export const OPEN: Millis = -1

/** The last stretches of time, in columns. */
export interface Spans {
  readonly what: Uint8Array
  readonly client: Uint8Array
  readonly resource: Uint8Array
  readonly token: Float64Array
  readonly from: Float64Array
  readonly to: Float64Array
  total: number
}

export const spans = (): Spans => ({
  what: new Uint8Array(KEPT),
  client: new Uint8Array(KEPT),
  resource: new Uint8Array(KEPT),
  token: new Float64Array(KEPT),
  from: new Float64Array(KEPT),
  to: new Float64Array(KEPT),
  total: 0,
})

/** Begins a stretch and gives its number. */
export function openSpan(
  into: Spans,
  what: number,
  client: number,
  resource: number,
  token: number,
  now: Millis,
): number {
  const at = into.total % KEPT
  into.what[at] = what
  into.client[at] = client
  into.resource[at] = resource
  into.token[at] = token
  into.from[at] = now
  into.to[at] = OPEN
  into.total += 1
  return into.total - 1
}

/** Ends a stretch, unless it is no longer kept. */
export function closeSpan(of: Spans, number: number, now: Millis): void {
  if (number < 0 || number < of.total - KEPT) return
  if (of.to[number % KEPT] === OPEN) of.to[number % KEPT] = now
}

/** What came of a write, as bits: what each of two storages said, and whether it was stale in truth. */
export const PASSED_UNCHECKED = 1
export const PASSED_CHECKED = 2
export const STALE = 4
/** The storage in use accepted it. */
export const STORED = 8

/** The last writes that reached the storage, in columns. */
export interface Writes {
  readonly client: Uint8Array
  readonly resource: Uint8Array
  readonly token: Float64Array
  readonly sentAt: Float64Array
  readonly at: Float64Array
  readonly event: Float64Array
  readonly fate: Uint8Array
  total: number
}

export const writes = (): Writes => ({
  client: new Uint8Array(KEPT),
  resource: new Uint8Array(KEPT),
  token: new Float64Array(KEPT),
  sentAt: new Float64Array(KEPT),
  at: new Float64Array(KEPT),
  event: new Float64Array(KEPT),
  fate: new Uint8Array(KEPT),
  total: 0,
})

/** Notes a write that arrived. */
export function noteWrite(
  into: Writes,
  client: number,
  resource: number,
  token: number,
  sentAt: Millis,
  now: Millis,
  event: number,
  fate: number,
): void {
  const at = into.total % KEPT
  into.client[at] = client
  into.resource[at] = resource
  into.token[at] = token
  into.sentAt[at] = sentAt
  into.at[at] = now
  into.event[at] = event
  into.fate[at] = fate
  into.total += 1
}

/** Places of the columns that are in use, oldest first. */
export function places(ring: { readonly total: number }): number[] {
  const first = ring.total > KEPT ? ring.total - KEPT : 0
  return Array.from({ length: ring.total - first }, (_, i) => (first + i) % KEPT)
}
