import type { Producer } from './producer.ts'

/** The largest demand: from here on it counts as unbounded (Reactive Streams 3.17 has 2⁶³ − 1). */
export const UNBOUNDED = Number.MAX_SAFE_INTEGER

/**
 * The subscriber asks for `amount` more items. Demand adds up and stops at `UNBOUNDED` (rules 3.8 and 3.17); an amount
 * of 0 or less is an error of the subscriber (rule 3.9) and throws.
 */
export function request(producer: Producer, amount: number): void {
  if (!(amount > 0)) throw new Error('a subscriber must ask for more than 0 items')
  if (producer.demand === 0) producer.epoch += 1
  producer.demand = Math.min(UNBOUNDED, producer.demand + amount)
}

/** An item is about to be sent: one is taken off the demand; false when nothing was asked for (rule 1.1). */
export function spend(producer: Producer): boolean {
  if (producer.demand < 1) return false
  if (producer.demand < UNBOUNDED) producer.demand -= 1
  if (producer.demand < 1) producer.epoch += 1
  return true
}

/**
 * The subscriber's side: it asks for `prefetch` items first, and again for as many as it has used up once those reach
 * `refill`. So at most `prefetch` items are asked for, on their way, or waiting.
 */
export interface CreditConfig {
  /** Items for each producer, a whole number, 1 or more: 256 in Reactor. */
  readonly prefetch: number
  /** Share of them that must be used up before more are asked for, in (0, 1]: three quarters in Reactor. */
  readonly refill: number
}

/** What a subscriber remembers of one producer. */
export interface Subscription {
  /** Asked for and not yet used up. */
  outstanding: number
  used: number
}

/** A subscription that has asked for nothing. */
export const createSubscription = (): Subscription => ({ outstanding: 0, used: 0 })

/** The first request: what is to be asked for at the beginning. */
export function firstRequest(subscription: Subscription, config: CreditConfig): number {
  subscription.outstanding = config.prefetch
  subscription.used = 0
  return config.prefetch
}

/** Items used up before more are asked for: at least one. */
export const refillAt = (config: CreditConfig): number =>
  Math.max(1, Math.min(config.prefetch, Math.ceil(config.prefetch * config.refill)))

/** An item of the producer was used up (or lost): what is to be asked for now, 0 for nothing. */
export function used(subscription: Subscription, config: CreditConfig): number {
  subscription.outstanding -= 1
  subscription.used += 1
  if (subscription.used < refillAt(config)) return 0
  const amount = subscription.used
  subscription.used = 0
  subscription.outstanding += amount
  return amount
}
