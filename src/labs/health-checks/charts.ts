import type { Chart } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import type { HealthParams, params } from './params.ts'

/** Sampling period of all probes. */
export const EVERY: Millis = 100

const SECOND: Millis = 1000

/** Whether the time-outs of all checks are one, so that one line stands for them. */
const oneTimeout = ({ apiTimeout, cacheTimeout, dbTimeout, queueTimeout }: HealthParams): boolean =>
  dbTimeout === apiTimeout && dbTimeout === cacheTimeout && dbTimeout === queueTimeout

/** The charts under the picture. */
export const charts: readonly Chart<typeof params>[] = [
  {
    key: 'requests',
    kind: 'bars',
    title: 'Requests',
    unit: 'per second',
    tall: true,
    floor: 40,
    empty: 'No request yet.',
    series: [
      { probe: 'served', label: 'served', tone: 'fine' },
      { probe: 'dependencyErrors', label: 'dependency', tone: 'caution' },
      { probe: 'replicaErrors', label: 'bad replica', tone: 'failed' },
      { probe: 'refused', label: 'no replica', tone: 'refused' },
    ],
  },
  {
    key: 'rotation',
    kind: 'lines',
    stepped: true,
    title: 'Traffic goes to',
    unit: 'replicas',
    floor: 3,
    empty: 'No replica yet.',
    series: [
      { probe: 'auth', label: 'Auth', dash: 'solid' },
      { probe: 'orders', label: 'Orders', dash: 'dashed' },
      { probe: 'search', label: 'Search', dash: 'dotted' },
    ],
    marks: [{ label: 'all', value: ({ replicas }) => replicas }],
  },
  {
    key: 'checks',
    kind: 'lines',
    stepped: true,
    title: 'Check latency',
    unit: 'seconds',
    floor: 0.2,
    empty: 'No check has run in the last 10 s.',
    series: [
      { probe: 'dbRun', label: 'DB', dash: 'solid' },
      { probe: 'apiRun', label: 'API', dash: 'dashed' },
      { probe: 'cacheRun', label: 'cache', dash: 'dotted' },
      { probe: 'queueRun', label: 'queue', tone: 'idle' },
    ],
    marks: [
      { label: 'time-out', value: (given) => (oneTimeout(given) ? given.dbTimeout / SECOND : undefined) },
      { label: 'DB time-out', value: (given) => (oneTimeout(given) ? undefined : given.dbTimeout / SECOND) },
    ],
  },
  {
    key: 'failing',
    kind: 'lines',
    stepped: true,
    title: 'Not passing',
    unit: 'checks',
    floor: 5,
    empty: 'No check yet.',
    series: [
      { probe: 'failing', label: 'fail', tone: 'failed' },
      { probe: 'unknowns', label: 'unknown', tone: 'idle' },
    ],
  },
  {
    key: 'restarts',
    kind: 'lines',
    stepped: true,
    title: 'Restarts',
    unit: 'so far',
    floor: 4,
    empty: 'None yet.',
    series: [
      { probe: 'restarts', label: 'restarts', tone: 'failed' },
      { probe: 'removals', label: 'removals', tone: 'refused' },
      { probe: 'falseRemovals', label: 'for nothing', tone: 'suspect' },
    ],
  },
  {
    key: 'line',
    kind: 'lines',
    title: 'Database line',
    unit: 'seconds',
    floor: 0.1,
    empty: 'Nobody has asked it yet.',
    series: [{ probe: 'dbLine', label: 'until done' }],
  },
]
