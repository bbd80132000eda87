import { laneOf } from './lanes.ts'
import type { LimiterParams } from './params.ts'

/** The most calls that a limiter of rate and burst lets through in any span: a whole number. */
const bucket = (burst: number, rate: number, span: number): number => Math.floor(burst + (rate * span) / 1000 + 1e-9)

const windows = (limit: number, window: number, span: number): number => limit * Math.ceil(span / window)

/**
 * What a limiter promises for any span as long as the window: units admitted, half-open. For the windows it is their
 * limit, whether they keep it or not; Infinity where nothing is promised for what is counted together.
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
      return tightest(params, hybridBounds(params))
    case laneOf.gates:
      return tightest(params, gateBounds(params))
    default:
      return limit
  }
}

/** Bounds of the limits by user, by address and of all. */
type Bounds = readonly [user: number, address: number, everyone: number]

const hybridBounds = (params: LimiterParams): Bounds => {
  const { hybridBurst, hybridRate, hybridWindow, window } = params
  const user = Math.min(bucket(hybridBurst, hybridRate, window), windows(params.hybridLimit, hybridWindow, window))
  return [user, windows(params.hybridAddress, hybridWindow, window), Infinity]
}

const gateBounds = ({ addressRate, globalRate, userBurst, userRate, window }: LimiterParams): Bounds => [
  bucket(userBurst, userRate, window),
  bucket(addressRate, addressRate, window),
  bucket(globalRate, globalRate, window),
]

/** The tightest bound on calls that are counted together: those of several users are not bound by the limit of one. */
function tightest({ addresses, countBy, users }: LimiterParams, [user, address, everyone]: Bounds): number {
  if (countBy === 'user' || users === 1) return Math.min(user, address, everyone)
  return countBy === 'address' || addresses === 1 ? Math.min(address, everyone) : everyone
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
