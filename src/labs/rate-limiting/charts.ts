import type { LimiterConfig } from '../../engines/rate-limit/limiter.ts'
import type { Chart, Probe } from '../../lab/chart.ts'

import { type LaneKey, laneOf } from './lanes.ts'
import { sharedLevel, singleLevel } from './levels.ts'
import type { LimiterParams, params } from './params.ts'
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
    read: (world) => sharedLevel(world, false, world.key),
  },
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

const several = ({ users }: LimiterParams): boolean => users > 1
const alone = ({ users }: LimiterParams): boolean => users === 1

/** The charts beneath. */
export const charts: readonly Chart<typeof params>[] = [
  {
    key: 'outcomes',
    kind: 'bars',
    title: 'Calls',
    unit: 'per second',
    tall: true,
    floor: 10,
    empty: 'No call yet.',
    shownWhen: alone,
    series: [
      { probe: 'followedFirst', label: 'admitted', tone: 'fine' },
      { probe: 'droppedFirst', label: 'refused', tone: 'refused' },
    ],
  },
  {
    key: 'users',
    kind: 'bars',
    title: 'Calls by user',
    unit: 'per second',
    tall: true,
    floor: 10,
    empty: 'No call yet.',
    shownWhen: several,
    series: [
      { probe: 'followedOthers', label: 'others admitted', tone: 'fine' },
      { probe: 'followedFirst', label: 'user 1 admitted', tone: 'plain' },
      { probe: 'droppedFirst', label: 'user 1 refused', tone: 'refused' },
      { probe: 'droppedOthers', label: 'others refused', tone: 'failed' },
    ],
  },
  {
    key: 'tokens',
    kind: 'lines',
    title: 'Tokens',
    unit: 'tokens',
    floor: 10,
    empty: 'The bucket is full.',
    shownWhen: alone,
    series: [{ probe: 'tokensFirst', label: 'tokens' }],
    marks: [{ label: 'capacity', value: ({ capacity }) => capacity }],
  },
  {
    key: 'userTokens',
    kind: 'lines',
    title: 'Tokens',
    unit: 'tokens',
    floor: 10,
    empty: 'Every bucket is full.',
    shownWhen: several,
    series: [
      { probe: 'tokensFirst', label: 'user 1' },
      { probe: 'tokensSecond', label: 'user 2' },
      { probe: 'tokensThird', label: 'user 3' },
    ],
    marks: [{ label: 'capacity', value: ({ capacity }) => capacity }],
  },
  {
    key: 'window',
    kind: 'lines',
    stepped: true,
    title: 'In the window',
    unit: 'calls',
    floor: 10,
    empty: 'No call is counted.',
    series: [
      { probe: 'inLog', label: 'sliding log' },
      { probe: 'estimate', label: 'counter' },
      { probe: 'inWindow', label: 'fixed' },
    ],
    marks: [{ label: 'limit', value: ({ limit }) => limit }],
  },
  {
    key: 'shared',
    kind: 'lines',
    stepped: true,
    title: 'In the shared set',
    unit: 'calls',
    floor: 10,
    empty: 'No call has reached the server.',
    shownWhen: ({ showDistributed, focus }) => showDistributed || focus === 'distributed',
    series: [{ probe: 'inSet', label: 'entries' }],
    marks: [{ label: 'limit', value: ({ limit }) => limit }],
  },
  {
    key: 'queue',
    kind: 'lines',
    stepped: true,
    title: 'Leaky queue',
    unit: 'calls',
    floor: 10,
    empty: 'Nobody waits.',
    series: [{ probe: 'queued', label: 'waiting' }],
    marks: [{ label: 'places', value: ({ capacity }) => capacity }],
  },
  {
    key: 'share',
    kind: 'lines',
    title: 'Share of user 1',
    unit: '%',
    floor: 1,
    empty: 'No call yet.',
    shownWhen: several,
    series: [
      { probe: 'shareOfFirst', label: 'of admitted' },
      { probe: 'offeredShare', label: 'of calls' },
    ],
    marks: [{ label: 'equal share', value: ({ users }) => (users > 1 ? 1 / users : undefined) }],
  },
]
