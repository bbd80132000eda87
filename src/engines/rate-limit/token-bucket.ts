import type { Algorithm } from './algorithm.ts'
import { hair, NEGLIGIBLE, pass, tell } from './decision.ts'

/**
 * Tokens flow in at `rate` per unit of time up to `capacity`, which a new key starts with; a request passes when
 * tokens ≥ its cost (or a billionth short of it). At rate 0 the first `capacity` pass and no more; an infinite rate
 * passes everything.
 */
export interface TokenBucketConfig {
  readonly kind: 'tokenBucket'
  readonly rate: number
  readonly capacity: number
}

/** Tokens as they were at `last`, the time of the last request that passed: in [0, capacity]. */
export interface TokenBucket {
  tokens: number
  last: number
}

/** The tokens at `now`: refilled, capped, nothing stored. */
export function tokensAt(config: TokenBucketConfig, bucket: TokenBucket, now: number): number {
  const tokens = now > bucket.last ? bucket.tokens + (now - bucket.last) * config.rate : bucket.tokens
  return tokens > config.capacity ? config.capacity : tokens
}

/**
 * Token bucket. Refused requests change nothing. A clock that was set back is followed (B14): it counts as no time
 * passed, and the refill goes on from its new reading.
 */
export const tokenBucket: Algorithm<TokenBucketConfig, TokenBucket> = {
  create: (config, now) => ({ tokens: config.capacity, last: now }),

  renew(config, bucket, now) {
    bucket.tokens = config.capacity
    bucket.last = now
  },

  idle: (config, bucket, now) => tokensAt(config, bucket, now) >= config.capacity,

  check(config, bucket, now, cost, decision) {
    if (now < bucket.last) bucket.last = now
    if (config.rate === Infinity) return pass(decision, Infinity, 0)
    const tokens = tokensAt(config, bucket, now)
    const passes = suffices(tokens, cost)
    const left = passes ? tokens - cost : tokens
    const wait = passes ? 0 : (cost - tokens) / config.rate
    const reason = passes ? 'none' : cost > config.capacity ? 'cost' : 'limit'
    const lacks = reason === 'cost' || !suffices(tokensAt(config, bucket, now + wait), cost)
    const retryAfter = lacks ? longerWait(config, bucket, now, cost, wait) : wait
    tell(decision, reason, whole(left), retryAfter, fillTime(config, left), 0)
  },

  take(config, bucket, now, cost) {
    const left = config.rate === Infinity ? config.capacity : tokensAt(config, bucket, now) - cost
    bucket.tokens = left > 0 ? left : 0
    bucket.last = now
  },
}

const suffices = (tokens: number, cost: number): boolean => tokens + NEGLIGIBLE >= cost

const whole = (tokens: number): number => Math.floor(tokens + NEGLIGIBLE)

const fillTime = (config: TokenBucketConfig, tokens: number): number =>
  tokens < config.capacity ? (config.capacity - tokens) / config.rate : 0

/** A wait that rounding made too short, lengthened until it suffices. */
function longerWait(config: TokenBucketConfig, bucket: TokenBucket, now: number, cost: number, wait: number): number {
  if (cost > config.capacity || config.rate === 0) return Infinity
  let longer = wait
  for (let more = hair(now, wait); !suffices(tokensAt(config, bucket, now + longer), cost); more *= 2) longer += more
  return longer
}
