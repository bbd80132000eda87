import type { Algorithm } from './algorithm.ts'
import { type Decision, hair, NEGLIGIBLE, pass, refuse } from './decision.ts'

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
    if (suffices(tokens, cost)) pass(decision, whole(tokens - cost), fillTime(config, tokens - cost))
    else fallShort(config, bucket, now, cost, tokens, decision)
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

function fallShort(
  config: TokenBucketConfig,
  bucket: TokenBucket,
  now: number,
  cost: number,
  tokens: number,
  decision: Decision,
): void {
  const never = cost > config.capacity
  const wait = never || config.rate === 0 ? Infinity : waitFor(config, bucket, now, cost, tokens)
  refuse(decision, never ? 'cost' : 'limit', whole(tokens), wait, fillTime(config, tokens))
}

function waitFor(config: TokenBucketConfig, bucket: TokenBucket, now: number, cost: number, tokens: number): number {
  let wait = (cost - tokens) / config.rate
  for (let more = hair(now, wait); !suffices(tokensAt(config, bucket, now + wait), cost); more *= 2) wait += more
  return wait
}
