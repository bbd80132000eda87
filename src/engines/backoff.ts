import type { Millis } from '../units.ts'

/**
 * How long to wait before trying again: not at all; always the same; doubled each time; doubled, with half of it or all
 * of it left to chance; or drawn between the base and three times the wait before (Brooker 2015).
 */
export type BackoffKind = 'none' | 'fixed' | 'exponential' | 'equalJitter' | 'fullJitter' | 'decorrelated'

export interface BackoffConfig {
  readonly backoff: BackoffKind
  /** The wait of `fixed`, the unit of the doublings, the least wait of `decorrelated`. */
  readonly backoffBase: Millis
  /** No wait is longer. */
  readonly backoffLongest: Millis
}

/** `base` doubled so many times, at most `longest`. */
export function doubled(base: Millis, doublings: number, longest: Millis): Millis {
  let wait = base
  for (let n = 0; n < doublings && wait < longest; n += 1) wait *= 2
  return wait < longest ? wait : longest
}

/**
 * The wait after failed attempt `attempt`, which counts the doublings: from 1 the first wait may be twice the base, as
 * in the simulator of the AWS article; from 0 it is the base. `previous` is the wait before (the base if there was
 * none), `chance` a draw from [0, 1): one for every kind, so that changing the kind does not shift what is drawn later.
 */
export function backoffWait(config: BackoffConfig, attempt: number, previous: Millis, chance: number): Millis {
  const { backoffBase: base, backoffLongest: longest } = config
  switch (config.backoff) {
    case 'none':
      return 0
    case 'fixed':
      return base < longest ? base : longest
    case 'exponential':
      return doubled(base, attempt, longest)
    case 'equalJitter':
      return (doubled(base, attempt, longest) / 2) * (1 + chance)
    case 'fullJitter':
      return doubled(base, attempt, longest) * chance
    case 'decorrelated': {
      const wait = base + chance * (3 * previous - base)
      return wait < longest ? wait : longest
    }
  }
}
