import { decide } from './algorithm.ts'
import { blankDecision, copyDecision, type Decision, type Refusal } from './decision.ts'
import { createKeyed, type Keyed, stateFor } from './keyed.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from './limiter.ts'

/** One of several limits on a request: what it is called when it refuses, whom it counts by, and how. */
export interface Tier {
  readonly name: Refusal
  readonly by: 'user' | 'address' | 'everyone'
  readonly limit: LimiterConfig
}

/** Several limits that must all pass. */
export interface TiersConfig {
  readonly tiers: readonly Tier[]
  /**
   * Each limit takes as soon as it passes, and the first refusal ends it: what earlier limits took stays taken (B25).
   * Or all are checked before any takes, and a refused request costs nothing.
   */
  readonly commit: 'asItGoes' | 'together'
  /** The most keys held for each tier. */
  readonly keys: number
}

/** The state of each tier by key, and what each said of the last request. */
export interface Tiers {
  readonly stores: readonly Keyed<StateOf<LimiterConfig>>[]
  readonly answers: readonly Decision[]
  /** How many tiers the last request was shown to; their answers stand in front. */
  asked: number
}

/** No keys yet. */
export const createTiers = (config: TiersConfig): Tiers => ({
  stores: config.tiers.map(() => createKeyed(config.keys)),
  answers: config.tiers.map(blankDecision),
  asked: 0,
})

/**
 * Decides a request by all tiers in order. Refused together: the reason is the tier with the longest wait (the first of
 * equals), and that wait suffices for all. Refused as it goes: the first that refuses, with its own wait.
 */
export function decideByTiers(
  config: TiersConfig,
  tiers: Tiers,
  now: number,
  user: number,
  address: number,
  cost: number,
  decision: Decision,
): void {
  const together = config.commit === 'together'
  tiers.asked = 0
  let allowed = true
  while (tiers.asked < config.tiers.length && (allowed || together)) {
    if (!answer(config, tiers, tiers.asked, now, user, address, cost)) allowed = false
  }
  if (allowed && together) takeAll(config, tiers, now, user, address, cost)
  if (allowed || together) combine(tiers, decision)
  else copyDecision(tiers.answers[tiers.asked - 1] as Decision, decision)
}

const keyOf = (tier: Tier, user: number, address: number): number =>
  tier.by === 'user' ? user : tier.by === 'address' ? address : 0

/** Asks one tier, which takes at once if that is the rule. */
function answer(
  config: TiersConfig,
  tiers: Tiers,
  index: number,
  now: number,
  user: number,
  address: number,
  cost: number,
): boolean {
  const tier = config.tiers[index] as Tier
  const told = tiers.answers[index] as Decision
  const algorithm = algorithmOf(tier.limit)
  const store = tiers.stores[index] as Keyed<StateOf<LimiterConfig>>
  const state = stateFor(algorithm, tier.limit, store, keyOf(tier, user, address), now)
  if (config.commit === 'asItGoes') decide(algorithm, tier.limit, state, now, cost, told)
  else algorithm.check(tier.limit, state, now, cost, told)
  if (!told.allowed && told.reason === 'limit') told.reason = tier.name
  tiers.asked += 1
  return told.allowed
}

function takeAll(config: TiersConfig, tiers: Tiers, now: number, user: number, address: number, cost: number): void {
  for (let i = 0; i < config.tiers.length; i += 1) {
    const tier = config.tiers[i] as Tier
    const algorithm = algorithmOf(tier.limit)
    const store = tiers.stores[i] as Keyed<StateOf<LimiterConfig>>
    const state = stateFor(algorithm, tier.limit, store, keyOf(tier, user, address), now)
    algorithm.take(tier.limit, state, now, cost)
  }
}

/** The answer of all: passes when all pass; least remaining, longest wait, delay and reset. */
function combine(tiers: Tiers, decision: Decision): void {
  const { answers } = tiers
  copyDecision(answers[0] as Decision, decision)
  for (let i = 1; i < answers.length; i += 1) {
    const other = answers[i] as Decision
    if (!other.allowed && (decision.allowed || other.retryAfter > decision.retryAfter)) {
      decision.allowed = false
      decision.reason = other.reason
      decision.retryAfter = other.retryAfter
    }
    if (!(other.remaining >= decision.remaining)) decision.remaining = other.remaining
    if (!(other.resetAfter <= decision.resetAfter)) decision.resetAfter = other.resetAfter
    if (other.delay > decision.delay) decision.delay = other.delay
  }
}
