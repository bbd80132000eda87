import { hair, NEGLIGIBLE } from './decision.ts'
import type { TokenBucketConfig } from './token-bucket.ts'

/**
 * A token bucket that can be spent in advance, as Go's x/time/rate: tokens fall below 0 by what has been reserved and
 * not refilled yet. Rate above 0; an infinite rate lets everything act at once, whatever its cost.
 */
export interface ReservedBucket {
  tokens: number
  last: number
  /** When the reservation that acts last may act. */
  lastActs: number
}

/** A promise of tokens: when it may act, and how many it took. */
export interface Reservation {
  granted: boolean
  tokens: number
  /** At or after this time its owner may act; Infinity when it was not granted. */
  acts: number
}

/** A full bucket. */
export const createReserved = (config: TokenBucketConfig, now: number): ReservedBucket => ({
  tokens: config.capacity,
  last: now,
  lastActs: now,
})

/** A record to be filled by `reserve`. */
export const blankReservation = (): Reservation => ({ granted: false, tokens: 0, acts: Infinity })

/** Tokens at `now`, which may be below 0; a clock that was set back counts as no time passed. */
export function reservedTokens(config: TokenBucketConfig, bucket: ReservedBucket, now: number): number {
  const tokens = now > bucket.last ? bucket.tokens + (now - bucket.last) * config.rate : bucket.tokens
  return tokens > config.capacity ? config.capacity : tokens
}

/**
 * Takes `cost` tokens now, to act as soon as they are there. Granted when cost ≤ capacity and the wait ≤ `longest`;
 * otherwise nothing changes. With a longest wait of 0 this is: pass now or never.
 */
export function reserve(
  config: TokenBucketConfig,
  bucket: ReservedBucket,
  now: number,
  cost: number,
  longest: number,
  reservation: Reservation,
): void {
  if (now < bucket.last) followBack(bucket, now)
  const unlimited = config.rate === Infinity
  const left = unlimited ? config.capacity : reservedTokens(config, bucket, now) - cost
  const wait = left + NEGLIGIBLE < 0 ? waitFor(config, bucket, now, cost, left) : 0
  reservation.granted = (unlimited || cost <= config.capacity) && wait <= longest
  reservation.tokens = reservation.granted ? cost : 0
  reservation.acts = reservation.granted ? now + wait : Infinity
  if (!reservation.granted) return
  bucket.tokens = left
  bucket.last = now
  bucket.lastActs = reservation.acts
}

/**
 * Gives a reservation back before it acts: nothing once its time has passed (<), and only the tokens that no later
 * reservation has built on, since those were told a wait that counts on them.
 */
export function cancel(config: TokenBucketConfig, bucket: ReservedBucket, now: number, reservation: Reservation): void {
  const { tokens, acts, granted } = reservation
  if (!granted || config.rate === Infinity || acts < now) return
  reservation.granted = false
  const restored = tokens - (bucket.lastActs - acts) * config.rate
  if (restored <= 0) return
  const after = reservedTokens(config, bucket, now) + restored
  bucket.tokens = after > config.capacity ? config.capacity : after
  bucket.last = now
  if (acts !== bucket.lastActs) return
  const before = acts - tokens / config.rate
  if (before >= now) bucket.lastActs = before
}

function followBack(bucket: ReservedBucket, now: number): void {
  bucket.lastActs -= bucket.last - now
  bucket.last = now
}

function waitFor(config: TokenBucketConfig, bucket: ReservedBucket, now: number, cost: number, left: number): number {
  if (config.rate === 0) return Infinity
  let wait = -left / config.rate
  for (let more = hair(now, wait); lacks(config, bucket, now + wait, cost); more *= 2) wait += more
  return wait
}

/** Whether the tokens at `time` fall short of `cost` by more than a billionth; not capped, as they may be owed. */
const lacks = (config: TokenBucketConfig, bucket: ReservedBucket, time: number, cost: number): boolean =>
  bucket.tokens + (time - bucket.last) * config.rate + NEGLIGIBLE < cost
