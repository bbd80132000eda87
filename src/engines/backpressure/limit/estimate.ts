import type { Millis } from '../../../units.ts'
import type { LimitConfig } from './config.ts'

/** What a limit that adapts has learnt. */
export interface Estimate {
  /** The limit before its fraction is cut off. */
  limit: number
  /** `vegas`: the latency taken for that without a queue; 0 before the first sample. */
  noLoad: Millis
  /** `vegas`: samples since the baseline was taken anew, and the share of the multiplier after which that is due. */
  probes: number
  probeShare: number
  /** `gradient2`: the long average, and the samples that went into it while it was plain. */
  long: Millis
  longSum: Millis
  longCount: number
}

/** Nothing learnt yet; `draw` is uniform in [0, 1). */
export const createEstimate = (config: LimitConfig, draw: number): Estimate => ({
  limit: config.initialLimit,
  noLoad: 0,
  probes: 0,
  probeShare: shareOf(draw),
  long: 0,
  longSum: 0,
  longCount: 0,
})

const shareOf = (draw: number): number => 0.5 + draw / 2

const clamp = (config: LimitConfig, limit: number): number =>
  Math.max(config.leastLimit, Math.min(config.mostLimit, limit))

/**
 * A call has ended after `latency` (above 0); `inFlight` is how many were in flight when it began, itself included, and
 * `draw` is uniform in [0, 1).
 */
export function learn(
  estimate: Estimate,
  config: LimitConfig,
  latency: Millis,
  inFlight: number,
  dropped: boolean,
  draw: number,
): void {
  if (config.limiter === 'aimd') learnAimd(estimate, config, latency, inFlight, dropped)
  else if (config.limiter === 'vegas') learnVegas(estimate, config, latency, inFlight, dropped, draw)
  else if (config.limiter === 'gradient2') learnGradient(estimate, config, latency, inFlight, dropped)
}

/** A drop, or an answer later than the timeout (>), cuts; otherwise one more while 2 · in flight ≥ limit. */
function learnAimd(estimate: Estimate, config: LimitConfig, latency: Millis, inFlight: number, dropped: boolean): void {
  const { limit } = estimate
  if (dropped || latency > config.timeout) estimate.limit = clamp(config, Math.trunc(limit * config.backoff))
  else estimate.limit = clamp(config, inFlight * 2 >= limit ? limit + 1 : limit)
}

/**
 * The queue is estimated as ⌈limit · (1 − baseline ÷ latency)⌉. With L the whole part of log₁₀ limit, at least 1: up to
 * L (≤) the limit grows by 6 L, below 3 L (<) by L, above 6 L (>) it falls by L. Never while 2 · in flight < limit. A
 * new lowest latency, and one sample now and then, only set the baseline.
 */
function learnVegas(
  estimate: Estimate,
  config: LimitConfig,
  latency: Millis,
  inFlight: number,
  dropped: boolean,
  draw: number,
): void {
  if ((config.dropsCount || !dropped) && takeBaseline(estimate, config, latency, draw)) return
  const { limit, noLoad } = estimate
  const step = wholeLog10(Math.trunc(limit))
  const queue = Math.ceil(limit * (1 - noLoad / latency))
  if (dropped) settle(estimate, config, limit - step)
  else if (inFlight * 2 < limit) return
  else if (queue <= step) settle(estimate, config, limit + 6 * step)
  else if (queue < 3 * step) settle(estimate, config, limit + step)
  else if (queue > 6 * step) settle(estimate, config, limit - step)
}

function takeBaseline(estimate: Estimate, config: LimitConfig, latency: Millis, draw: number): boolean {
  estimate.probes += 1
  const due = estimate.probeShare * config.probeMultiplier * estimate.limit <= estimate.probes
  if (due) {
    estimate.probes = 0
    estimate.probeShare = shareOf(draw)
  } else if (estimate.noLoad > 0 && latency >= estimate.noLoad) return false
  estimate.noLoad = latency
  return true
}

function settle(estimate: Estimate, config: LimitConfig, target: number): void {
  estimate.limit = (1 - config.smoothing) * estimate.limit + config.smoothing * clamp(config, target)
}

/** The whole part of the logarithm to base 10 of a whole number, at least 1. */
export function wholeLog10(whole: number): number {
  let digits = 1
  for (let power = 100; power <= whole; power *= 10) digits += 1
  return digits
}

/** Samples before the long average forgets. */
const WARM_UP = 10

/** Factor by which the long average is brought down when it is more than twice (>) a sample. */
const DECAY = 0.95

/**
 * The limit is multiplied with tolerance · long average ÷ latency, kept within 0.5 and 1, and `headroom` is added;
 * never while in flight < limit ÷ 2. A drop has no rule of its own.
 */
function learnGradient(
  estimate: Estimate,
  config: LimitConfig,
  latency: Millis,
  inFlight: number,
  dropped: boolean,
): void {
  if (dropped && !config.dropsCount) return
  average(estimate, config, latency)
  const { long, limit } = estimate
  if (long / latency > 2) estimate.long = long * DECAY
  if (inFlight < limit / 2) return
  const gradient = Math.max(0.5, Math.min(1, (config.tolerance * long) / latency))
  const target = limit * gradient + config.headroom
  estimate.limit = clamp(config, limit * (1 - config.smoothing) + target * config.smoothing)
}

function average(estimate: Estimate, config: LimitConfig, latency: Millis): void {
  if (estimate.longCount < WARM_UP) {
    estimate.longCount += 1
    estimate.longSum += latency
    estimate.long = estimate.longSum / estimate.longCount
  } else {
    const factor = 2 / (config.longWindow + 1)
    estimate.long = estimate.long * (1 - factor) + latency * factor
  }
}
