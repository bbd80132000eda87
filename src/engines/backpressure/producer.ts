import type { Millis } from '../../units.ts'
import type { Signal } from './queue.ts'

/**
 * What a producer does about the signal: nothing; pause until green; wait longer before each item; additive increase
 * and multiplicative decrease of its rate; or send only what was asked for.
 */
export type Reaction = 'ignore' | 'pause' | 'fixedDelay' | 'aimd' | 'credit'

/** The numbers of all reactions; each reads its own. */
export interface ReactionConfig {
  readonly reaction: Reaction
  /** `pause`: the mildest signal that stops the producer; it goes on at green only. */
  readonly pausesAt: 'yellow' | 'red'
  /** `fixedDelay`: what is added to every gap between items while the signal heard is not green. */
  readonly addedDelay: Millis
  /** `aimd`: items a second added in every period that begins with a green signal. */
  readonly increase: number
  /** `aimd`: what the rate is multiplied with on a signal that is not green, or a refusal; in [0, 1). */
  readonly decrease: number
  /**
   * `aimd`: at most one decrease in this time, so that one overload is answered once. Normally the feedback's round.
   */
  readonly round: Millis
  /** `aimd`: the rate never falls below it; items a second, above 0, or the producer never comes back. */
  readonly leastRate: number
}

/** What a producer knows. */
export interface Producer {
  /** The newest signal heard, and its era. */
  signal: Signal
  era: number
  /** `pause`: whether it has stopped. */
  paused: boolean
  /** `aimd`: items a second that it allows itself. */
  rate: number
  decreases: number
  /** Time of the last decrease, if there was one. */
  decreasedAt: Millis
  /** `credit`: items that were asked for and not yet sent. */
  demand: number
  /** Raised whenever the sending rate may have changed: what a scheduled sending carries to tell whether it holds. */
  epoch: number
}

/** A producer that has heard nothing and starts at `rate`, items a second. */
export const createProducer = (rate: number): Producer => ({
  signal: 'green',
  era: 0,
  paused: false,
  rate,
  decreases: 0,
  decreasedAt: 0,
  demand: 0,
  epoch: 0,
})

/**
 * Items a second that the producer sends when it would like to send `wanted`: 0 while it has stopped or has no credit.
 */
export function sendingRate(producer: Producer, config: ReactionConfig, wanted: number): number {
  switch (config.reaction) {
    case 'ignore':
      return wanted
    case 'pause':
      return producer.paused ? 0 : wanted
    case 'fixedDelay':
      return producer.signal === 'green' ? wanted : wanted / (1 + (wanted * config.addedDelay) / 1000)
    case 'aimd':
      return Math.min(producer.rate, wanted)
    case 'credit':
      return producer.demand > 0 ? wanted : 0
  }
}

/** A signal arrives. One that is not newer (era ≤ the newest heard) changes nothing. */
export function hear(producer: Producer, config: ReactionConfig, signal: Signal, era: number, now: Millis): void {
  if (era <= producer.era) return
  producer.era = era
  producer.signal = signal
  producer.epoch += 1
  if (signal === 'green') producer.paused = false
  else if (signal === 'red' || config.pausesAt === 'yellow') producer.paused = true
  if (config.reaction === 'aimd' && signal !== 'green') decrease(producer, config, now)
}

/** An item was refused or lost: for AIMD a sign of overload like a signal. True when the rate was lowered. */
export function refused(producer: Producer, config: ReactionConfig, now: Millis): boolean {
  return config.reaction === 'aimd' && decrease(producer, config, now)
}

/**
 * A period of AIMD begins: the rate grows by `increase`, up to `wanted`, if the signal heard is green, and is lowered
 * otherwise.
 */
export function period(producer: Producer, config: ReactionConfig, wanted: number, now: Millis): void {
  if (config.reaction !== 'aimd') return
  if (producer.signal !== 'green') decrease(producer, config, now)
  else if (producer.rate < wanted) {
    producer.rate = Math.min(wanted, producer.rate + config.increase)
    producer.epoch += 1
  }
}

/** At most once in a round: at or after (≥) its end the next is due. */
function decrease(producer: Producer, config: ReactionConfig, now: Millis): boolean {
  if (producer.decreases > 0 && now - producer.decreasedAt < config.round) return false
  producer.rate = Math.max(config.leastRate, producer.rate * config.decrease)
  producer.decreases += 1
  producer.decreasedAt = now
  producer.epoch += 1
  return true
}
