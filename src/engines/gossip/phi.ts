import type { Millis } from '../../units.ts'
import type { Maths } from '../maths.ts'

/**
 * What the gaps between heartbeats are taken to be. Normal: the exact tail (Hayashibara et al. 2004). Logistic: the
 * approximation of it that Akka uses. Exponential: the mean alone (Cassandra).
 */
export type GapModel = 'normal' | 'logistic' | 'exponential'

export interface PhiConfig {
  readonly model: GapModel
  /** Suspect from this phi on. */
  readonly threshold: number
  /** Gaps remembered. */
  readonly window: number
  /** The deviation is never taken to be smaller. */
  readonly smallestDeviation: Millis
  /** Added to the mean: pauses that are no failure. */
  readonly acceptablePause: Millis
  /** What gaps are taken to be before any was seen; with a deviation of a quarter of it. */
  readonly firstEstimate: Millis
}

/** The defaults of Akka. */
export const phiDefaults: PhiConfig = {
  model: 'logistic',
  threshold: 8,
  window: 1000,
  smallestDeviation: 100,
  acceptablePause: 0,
  firstEstimate: 1000,
}

/** Gaps between the heartbeats of one member as one observer sees them: a ring. */
export interface Gaps {
  readonly values: Float64Array
  /** Gaps ever noted, the two of the first estimate among them. */
  total: number
  /** When the last heartbeat came; NaN before the first. */
  last: Millis
}

/** No heartbeat yet. */
export const createGaps = (config: PhiConfig): Gaps => ({
  values: new Float64Array(Math.max(2, config.window)),
  total: 0,
  last: NaN,
})

/** A heartbeat comes. The first one fills in the first estimate: two gaps, a quarter of it below and above. */
export function heartbeat(gaps: Gaps, config: PhiConfig, now: Millis): void {
  if (Number.isNaN(gaps.last)) {
    push(gaps, config.firstEstimate * 0.75)
    push(gaps, config.firstEstimate * 1.25)
  } else {
    push(gaps, now - gaps.last)
  }
  gaps.last = now
}

function push(gaps: Gaps, gap: Millis): void {
  gaps.values[gaps.total % gaps.values.length] = gap
  gaps.total += 1
}

/** Mean of the gaps remembered. */
export function meanGap(gaps: Gaps): Millis {
  const count = Math.min(gaps.total, gaps.values.length)
  let sum = 0
  for (let i = 0; i < count; i += 1) sum += gaps.values[i] as number
  return sum / count
}

/** Deviation of the gaps remembered. */
export function gapDeviation(gaps: Gaps): Millis {
  const count = Math.min(gaps.total, gaps.values.length)
  const mean = meanGap(gaps)
  let squares = 0
  for (let i = 0; i < count; i += 1)
    squares += ((gaps.values[i] as number) - mean) * ((gaps.values[i] as number) - mean)
  return Math.sqrt(squares / count)
}

/** The suspicion level now: −log10 of the probability that a gap is longer than this; 0 before the first heartbeat. */
export function phi(gaps: Gaps, config: PhiConfig, now: Millis, maths: Maths): number {
  if (Number.isNaN(gaps.last)) return 0
  const mean = meanGap(gaps) + config.acceptablePause
  const deviation = Math.max(config.smallestDeviation, gapDeviation(gaps))
  return phiOf(config.model, now - gaps.last, mean, deviation, maths)
}

/** Whether the member is suspect: phi at or above the threshold. */
export const suspects = (gaps: Gaps, config: PhiConfig, now: Millis, maths: Maths): boolean =>
  phi(gaps, config, now, maths) >= config.threshold

/** Phi of a silence, by model, mean and deviation of the gaps. */
export function phiOf(model: GapModel, silent: Millis, mean: Millis, deviation: Millis, maths: Maths): number {
  const ln10 = maths.log(10)
  if (model === 'exponential') return silent / mean / ln10
  const y = (silent - mean) / deviation
  if (model === 'normal') return -logTail(y, maths) / ln10
  const e = maths.exp(-y * (1.5976 + 0.070566 * y * y))
  return (silent > mean ? maths.log(1 + e) + y * (1.5976 + 0.070566 * y * y) : -maths.log(1 - 1 / (1 + e))) / ln10
}

/**
 * The silence at which phi reaches `threshold`, within a thousandth of a millisecond: when to look again, instead of
 * looking at every instant.
 */
export function crossing(model: GapModel, threshold: number, mean: Millis, deviation: Millis, maths: Maths): Millis {
  let low = 0
  let high = mean + deviation
  while (phiOf(model, high, mean, deviation, maths) < threshold) high *= 2
  while (high - low > 0.001) {
    const middle = (low + high) / 2
    if (phiOf(model, middle, mean, deviation, maths) >= threshold) high = middle
    else low = middle
  }
  return high
}

const SERIES_END = 3
const TERMS = 60
const FRACTION_DEPTH = 60
const ROOT_TWO_PI = 2.5066282746310002

/** Natural logarithm of the probability that a standard normal exceeds y. */
function logTail(y: number, maths: Maths): number {
  if (y < -SERIES_END) return maths.log(1 - density(-y, maths) * mills(-y))
  if (y > SERIES_END) return -0.5 * y * y + maths.log(mills(y) / ROOT_TWO_PI)
  let term = y
  let sum = y
  for (let n = 1; n < TERMS; n += 1) {
    term *= (y * y) / (2 * n + 1)
    sum += term
  }
  return maths.log(0.5 - density(y, maths) * sum)
}

const density = (y: number, maths: Maths): number => maths.exp(-0.5 * y * y) / ROOT_TWO_PI

/** Tail ÷ density of a standard normal beyond y (Mills' ratio), by Laplace's continued fraction. */
function mills(y: number): number {
  let fraction = y
  for (let n = FRACTION_DEPTH; n >= 1; n -= 1) fraction = y + n / fraction
  return 1 / fraction
}
