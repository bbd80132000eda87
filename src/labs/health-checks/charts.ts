import type { Chart } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import type { HealthParams, params } from './params.ts'

/** Sampling period of all probes. */
export const EVERY: Millis = 100

/** Whether the time-outs of all checks are one, so that one line stands for them. */
const oneTimeout = ({ apiTimeout, cacheTimeout, dbTimeout, queueTimeout }: HealthParams): boolean =>
  dbTimeout === apiTimeout && dbTimeout === cacheTimeout && dbTimeout === queueTimeout

/** The charts under the picture. */
export const charts: readonly Chart<typeof params>[] = [
  {
    key: 'requests',
    kind: 'bars',
    title: 'What users get',
    unit: 'per second',
    tall: true,
    floor: 40,
    empty: 'No request yet.',
    series: [
      { probe: 'served', label: 'served', tone: 'fine' },
      { probe: 'dependencyErrors', label: 'dependency missing', tone: 'caution' },
      { probe: 'replicaErrors', label: 'bad replica', tone: 'failed' },
      { probe: 'refused', label: 'nobody in rotation', tone: 'refused' },
    ],
  },
  {
    key: 'rotation',
    kind: 'lines',
    stepped: true,
    title: 'Replicas that get traffic',
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
    title: 'Longest run of a check',
    unit: 'ms, last 10 s',
    floor: 200,
    empty: 'No check has run in the last 10 s.',
    series: [
      { probe: 'dbRun', label: 'DB', dash: 'solid' },
      { probe: 'apiRun', label: 'API', dash: 'dashed' },
      { probe: 'cacheRun', label: 'cache', dash: 'dotted' },
      { probe: 'queueRun', label: 'queue', tone: 'idle' },
    ],
    marks: [
      { label: 'time-out', value: (given) => (oneTimeout(given) ? given.dbTimeout : undefined) },
      { label: 'DB time-out', value: (given) => (oneTimeout(given) ? undefined : given.dbTimeout) },
    ],
  },
  {
    key: 'failing',
    kind: 'lines',
    stepped: true,
    title: 'Checks that do not pass',
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
    title: 'Restarts and removals',
    unit: 'so far',
    floor: 4,
    empty: 'None yet.',
    series: [
      { probe: 'restarts', label: 'restarts', tone: 'failed' },
      { probe: 'removals', label: 'removals', tone: 'refused' },
      { probe: 'falseRemovals', label: 'of well replicas', tone: 'suspect' },
    ],
  },
  {
    key: 'line',
    kind: 'lines',
    title: 'Work in line at the database',
    unit: 'ms',
    floor: 50,
    empty: 'Nobody has asked it yet.',
    series: [{ probe: 'dbLine', label: 'until it has done it' }],
  },
]
