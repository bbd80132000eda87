import { jainIndex } from '../../../engines/backpressure/fairness.ts'
import type { Millis } from '../../../units.ts'

const SPAN: Millis = 500
const SPANS = 20

/** Items served of each producer in the last ten seconds: counts by span of half a second, in a ring. */
export interface Shares {
  readonly counts: Int32Array
  /** Number of the newest span that something was counted in. */
  newest: number
}

/** Nothing served yet. */
export const createShares = (producers: number): Shares => ({ counts: new Int32Array(producers * SPANS), newest: 0 })

const spanOf = (now: Millis): number => Math.floor(now / SPAN)

/** Counts an item of a producer that was served. */
export function count(shares: Shares, producer: number, producers: number, now: Millis): void {
  const span = spanOf(now)
  for (; shares.newest < span; shares.newest += 1) {
    if (span - shares.newest > SPANS) shares.newest = span - SPANS
    const from = ((shares.newest + 1) % SPANS) * producers
    shares.counts.fill(0, from, from + producers)
  }
  const at = (span % SPANS) * producers + producer
  shares.counts[at] = (shares.counts[at] as number) + 1
}

/** Jain's index over what each producer was served in the last ten seconds; NaN when nothing was. */
export function fairness({ counts, newest }: Shares, producers: number, now: Millis): number {
  const sums = new Float64Array(producers)
  for (let span = Math.max(0, spanOf(now) - SPANS + 1); span <= newest; span += 1) {
    const from = (span % SPANS) * producers
    for (let producer = 0; producer < producers; producer += 1) {
      sums[producer] = (sums[producer] as number) + (counts[from + producer] as number)
    }
  }
  return jainIndex(sums)
}
