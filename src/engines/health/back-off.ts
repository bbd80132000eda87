import type { Millis } from '../../units.ts'

export interface BackOffConfig {
  /** The wait before the second restart; the first one needs none, and each later wait is twice as long. */
  readonly first: Millis
  readonly longest: Millis
}

/** The kubelet's: 10 s doubling to 5 min, forgotten after 10 min of running. */
export const backOffDefaults: BackOffConfig = { first: 10_000, longest: 300_000 }

/** How long a container that exited waits to be started again. */
export interface BackOff {
  /** The wait in force; 0 while there is none. */
  wait: Millis
  /** When it was set: at the last restart. */
  since: Millis
}

/** No restart yet. */
export const createBackOff = (now: Millis): BackOff => ({ wait: 0, since: now })

/** The container ran so long since its last restart (exit − restart > 2 · longest) that earlier exits are forgotten. */
const forgotten = ({ since }: BackOff, { longest }: BackOffConfig, exited: Millis): boolean =>
  exited - since > 2 * longest

/** The wait from its exit until it may start again; it is over at that very instant (≥). */
export const waitAfter = (backOff: BackOff, config: BackOffConfig, exited: Millis): Millis =>
  forgotten(backOff, config, exited) ? 0 : backOff.wait

/** The container that exited at `exited` is started again: the wait for its next exit. */
export function restarted(backOff: BackOff, config: BackOffConfig, exited: Millis, now: Millis): void {
  const anew = backOff.wait === 0 || forgotten(backOff, config, exited)
  backOff.wait = Math.min(config.longest, anew ? config.first : 2 * backOff.wait)
  backOff.since = now
}
