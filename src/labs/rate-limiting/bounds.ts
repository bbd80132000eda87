import { laneOf } from './lanes.ts'
import type { LimiterParams } from './params.ts'

/** The most calls that a limiter of rate and burst lets through in any span: a whole number. */
const bucket = (burst: number, rate: number, span: number): number => Math.floor(burst + (rate * span) / 1000 + 1e-9)

const windows = (limit: number, window: number, span: number): number => limit * Math.ceil(span / window)

/**
 * What a limiter promises for any span as long as the window: units admitted, half-open. For the windows it is their
 * limit, whether they keep it or not.
 */
export function boundOf(params: LimiterParams, lane: number): number {
  const { limit, window, capacity, refill, cost } = params
  switch (lane) {
    case laneOf.tokenBucket:
    case laneOf.leakyMeter:
    case laneOf.gcra:
    case laneOf.referenceToken:
    case laneOf.referenceLeaky:
      return bucket(capacity, refill, window)
    case laneOf.leakyQueue:
      return Math.ceil((refill * window) / 1000 - 1e-9) + cost - 1
    case laneOf.hybrid:
    case laneOf.referenceHybrid:
      return Math.min(
        bucket(params.hybridBurst, params.hybridRate, window),
        windows(params.hybridLimit, params.hybridWindow, window),
        windows(params.hybridAddress, params.hybridWindow, window),
      )
    case laneOf.gates:
      return Math.min(
        bucket(params.userBurst, params.userRate, window),
        bucket(params.addressRate, params.addressRate, window),
        bucket(params.globalRate, params.globalRate, window),
      )
    default:
      return limit
  }
}

/** What a lane's level is compared with: the top of its gauge. */
export function topOf(params: LimiterParams, lane: number): number {
  switch (lane) {
    case laneOf.hybrid:
    case laneOf.referenceHybrid:
      return Math.min(params.hybridBurst, params.hybridLimit, params.hybridAddress)
    case laneOf.gates:
      return Math.min(params.userBurst, params.addressRate, params.globalRate)
    case laneOf.tokenBucket:
    case laneOf.referenceToken:
    case laneOf.leakyQueue:
    case laneOf.leakyMeter:
    case laneOf.referenceLeaky:
    case laneOf.gcra:
      return params.capacity
    default:
      return params.limit
  }
}
