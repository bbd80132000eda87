import type { Algorithm } from './algorithm.ts'
import { pass, refuse } from './decision.ts'
import { clear, createStamps, drop, front, push, type Stamps } from './stamps.ts'
import type { TokenBucket } from './token-bucket.ts'

/** The document's token bucket, faults included (B10 to B14). */
export interface ReferenceTokenBucketConfig {
  readonly kind: 'referenceTokenBucket'
  readonly rate: number
  readonly capacity: number
}

/**
 * Refills and stores on refusal too; a clock set back takes tokens away, below zero (B14). Passes when tokens ≥ 1,
 * whatever the cost.
 */
export const referenceTokenBucket: Algorithm<ReferenceTokenBucketConfig, TokenBucket> = {
  create: (config, now) => ({ tokens: config.capacity, last: now }),

  renew(config, bucket, now) {
    bucket.tokens = config.capacity
    bucket.last = now
  },

  idle: () => false,

  check(config, bucket, now, _cost, decision) {
    const refilled = bucket.tokens + (now - bucket.last) * config.rate
    bucket.tokens = refilled < config.capacity ? refilled : config.capacity
    bucket.last = now
    const { tokens } = bucket
    if (tokens >= 1) pass(decision, Math.floor(tokens - 1), (config.capacity - tokens + 1) / config.rate)
    else refuse(decision, 'limit', 0, (1 - tokens) / config.rate, (config.capacity - tokens) / config.rate)
  },

  take(_config, bucket) {
    bucket.tokens -= 1
  },
}

/**
 * The wait that the document's code tells: from the tokens as last stored, without refill (B10), finite although the
 * capacity may never hold a token (B12). Throws at rate 0, as that code does.
 */
export function referenceWait(config: ReferenceTokenBucketConfig, bucket: TokenBucket): number {
  if (bucket.tokens >= 1) return 0
  if (config.rate === 0) throw new RangeError('the wait of an empty bucket at rate 0 divides by zero')
  return (1 - bucket.tokens) / config.rate
}

/** The document's sliding window, faults included (B13, B14). */
export interface ReferenceSlidingWindowConfig {
  readonly kind: 'referenceSlidingWindow'
  readonly limit: number
  readonly window: number
}

/** The times of what passed, in the order of coming, which a clock set back makes another than that of age. */
export interface ReferenceLog {
  readonly stamps: Stamps
}

/** Requests counted at `now`: entries leave at the front only, and only when older than the window (<). */
export function referenceCount(config: ReferenceSlidingWindowConfig, log: ReferenceLog, now: number): number {
  const start = now - config.window
  while (log.stamps.count > 0 && front(log.stamps) < start) drop(log.stamps, 1)
  return log.stamps.count
}

/** Passes when fewer than the limit are counted (<), whatever the cost; knows no waits. */
export const referenceSlidingWindow: Algorithm<ReferenceSlidingWindowConfig, ReferenceLog> = {
  create: () => ({ stamps: createStamps() }),

  renew(_config, log) {
    clear(log.stamps)
  },

  idle: () => false,

  check(config, log, now, _cost, decision) {
    const count = referenceCount(config, log, now)
    if (count < config.limit) pass(decision, Math.ceil(config.limit - count) - 1, NaN)
    else refuse(decision, 'limit', 0, NaN, NaN)
  },

  take(_config, log, now) {
    push(log.stamps, now)
  },
}

/** The document's leaky bucket, faults included (B14, B15). */
export interface ReferenceLeakyBucketConfig {
  readonly kind: 'referenceLeakyBucket'
  readonly rate: number
  readonly capacity: number
}

/** Arrival times of what has not leaked yet, and the last time at which something leaked. */
export interface ReferenceLeakyBucket {
  readonly stamps: Stamps
  lastLeak: number
}

/**
 * A meter that leaks whole requests only, from the last leak on (B16), and forgets the fraction each time (B15). Passes
 * when fewer than the capacity are held (<).
 */
export const referenceLeakyBucket: Algorithm<ReferenceLeakyBucketConfig, ReferenceLeakyBucket> = {
  create: (_config, now) => ({ stamps: createStamps(), lastLeak: now }),

  renew(_config, bucket, now) {
    clear(bucket.stamps)
    bucket.lastLeak = now
  },

  idle: () => false,

  check(config, bucket, now, _cost, decision) {
    const { stamps } = bucket
    const leaked = Math.trunc((now - bucket.lastLeak) * config.rate)
    if (leaked > 0) {
      drop(stamps, leaked < stamps.count ? leaked : stamps.count)
      bucket.lastLeak = now
    }
    if (stamps.count < config.capacity) pass(decision, Math.ceil(config.capacity - stamps.count) - 1, NaN)
    else refuse(decision, 'limit', 0, NaN, NaN)
  },

  take(_config, bucket, now) {
    push(bucket.stamps, now)
  },
}
