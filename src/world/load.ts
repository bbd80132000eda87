import type { Random } from '../sim/random.ts'
import type { Millis } from '../units.ts'

/** How the rate of calls moves with time. Every shape is a staircase, so that gaps between calls are exact sums. */
export interface Load {
  /**
   * `steady`: always the same. `sine`: swings between rate and peak. `ramp`: climbs to the peak once and stays.
   * `spike`: one peak after the first period. `bursts`: at the peak for a share of each period, silent for the rest.
   */
  readonly loadShape: 'steady' | 'sine' | 'ramp' | 'spike' | 'bursts'
  /** Calls per second outside of peaks. */
  readonly arrivalRate: number
  /** What the rate is multiplied with at the peak. */
  readonly peakFactor: number
  readonly peakPeriod: Millis
  /** Share of a period that a spike or burst lasts, above 0. */
  readonly peakShare: number
  /** Independent callers (a Poisson process) or equal gaps. */
  readonly arrivals: 'poisson' | 'even'
}

/** Steps in a period of a sine or ramp. */
const STEPS = 32

/** (1 − cos) ÷ 2 at the middle of each step: 0 in the valley, 1 on the crest; a series, the same in every browser. */
const SWING: readonly number[] = Array.from({ length: STEPS }, (_, step) => {
  const turn = (step + 0.5) / STEPS
  const x = (turn > 0.5 ? turn - 1 : turn) * 6.283185307179586
  let term = 1
  let cosine = 1
  for (let n = 2; n <= 24; n += 2) {
    term *= (-x * x) / (n * (n - 1))
    cosine += term
  }
  return (1 - cosine) / 2
})

/** Number of the stair that `now` lies on. */
function stairAt(load: Load, now: Millis): number {
  const { peakPeriod: period, peakShare: share } = load
  switch (load.loadShape) {
    case 'steady':
      return 0
    case 'sine':
    case 'ramp':
      return Math.floor((now * STEPS) / period)
    case 'spike':
      return now < period ? 0 : now < period * (1 + share) ? 1 : 2
    case 'bursts': {
      const round = Math.floor(now / period)
      return now < (round + share) * period ? round * 2 : round * 2 + 1
    }
  }
}

/** When a stair ends; ∞ for the last. */
function stairEnd(load: Load, stair: number): Millis {
  const { peakPeriod: period, peakShare: share } = load
  switch (load.loadShape) {
    case 'steady':
      return Infinity
    case 'sine':
      return ((stair + 1) * period) / STEPS
    case 'ramp':
      return stair < STEPS ? ((stair + 1) * period) / STEPS : Infinity
    case 'spike':
      return stair === 0 ? period : stair === 1 ? period * (1 + share) : Infinity
    case 'bursts':
      return stair % 2 === 0 ? (stair / 2 + share) * period : ((stair + 1) / 2) * period
  }
}

/** Calls per second on a stair. */
function stairRate(load: Load, stair: number): number {
  const { arrivalRate: rate, peakFactor: peak } = load
  switch (load.loadShape) {
    case 'steady':
      return rate
    case 'sine':
      return rate * (1 + (peak - 1) * (SWING[stair % STEPS] as number))
    case 'ramp':
      return stair < STEPS ? rate * (1 + ((peak - 1) * (stair + 0.5)) / STEPS) : rate * peak
    case 'spike':
      return stair === 1 ? rate * peak : rate
    case 'bursts':
      return stair % 2 === 0 ? rate * peak : 0
  }
}

/** Calls per second offered at `now`. */
export const rateAt = (load: Load, now: Millis): number => stairRate(load, stairAt(load, now))

/** When `demand` calls' worth of load has passed since `now`; ∞ when it never does. */
export function passes(load: Load, now: Millis, demand: number): Millis {
  if (!(load.arrivalRate > 0)) return Infinity
  if (load.loadShape === 'steady') return now + (demand * 1000) / load.arrivalRate
  let left = demand
  let at = now
  for (let stair = stairAt(load, now); ; stair += 1) {
    const rate = stairRate(load, stair) / 1000
    const end = stairEnd(load, stair)
    const due = rate > 0 ? at + left / rate : Infinity
    if (due <= end) return due
    if (end > at) {
      left -= rate * (end - at)
      at = end
    }
  }
}

/** When the next call of an open-loop population arrives: it does not wait for answers. ∞ at rate 0. */
export const nextArrival = (load: Load, now: Millis, random: Random): Millis =>
  passes(load, now, load.arrivals === 'poisson' ? random.exponential(1) : 1)
