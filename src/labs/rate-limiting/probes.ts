import type { LimiterConfig } from '../../engines/rate-limit/limiter.ts'
import type { Probe } from '../../lab/chart.ts'
import { expectedRefused } from './expected.ts'
import { type LaneKey, laneOf } from './lanes.ts'
import { sharedLevel, singleLevel } from './levels.ts'
import type { params } from './params.ts'
import { keyOf, type LimiterWorld, type Totals } from './run/world.ts'

type LimiterProbe = Probe<typeof params, LimiterWorld>

type Counts = { [K in keyof Totals]: Totals[K] extends number ? K : never }[keyof Totals]

const total = (name: Counts, label: string): LimiterProbe => ({
  label,
  unit: 'calls',
  kind: 'count',
  read: ({ totals }) => totals[name],
})

const configOf = (world: LimiterWorld, lane: number): LimiterConfig =>
  (world.configs.single.find((one) => one.lane === lane) as { readonly config: LimiterConfig }).config

const level = (lane: LaneKey, label: string, unit: 'tokens' | 'calls'): LimiterProbe => ({
  label,
  unit,
  kind: 'level',
  read: (world, _, now) => singleLevel(world, configOf(world, laneOf[lane]), laneOf[lane], world.key, now),
})

/** Tokens of a user in the token bucket, wherever its calls are counted; NaN when there is no such user. */
const tokensOf = (user: number): LimiterProbe => ({
  label: `Tokens of user ${user}`,
  unit: 'tokens',
  kind: 'level',
  read: (world, given, now) =>
    user > given.users
      ? NaN
      : singleLevel(world, configOf(world, laneOf.tokenBucket), laneOf.tokenBucket, keyOf(given, user), now),
})

const ofLane = (column: 'admitted' | 'refused', lane: LaneKey, label: string): LimiterProbe => ({
  label,
  unit: 'calls',
  kind: 'count',
  read: ({ totals }) => totals[column][laneOf[lane]] as number,
})

const most = (lane: LaneKey, label: string): LimiterProbe => ({
  label,
  unit: 'calls',
  kind: 'level',
  read: ({ measures }) => measures.most[laneOf[lane]] as number,
})

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : NaN)

type Reason = keyof Totals['reasons']

/** Refusals of the hybrid or of the gates, whichever the charts follow, by the limit with the longest wait. */
const refusedBy = (label: string, ofHybrid: Reason | undefined, ofGates?: Reason): LimiterProbe => ({
  label,
  unit: 'calls',
  kind: 'count',
  read({ totals }, { focus }) {
    const reason = focus === 'hybrid' ? ofHybrid : ofGates
    return reason === undefined ? 0 : totals.reasons[reason]
  },
})

/** The numbers read off the world. */
export const probes = {
  calls: total('calls', 'Calls'),
  followedFirst: total('followedFirst', 'Admitted of user 1'),
  followedOthers: total('followedOthers', 'Admitted of others'),
  droppedFirst: total('droppedFirst', 'Refused of user 1'),
  droppedOthers: total('droppedOthers', 'Refused of others'),
  released: total('released', 'Let go by the leaky queue'),
  tokensFirst: tokensOf(1),
  tokensSecond: tokensOf(2),
  tokensThird: tokensOf(3),
  queued: level('leakyQueue', 'Calls in the leaky queue', 'calls'),
  inLog: level('slidingLog', 'In the sliding log', 'calls'),
  estimate: level('slidingCounter', 'Estimate of the sliding counter', 'calls'),
  inWindow: level('fixedWindow', 'In the fixed window', 'calls'),
  inSet: {
    label: 'Entries in the shared set',
    unit: 'calls',
    kind: 'level',
    read: (world, { focus, showDistributed }) =>
      showDistributed || focus === 'distributed' ? sharedLevel(world, false, world.key) : NaN,
  },
  refusedShare: {
    label: 'Share that the followed limiter refused',
    unit: 'share',
    kind: 'level',
    read: ({ measures }, { focus }) => {
      const refused = measures.refused[laneOf[focus]] as number
      return share(refused, refused + (measures.admitted[laneOf[focus]] as number))
    },
  },
  expectedRefused: {
    label: 'Share that a law expects to be refused',
    unit: 'share',
    kind: 'level',
    read: (_, given) => expectedRefused(given),
  },
  refusedByUser: refusedBy('Refused by a limit of the user', 'burst', 'gateUser'),
  refusedByWindow: refusedBy('Refused by the sustained window', 'sustained'),
  refusedByAddress: refusedBy('Refused by a limit of the address', 'address', 'gateAddress'),
  refusedByAll: refusedBy('Refused by the limit of all', undefined, 'gateGlobal'),
  shareOfFirst: {
    label: 'Share of user 1 in what the followed limiter admitted',
    unit: 'share',
    kind: 'level',
    read: ({ totals }) => share(totals.followedFirst, totals.followedFirst + totals.followedOthers),
  },
  offeredShare: {
    label: 'Share of user 1 in all calls',
    unit: 'share',
    kind: 'level',
    read: ({ totals }) => share(totals.first, totals.calls),
  },
  othersRefused: {
    label: 'Share of the others’ calls that the gates refused',
    unit: 'share',
    kind: 'level',
    read: ({ totals }) => {
      const lane = laneOf.gates
      const refused = (totals.refused[lane] as number) - (totals.refusedFirst[lane] as number)
      return share(refused, totals.calls - totals.first)
    },
  },
  firstAdmitted: {
    label: 'Calls of user 1 that the gates admitted',
    unit: 'calls',
    kind: 'count',
    read: ({ totals }) => totals.admittedFirst[laneOf.gates] as number,
  },
  sharedAdmitted: ofLane('admitted', 'distributed', 'Admitted by the distributed limiter'),
  sharedMost: most('distributed', 'Most admitted by the distributed limiter in any window'),
  hybridRefused: ofLane('refused', 'hybrid', 'Refused by the hybrid'),
  hybridMost: most('hybrid', 'Most admitted by the hybrid in any window'),
  fixedMost: most('fixedWindow', 'Most admitted by the fixed window in any window'),
} as const satisfies Readonly<Record<string, LimiterProbe>>
