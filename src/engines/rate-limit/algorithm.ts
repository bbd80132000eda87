import type { Decision } from './decision.ts'

/** What a store of many keys must know about the state it keeps for each. */
export interface Keeper<Config, State> {
  /** The state of a key first seen at `now`. */
  create(config: Config, now: number): State
  /** Makes a used record the state of another key first seen at `now`. */
  renew(config: Config, state: State, now: number): void
  /** Whether a key first seen at `now` would decide alike for ever: the state may then be forgotten without loss. */
  idle(config: Config, state: State, now: number): boolean
}

/**
 * A rate limiter for one key: plain records, time an argument, rates per unit of that time. `check` and `take` are
 * apart so that several limits can be checked before any is used up.
 */
export interface Algorithm<Config, State> extends Keeper<Config, State> {
  /**
   * Fills in what a request of `cost` at `now` would be told, and takes nothing. It may tidy the state: forget what has
   * expired, follow a clock that was set back.
   */
  check(config: Config, state: State, now: number, cost: number, decision: Decision): void
  /** Takes `cost`; to be called only after a check at the same `now` that passed. */
  take(config: Config, state: State, now: number, cost: number): void
}

/** Decides a request of `cost` (above 0; whole numbers where requests are counted) at `now`, and takes if it passes. */
export function decide<Config, State>(
  algorithm: Algorithm<Config, State>,
  config: Config,
  state: State,
  now: number,
  cost: number,
  decision: Decision,
): void {
  algorithm.check(config, state, now, cost, decision)
  if (decision.allowed) algorithm.take(config, state, now, cost)
}
