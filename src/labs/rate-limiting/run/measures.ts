import { createStamps, drop, front, push, type Stamps } from '../../../engines/rate-limit/stamps.ts'
import type { Millis } from '../../../units.ts'
import { LANES } from '../lanes.ts'

/** Times closer than this count as equal: rounding of sums of times must not look like a breach. */
const GRAIN: Millis = 1e-6

/** What each limiter did with the calls of the key looked at, since the rules last changed. */
export interface Measures {
  since: Millis
  asked: number
  /** By lane: calls admitted and refused. */
  readonly admitted: Float64Array
  readonly refused: Float64Array
  /** By lane: when the units admitted in the last window passed. */
  readonly recent: readonly Stamps[]
  /** By lane: the most units in any half-open span of one window, and the end of the last such span. */
  readonly most: Float64Array
  readonly mostAt: Float64Array
}

/** Nothing measured yet. */
export const measures = (since: Millis): Measures => ({
  since,
  asked: 0,
  admitted: new Float64Array(LANES),
  refused: new Float64Array(LANES),
  recent: Array.from({ length: LANES }, createStamps),
  most: new Float64Array(LANES),
  mostAt: new Float64Array(LANES),
})

/** Units of a lane that passed in (now − window, now]. */
export function passed(of: Measures, lane: number, now: Millis, window: Millis, units: number): void {
  const recent = of.recent[lane] as Stamps
  for (let i = 0; i < units; i += 1) push(recent, now)
  while (front(recent) <= now - window + GRAIN) drop(recent, 1)
  if (recent.count < (of.most[lane] as number)) return
  of.most[lane] = recent.count
  of.mostAt[lane] = now
}
