import type { Chart } from '../../lab/chart.ts'
import { mm1kOf } from './laws.ts'
import type { PressureParams, params } from './params.ts'

const lawful = (values: PressureParams): boolean => mm1kOf(values) !== undefined
const layered = ({ system }: PressureParams): boolean => system !== 'queue'

const depth: Chart<typeof params> = {
  key: 'depth',
  kind: 'lines',
  stepped: true,
  title: 'Queue depth',
  unit: 'items',
  tall: true,
  floor: 10,
  empty: 'Nothing waits.',
  shownWhen: (values) => !lawful(values),
  series: [{ probe: 'depth', label: 'waiting' }],
  marks: [
    { label: 'full', value: ({ capacity }) => capacity },
    { label: 'high', value: ({ capacity, high }) => (high < 1 ? high * capacity : undefined) },
    {
      label: 'low',
      value: ({ capacity, hysteresis, low, rule }) =>
        rule === 'bands' || (rule === 'watermarks' && hysteresis) ? low * capacity : undefined,
    },
  ],
}

/** The charts under the picture. */
export const charts: readonly Chart<typeof params>[] = [
  depth,
  {
    ...depth,
    key: 'depthByLaw',
    shownWhen: lawful,
    series: [
      ...depth.series,
      { probe: 'meanDepth', label: 'mean', dash: 'dashed' },
      { probe: 'expectedDepth', label: 'expected', theory: 'M/M/1/K, Erlang 1917' },
    ],
  },
  {
    key: 'items',
    kind: 'bars',
    title: 'Items',
    unit: 'per second',
    floor: 20,
    empty: 'No item yet.',
    series: [
      { probe: 'accepted', label: 'accepted', tone: 'fine' },
      { probe: 'rejected', label: 'rejected', tone: 'refused' },
      { probe: 'dropped', label: 'dropped', tone: 'failed' },
    ],
  },
  {
    key: 'served',
    kind: 'bars',
    title: 'Served',
    unit: 'per second',
    floor: 20,
    empty: 'No item has been served yet.',
    series: [{ probe: 'served', label: 'processed', tone: 'fine' }],
  },
  {
    key: 'rates',
    kind: 'lines',
    stepped: true,
    title: 'Producers send',
    unit: 'per second',
    floor: 10,
    empty: 'Nobody sends.',
    series: [
      { probe: 'rate1', label: '1' },
      { probe: 'rate2', label: '2' },
      { probe: 'rate3', label: '3' },
      { probe: 'rate4', label: '4', dash: 'dashed' },
    ],
  },
  {
    key: 'sojourn',
    kind: 'lines',
    title: 'Sojourn time',
    unit: 'ms',
    floor: 100,
    empty: 'No item was served in the last 10 s.',
    series: [
      { probe: 'p50', label: 'p50', dash: 'solid' },
      { probe: 'p99', label: 'p99', dash: 'dotted' },
    ],
    marks: [{ label: 'target', value: ({ overflow, target }) => (overflow === 'codel' ? target : undefined) }],
  },
  {
    key: 'limit',
    kind: 'lines',
    stepped: true,
    title: 'Items in work',
    unit: 'items',
    floor: 4,
    empty: 'Nothing is in work.',
    shownWhen: ({ limiter }) => limiter !== 'none',
    series: [
      { probe: 'inWork', label: 'in work' },
      { probe: 'limit', label: 'limit', dash: 'dashed' },
    ],
  },
  {
    key: 'fairness',
    kind: 'lines',
    title: 'Fairness of 10 s',
    unit: 'Jain’s index',
    floor: 1,
    empty: 'Nothing was served in the last 10 s.',
    shownWhen: ({ producers }) => producers > 1,
    series: [{ probe: 'fairness', label: 'index' }],
  },
  {
    key: 'buffers',
    kind: 'lines',
    stepped: true,
    title: 'Buffers',
    unit: '% full',
    floor: 1,
    empty: 'Nothing in the buffers.',
    shownWhen: layered,
    series: [
      { probe: 'applicationFill', label: 'application' },
      { probe: 'tcpFill', label: 'TCP', dash: 'dashed' },
      { probe: 'osFill', label: 'OS', dash: 'dotted' },
    ],
  },
  {
    key: 'loss',
    kind: 'lines',
    title: 'Share lost',
    unit: '%',
    floor: 0.02,
    empty: 'No item yet.',
    shownWhen: lawful,
    series: [
      { probe: 'lossShare', label: 'lost' },
      { probe: 'expectedLoss', label: 'expected', theory: 'M/M/1/K, Erlang 1917' },
    ],
  },
]
