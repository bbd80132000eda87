import type { Trace } from '../../../lab/trace.ts'
import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'

/** Steps of the tables of curves, between which lines are drawn. */
const STEPS = 256

/** (1 − cos) ÷ 2 over one turn: 0 in the valley, 1 on the crest; a series, the same in every browser. */
const SWING: readonly number[] = Array.from({ length: STEPS + 1 }, (_, step) => {
  const turn = step / STEPS
  const x = (turn > 0.5 ? turn - 1 : turn) * 6.283185307179586
  let term = 1
  let cosine = 1
  for (let n = 2; n <= 24; n += 2) {
    term *= (-x * x) / (n * (n - 1))
    cosine += term
  }
  return (1 - cosine) / 2
})

/** A day by the hour from midnight on, as a share of the way from the least to the most. */
const DAY: readonly number[] = [
  0.2, 0.12, 0.06, 0.02, 0, 0.03, 0.12, 0.3, 0.55, 0.78, 0.9, 0.95, 0.92, 0.86, 0.84, 0.86, 0.88, 0.9, 0.94, 1, 0.95,
  0.78, 0.54, 0.34, 0.2,
]

/** The value of a table at a place from 0 to 1, on the line between its neighbours. */
function along(table: readonly number[], place: number): number {
  const at = place * (table.length - 1)
  const left = Math.floor(at)
  const from = table[left] ?? 0
  return from + ((table[left + 1] ?? from) - from) * (at - left)
}

/** How far a curve has risen from the rate to its peak at `now`, 0 to 1. */
function risen({ loadShape, period, spikeTime }: ScalingParams, now: Millis): number {
  switch (loadShape) {
    case 'ramp':
      return now < period ? now / period : 1
    case 'sine':
      return along(SWING, now / period - Math.floor(now / period))
    case 'spike':
      return now >= period && now < period + spikeTime ? 1 : 0
    case 'daily':
      return along(DAY, now / period - Math.floor(now / period))
    default:
      return 0
  }
}

/** Requests per second that are asked for at `now`. */
export function rateAt(params: ScalingParams, trace: Trace, now: Millis): number {
  if (params.loadShape === 'trace') return recordedRate(trace, now) * params.traceFactor
  return params.rate * (1 + (params.peakFactor - 1) * risen(params, now))
}

/** The last point of a recorded load holds as long as the one before it; then it begins again. */
function recordedRate({ times, rates }: Trace, now: Millis): number {
  const last = times.at(-1)
  if (last === undefined) return 0
  const length = last + (times.length > 1 ? last - (times.at(-2) as number) : 1)
  const time = now - length * Math.floor(now / length)
  let [low, high] = [0, times.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((times[middle] as number) <= time) low = middle
    else high = middle - 1
  }
  return rates[low] as number
}
