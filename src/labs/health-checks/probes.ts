import type { Check } from '../../engines/health/check.ts'
import type { Rotation } from '../../engines/health/rotation.ts'
import type { Probe } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import { percentile } from '../../world/latencies.ts'
import { DB } from './fleet.ts'
import type { params } from './params.ts'
import { longestDetection } from './run/rotating.ts'
import type { HealthWorld, Totals } from './run/world.ts'

type HealthProbe = Probe<typeof params, HealthWorld>

/** How far back the runs of checks are looked at. */
const WINDOW: Millis = 10_000
const SECOND: Millis = 1000

const total = (name: keyof Totals, label: string): HealthProbe => ({
  label,
  unit: 'requests',
  kind: 'count',
  read: ({ totals }) => totals[name],
})

const times = (name: keyof Totals, label: string): HealthProbe => ({
  label,
  unit: '',
  kind: 'level',
  read: ({ totals }) => totals[name],
})

/** The longest run of a check that ended lately, in seconds; one that was given up took as long as its time-out. */
const longestRun = (source: number, label: string): HealthProbe => ({
  label,
  unit: '',
  kind: 'level',
  read: ({ took }, _, now) => {
    const runs = took[source]
    return runs ? percentile(runs, 1, now, WINDOW) / SECOND : NaN
  },
})

const receiving = (service: number, label: string): HealthProbe => ({
  label,
  unit: '',
  kind: 'level',
  read: ({ rotations }) => (rotations[service] as Rotation).size,
})

/** What a dependency has been asked, as the time in seconds until it has done it. */
const line = (dependency: number, label: string): HealthProbe => ({
  label,
  unit: '',
  kind: 'level',
  read: ({ freeAt }, _, now) => Math.max(0, (freeAt[dependency] as number) - now) / SECOND,
})

const verdicts = ({ replicas }: HealthWorld, wanted: Check['verdict']): number => {
  let count = 0
  for (const { checks } of replicas) for (const { verdict } of checks) if (verdict === wanted) count += 1
  return count
}

/** The numbers read off the world. */
export const probes = {
  requests: total('requests', 'Requests'),
  served: total('served', 'Served'),
  dependencyErrors: total('dependency', 'Failed for want of a dependency'),
  refused: total('refused', 'Refused: no replica in rotation'),
  replicaErrors: total('replica', 'Failed at a replica'),
  needless: total('needless', 'Failed although all that it needed was there'),
  needlessShare: {
    label: 'Share of requests that failed although all that they needed was there',
    unit: 'share',
    kind: 'level',
    read: ({ totals }) => (totals.requests > 0 ? totals.needless / totals.requests : 0),
  },
  auth: receiving(0, 'Replicas of Auth that get traffic'),
  orders: receiving(1, 'Replicas of Orders that get traffic'),
  search: receiving(2, 'Replicas of Search that get traffic'),
  available: {
    label: 'Replicas that pass and are not ejected',
    unit: '',
    kind: 'level',
    read: ({ rotations }) => rotations.reduce((sum, { available }) => sum + available, 0),
  },
  restarts: times('restarts', 'Restarts'),
  falseRestarts: times('falseRestarts', 'Restarts of processes that had nothing'),
  removals: times('removals', 'Removals from rotation'),
  falseRemovals: times('falseRemovals', 'Removals of replicas that had nothing'),
  panics: times('panics', 'Panics'),
  ejections: {
    label: 'Ejections',
    unit: '',
    kind: 'level',
    read: ({ outliers }) => outliers.reduce((sum, { ejections }) => sum + ejections, 0),
  },
  detection: {
    label: 'Longest time until a bad replica was out of rotation',
    unit: 'ms',
    kind: 'level',
    read: (world, _, now) => longestDetection(world, now),
  },
  dbRun: longestRun(1, 'DB check'),
  apiRun: longestRun(2, 'API check'),
  cacheRun: longestRun(3, 'Cache check'),
  queueRun: longestRun(4, 'Queue check'),
  dbLine: line(DB, 'Work in line at the database'),
  failing: {
    label: 'Checks that fail',
    unit: '',
    kind: 'level',
    read: (world) => verdicts(world, 'fail'),
  },
  unknowns: {
    label: 'Checks that are unknown',
    unit: '',
    kind: 'level',
    read: (world) => verdicts(world, 'unknown'),
  },
  verdictChanges: {
    label: 'Changes of verdicts',
    unit: '',
    kind: 'level',
    read: ({ replicas }) =>
      replicas.reduce((sum, { checks }) => sum + checks.reduce((each, { changes }) => each + changes, 0), 0),
  },
} as const satisfies Readonly<Record<string, HealthProbe>>
