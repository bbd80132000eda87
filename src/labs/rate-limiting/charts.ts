import type { Chart } from '../../lab/chart.ts'
import { lawful } from './expected.ts'
import type { LimiterParams, params } from './params.ts'

const several = ({ users }: LimiterParams): boolean => users > 1
const alone = ({ users }: LimiterParams): boolean => users === 1
const tiered = ({ focus }: LimiterParams): boolean => focus === 'hybrid' || focus === 'gates'

const isWindow = ({ focus }: LimiterParams): boolean =>
  ['slidingLog', 'slidingCounter', 'fixedWindow', 'distributed'].includes(focus)

const windowed = (given: LimiterParams): boolean =>
  given.showSlidingLog || given.showSlidingCounter || given.showFixedWindow || given.showDistributed || isWindow(given)

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
    title: 'By user',
    unit: 'per second',
    tall: true,
    floor: 10,
    empty: 'No call yet.',
    shownWhen: several,
    series: [
      { probe: 'followedOthers', label: 'others in', tone: 'fine' },
      { probe: 'followedFirst', label: 'user 1 in', tone: 'plain' },
      { probe: 'droppedFirst', label: 'user 1 out', tone: 'refused' },
      { probe: 'droppedOthers', label: 'others out', tone: 'failed' },
    ],
  },
  {
    key: 'reasons',
    kind: 'bars',
    title: 'Refused',
    unit: 'per second',
    floor: 10,
    empty: 'No limit has refused.',
    shownWhen: tiered,
    series: [
      { probe: 'refusedByUser', label: 'user', tone: 'refused' },
      { probe: 'refusedByWindow', label: 'sustained', tone: 'caution' },
      { probe: 'refusedByAddress', label: 'IP', tone: 'suspect' },
      { probe: 'refusedByAll', label: 'global', tone: 'failed' },
    ],
  },
  {
    key: 'loss',
    kind: 'lines',
    title: 'Share refused',
    unit: '%',
    floor: 1,
    empty: 'No call yet.',
    shownWhen: lawful,
    series: [
      { probe: 'refusedShare', label: 'measured' },
      { probe: 'expectedRefused', label: 'expected', theory: 'Erlang B, Poisson, M/D/1/K' },
    ],
  },
  {
    key: 'tokens',
    kind: 'lines',
    title: 'In the bucket',
    unit: 'tokens',
    floor: 10,
    empty: 'The bucket is full.',
    shownWhen: alone,
    series: [{ probe: 'tokensFirst', label: 'left' }],
    marks: [{ label: 'capacity', value: ({ capacity }) => capacity }],
  },
  {
    key: 'userTokens',
    kind: 'lines',
    title: 'In the bucket',
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
    shownWhen: windowed,
    series: [
      { probe: 'inLog', label: 'sliding log' },
      { probe: 'estimate', label: 'counter' },
      { probe: 'inWindow', label: 'fixed' },
      { probe: 'inSet', label: 'shared set' },
    ],
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
    shownWhen: ({ focus, showLeakyQueue }) => showLeakyQueue || focus === 'leakyQueue',
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
