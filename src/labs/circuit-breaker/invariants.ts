import type { Invariant } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import type { BreakerWorld } from './run/world.ts'

const unchecked = 'the lock is or was off'

/** What must hold after every event. */
export const invariants: readonly Invariant<typeof params, BreakerWorld>[] = [
  {
    key: 'openRefuses',
    label: 'While Open, no call reaches the backend',
    holds: ({ account }) => (account.unguarded ? undefined : account.breaches === 0),
    unchecked,
  },
  {
    key: 'permits',
    label: 'Never more probes in flight than permitted',
    holds: ({ account, config }) =>
      account.unguarded ? undefined : config.probes === 0 || account.probesOut <= config.probes,
    unchecked,
  },
  {
    key: 'policy',
    label: 'Closed → Open only through the policy',
    holds: ({ account, history }) => (account.unguarded || !history.known ? undefined : account.unexplained === 0),
    unchecked: 'the lock is or was off, or the window has just changed',
  },
  {
    key: 'counters',
    label: 'Counters equal the ground truth',
    holds: ({ account, breaker }) =>
      account.unguarded
        ? undefined
        : breaker.total === account.asked &&
          breaker.rejected === account.refused &&
          breaker.inFlight === account.inFlight &&
          breaker.successes + breaker.failed + breaker.ignored + breaker.late === account.ended,
    unchecked,
  },
]
