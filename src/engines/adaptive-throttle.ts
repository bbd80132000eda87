import type { Millis } from '../units.ts'

/** Client-side throttling after Google's SRE book, chapter 21. */
export interface ThrottleConfig {
  /** K: how many times the accepted calls a client may still send. 2 in the book. */
  readonly multiplier: number
  /** How far back calls are counted: two minutes in the book. */
  readonly windowTime: Millis
  /** Buckets that the window is cut into; a bucket leaves as a whole. */
  readonly windowBuckets: number
}

/**
 * What a client remembers: the calls that it wanted to make and those that the backend accepted, per bucket of time.
 */
export interface AdaptiveThrottle {
  requests: number
  accepts: number
  /** Requests and accepts of bucket n at n modulo the number of buckets. */
  readonly buckets: Int32Array
  newest: number
}

/** A client that has not called yet. */
export const createThrottle = (config: ThrottleConfig, now: Millis): AdaptiveThrottle => ({
  requests: 0,
  accepts: 0,
  buckets: new Int32Array(config.windowBuckets * 2),
  newest: bucketOf(config, now),
})

const bucketOf = (config: ThrottleConfig, time: Millis): number =>
  Math.floor((time * config.windowBuckets) / config.windowTime)

function roll(throttle: AdaptiveThrottle, config: ThrottleConfig, now: Millis): void {
  const target = bucketOf(config, now)
  const count = config.windowBuckets
  const first = Math.max(throttle.newest + 1, target - count + 1)
  for (let bucket = first; bucket <= target; bucket += 1) {
    const at = (bucket % count) * 2
    throttle.requests -= throttle.buckets[at] as number
    throttle.accepts -= throttle.buckets[at + 1] as number
    throttle.buckets.fill(0, at, at + 2)
  }
  if (target > throttle.newest) throttle.newest = target
}

/**
 * The probability with which the client refuses its own next call: max(0, (requests − K · accepts) ÷ (requests + 1)).
 */
export const refusal = (throttle: AdaptiveThrottle, config: ThrottleConfig): number =>
  Math.max(0, (throttle.requests - config.multiplier * throttle.accepts) / (throttle.requests + 1))

/**
 * Whether a call goes to the backend; `draw` is uniform in [0, 1). The call counts as a request either way, which is
 * what lets a client that refuses nearly all of its calls notice that the backend is back.
 */
export function mayCall(throttle: AdaptiveThrottle, config: ThrottleConfig, now: Millis, draw: number): boolean {
  roll(throttle, config, now)
  const refuses = draw < refusal(throttle, config)
  throttle.requests += 1
  add(throttle, config, 0)
  return !refuses
}

/** The backend accepted a call: it counts in the bucket of now. */
export function accepted(throttle: AdaptiveThrottle, config: ThrottleConfig, now: Millis): void {
  roll(throttle, config, now)
  throttle.accepts += 1
  add(throttle, config, 1)
}

function add(throttle: AdaptiveThrottle, config: ThrottleConfig, column: 0 | 1): void {
  const at = (throttle.newest % config.windowBuckets) * 2 + column
  throttle.buckets[at] = (throttle.buckets[at] as number) + 1
}
