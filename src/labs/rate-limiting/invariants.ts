import type { Invariant } from '../../lab/lesson.ts'
import { boundOf } from './bounds.ts'
import { FIRST_REFERENCE, laneOf } from './lanes.ts'
import type { LimiterParams, params } from './params.ts'
import type { LimiterWorld } from './run/world.ts'

const within = (world: LimiterWorld, given: LimiterParams, lane: number): boolean =>
  (world.measures.most[lane] as number) <= boundOf(given, lane)

/** Whether the distributed limiter is set up so that nothing can go wrong. */
const mended = ({ clock, member, order, unreachable }: LimiterParams): boolean =>
  order === 'atomic' && member === 'unique' && clock === 'server' && unreachable === 'closed'

/** What must hold after every event. */
export const invariants: readonly Invariant<typeof params, LimiterWorld>[] = [
  {
    key: 'bucketBound',
    label: 'Token bucket admits ≤ capacity + rate · T in any T',
    holds: ({ account }) => account.overruns === 0,
  },
  {
    key: 'tokensInRange',
    label: 'Tokens stay between 0 and the capacity',
    holds: ({ account }) => account.strays === 0,
  },
  {
    key: 'logBound',
    label: 'Sliding log admits ≤ limit in any window',
    holds: (world, given) => within(world, given, laneOf.slidingLog),
  },
  {
    key: 'queueGaps',
    label: 'Leaky output gaps ≥ 1 ÷ rate',
    holds: ({ account }) => account.hurries === 0,
  },
  {
    key: 'equalBounds',
    label: 'Leaky meter and GCRA keep the bound of the bucket',
    holds: (world, given) => within(world, given, laneOf.leakyMeter) && within(world, given, laneOf.gcra),
  },
  {
    key: 'severalBounds',
    label: 'Hybrid and gates keep the tightest of their limits',
    holds: (world, given) => within(world, given, laneOf.hybrid) && within(world, given, laneOf.gates),
  },
  {
    key: 'sharedBound',
    label: 'Distributed admits ≤ limit in any window',
    holds: (world, given) => (mended(given) ? within(world, given, laneOf.distributed) : undefined),
    unchecked: 'With this order, entry, clock or policy without the server the limit does not hold. Watch by how much.',
  },
  {
    key: 'everyCall',
    label: 'Each limiter decides each call once',
    holds: ({ totals }) => {
      for (let lane = 0; lane < FIRST_REFERENCE; lane += 1) {
        if (lane === laneOf.distributed) continue
        if ((totals.admitted[lane] as number) + (totals.refused[lane] as number) !== totals.calls) return false
      }
      return true
    },
  },
]
