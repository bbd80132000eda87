import { decide } from './algorithm.ts'
import type { Decision } from './decision.ts'
import { type Keyed, known, stateFor } from './keyed.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from './limiter.ts'

/** Decides a request of `key` and takes if it passes; a new key starts with the full allowance of `config` (B17). */
export function decideFor<Config extends LimiterConfig>(
  config: Config,
  keyed: Keyed<StateOf<Config>>,
  key: number,
  now: number,
  cost: number,
  decision: Decision,
): void {
  const algorithm = algorithmOf(config)
  decide(algorithm, config, stateFor(algorithm, config, keyed, key, now), now, cost, decision)
}

/** What a request of `key` would be told: takes nothing, and does not create the key (B13). */
export function ask<Config extends LimiterConfig>(
  config: Config,
  keyed: Keyed<StateOf<Config>>,
  key: number,
  now: number,
  cost: number,
  decision: Decision,
): void {
  const algorithm = algorithmOf(config)
  algorithm.check(config, known(keyed, key) ?? algorithm.create(config, now), now, cost, decision)
}
