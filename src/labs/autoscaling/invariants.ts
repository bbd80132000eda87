import { balances } from '../../engines/autoscaling/fleet.ts'
import type { Invariant } from '../../lab/lesson.ts'
import type { params } from './params.ts'
import type { ScalingWorld } from './run/world.ts'

/** What must hold after every event. */
export const invariants: readonly Invariant<typeof params, ScalingWorld>[] = [
  {
    key: 'limits',
    label: 'Minimum ≤ desired ≤ maximum',
    holds: ({ account, fleet }, { minInstances: min, maxInstances: max }) =>
      account.byHand ? undefined : fleet.desired >= min && fleet.desired <= (max > min ? max : min),
    unchecked: 'somebody has set the number by hand, and no rule has brought it back yet',
  },
  {
    key: 'cooldown',
    label: 'No action in cooldown',
    holds: ({ account }) => account.early === 0,
  },
  {
    key: 'hpa',
    label: 'The HPA decides as its published algorithm, worked out twice',
    holds: ({ hpaAccount }) => (hpaAccount.checked === 0 ? undefined : hpaAccount.differs === 0),
    unchecked: 'the HPA has decided nothing yet',
  },
  {
    key: 'instances',
    label: 'Launched = there + gone + lost, and as many stay as are desired',
    holds: ({ fleet }) => balances(fleet),
  },
  {
    key: 'requests',
    label: 'Requests = served + refused + given up + waiting',
    holds: ({ traffic }) =>
      traffic.arrived === traffic.served + traffic.refused + traffic.gaveUp + traffic.queue.waiting,
  },
]
