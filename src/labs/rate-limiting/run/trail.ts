import type { Millis } from '../../../units.ts'
import { LANES } from '../lanes.ts'

/** Calls remembered one by one; a power of two. */
const KEPT = 1024

/**
 * The last calls of the key looked at, in columns, for the rows side by side and as evidence: what each limiter said,
 * and its level afterwards. Call number 0 stands for a change of the rules.
 */
export interface Trail {
  readonly time: Float64Array
  readonly call: Float64Array
  readonly event: Float64Array
  /** One bit for each lane: whether it has decided, and whether it admitted. */
  readonly decided: Int32Array
  readonly admitted: Int32Array
  readonly levels: Float32Array
  /** When the outlet of the leaky queue is free, and the two counters of the sliding counter. */
  readonly free: Float64Array
  readonly current: Float32Array
  readonly previous: Float32Array
  /** Calls ever noted. */
  total: number
}

/** An empty trail. */
export const trail = (): Trail => ({
  time: new Float64Array(KEPT),
  call: new Float64Array(KEPT),
  event: new Float64Array(KEPT),
  decided: new Int32Array(KEPT),
  admitted: new Int32Array(KEPT),
  levels: new Float32Array(KEPT * LANES),
  free: new Float64Array(KEPT),
  current: new Float32Array(KEPT),
  previous: new Float32Array(KEPT),
  total: 0,
})

/** Place of the call noted as number `index`, counted from 0. */
export const placeOf = (index: number): number => index & (KEPT - 1)

/** Number of the oldest call that is still remembered. */
export const oldest = (of: Trail): number => (of.total > KEPT ? of.total - KEPT : 0)

/** Begins a record and answers its number. */
export function note(into: Trail, time: Millis, call: number, event: number): number {
  const index = into.total
  const at = placeOf(index)
  into.time[at] = time
  into.call[at] = call
  into.event[at] = event
  into.decided[at] = 0
  into.admitted[at] = 0
  into.total += 1
  return index
}

/** Notes what a lane decided on the call of that number, if it is still remembered. */
export function noteVerdict(into: Trail, index: number, lane: number, admitted: boolean): void {
  if (index < oldest(into)) return
  const at = placeOf(index)
  into.decided[at] = (into.decided[at] as number) | (1 << lane)
  if (admitted) into.admitted[at] = (into.admitted[at] as number) | (1 << lane)
}
