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
export function retryWait(policy: RetryPolicy, attempt: number, random: Random): Millis {
  let wait = policy.retryBackoff
  for (let n = 1; n < attempt && wait < LONGEST; n += 1) wait *= 2
  return (wait < LONGEST ? wait : LONGEST) * (1 - policy.retryJitter * random.uniform())
}
