import type { Millis } from '../units.ts'

/** The last answers' latencies: a ring, so that a sample costs two writes. */
export interface Latencies {
  readonly times: Float64Array
  readonly values: Float64Array
  /** Samples ever taken. */
  total: number
}

/** At most this many of the newest samples are looked at. */
const KEPT = 512
const scratch = new Float64Array(KEPT)

export const latencies = (): Latencies => ({
  times: new Float64Array(KEPT),
  values: new Float64Array(KEPT),
  total: 0,
})

/** Notes a call that ended at `now` after `value`. */
export function sample(into: Latencies, now: Millis, value: Millis): void {
  const at = into.total % KEPT
  into.times[at] = now
  into.values[at] = value
  into.total += 1
}

/**
 * The value that a share of the samples does not exceed (nearest rank), over the newest samples, at most 512, that are
 * not older than `window`. NaN when there is none.
 */
export function percentile(of: Latencies, share: number, now: Millis, window: Millis): Millis {
  const since = now - window
  const first = of.total > KEPT ? of.total - KEPT : 0
  let count = 0
  for (let index = of.total - 1; index >= first; index -= 1) {
    if ((of.times[index % KEPT] as number) < since) break
    scratch[count] = of.values[index % KEPT] as number
    count += 1
  }
  if (count === 0) return NaN
  const rank = Math.ceil(share * count)
  return selected(count, rank > 0 ? rank - 1 : 0)
}

/** The value at place `rank` of the first `count` entries of the scratch, were they sorted (Hoare's quickselect). */
function selected(count: number, rank: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = scratch[(low + high) >> 1] as number
    let left = low
    let right = high
    while (left <= right) {
      while ((scratch[left] as number) < pivot) left += 1
      while ((scratch[right] as number) > pivot) right -= 1
      if (left <= right) {
        const value = scratch[left] as number
        scratch[left] = scratch[right] as number
        scratch[right] = value
        left += 1
        right -= 1
      }
    }
    if (rank <= right) high = right
    else if (rank >= left) low = left
    else return pivot
  }
  return scratch[rank] as number
}
