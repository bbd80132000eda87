import type { Invariant } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import type { HealthWorld } from './run/world.ts'

/** What must hold after every event. */
export const invariants: readonly Invariant<typeof params, HealthWorld>[] = [
  {
    key: 'truthTable',
    label: 'Every answer is that of the truth table',
    holds: ({ account }) => account.mistaken === 0,
  },
  {
    key: 'slot',
    label: 'At most one run of a check in flight; a timed-out one frees its slot',
    holds: ({ account }) => account.mostOut <= 1 && account.overdue === 0,
  },
  {
    key: 'liveness',
    label: 'Liveness depends on the process alone',
    holds: ({ account, rules }, { liveReads }) =>
      liveReads === 'own' && rules.endpoints.live === 'own' ? account.swayed === 0 : undefined,
    unchecked: 'Liveness is off, or reads dependencies because you let it.',
  },
  {
    key: 'rotation',
    label: 'Out of rotation, no traffic, unless in panic',
    holds: ({ account }) => account.strays === 0,
  },
  {
    key: 'requests',
    label: 'Every request ends exactly once',
    holds: ({ account, totals: { dependency, refused, replica, requests, served } }) =>
      requests === served + dependency + replica + refused + account.underWay,
  },
]
