import { doubled } from '../engines/backoff.ts'
import type { Random } from '../sim/random.ts'
import type { Millis } from '../units.ts'

/** What clients do after an attempt that did not succeed. */
export interface RetryPolicy {
  /** Further attempts after the first. */
  readonly retryAttempts: number
  /** Wait before the first retry; each later wait is twice the one before. */
  readonly retryBackoff: Millis
  /** Share of the wait that is left to chance: 0 none, 1 anything between nothing and the whole wait. */
  readonly retryJitter: number
}

/** The longest wait before a retry, however many came before. */
const LONGEST: Millis = 60_000

/** How long a client waits after its `attempt`th failed attempt (from 1): doubled each time, capped, then jittered. */
export const retryWait = (policy: RetryPolicy, attempt: number, random: Random): Millis =>
  doubled(policy.retryBackoff, attempt - 1, LONGEST) * (1 - policy.retryJitter * random.uniform())
