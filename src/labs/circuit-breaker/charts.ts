import { measure } from '../../engines/circuit-breaker/statistics.ts'
import type { Chart, Probe } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import { percentile } from '../../world/latencies.ts'
import type { BreakerParams, params } from './params.ts'
import { configOf } from './rules.ts'
import { type BreakerWorld, NEVER, type Totals } from './run/world.ts'

type BreakerProbe = Probe<typeof params, BreakerWorld>

/** Sampling period of all probes. */
export const EVERY: Millis = 100

/** How far back latencies are looked at. */
const LATENCY_WINDOW: Millis = 10_000

const total = (name: keyof Totals, label: string): BreakerProbe => ({
  label,
  unit: 'calls',
  kind: 'count',
  read: ({ totals }) => totals[name],
})

const times = (name: keyof Totals, label: string): BreakerProbe => ({
  label,
  unit: '',
  kind: 'level',
  read: ({ totals }) => totals[name],
})

const latency = (share: number, label: string): BreakerProbe => ({
  label,
  unit: 'ms',
  kind: 'level',
  read: ({ latencies }, _, now) => percentile(latencies, share, now, LATENCY_WINDOW),
})

/** Results are counted while the breaker is closed; what opened it stays to be read for one sample. */
const counting = ({ account, breaker }: BreakerWorld, now: Millis): boolean =>
  account.state === 'closed' || (account.state === 'open' && breaker.reopenings === 0 && now - breaker.since < EVERY)

/** The numbers read off the world. */
export const probes = {
  calls: total('calls', 'Calls'),
  answered: total('answered', 'Answered'),
  failed: total('failed', 'Failed'),
  fallback: total('fallback', 'Fallback'),
  rejected: total('rejected', 'Refused'),
  retries: total('retries', 'Retries'),
  late: total('late', 'Late answers'),
  probesSent: total('probes', 'Probes'),
  failures: {
    label: 'Failures counted',
    unit: 'calls',
    kind: 'level',
    read: (world, _, now) =>
      counting(world, now) && world.config.trip !== 'rate' ? measure(world.breaker, world.config, now).failures : NaN,
  },
  failureRate: {
    label: 'Failure rate',
    unit: 'share',
    kind: 'level',
    read: (world, _, now) => {
      if (!counting(world, now) || world.config.trip !== 'rate') return NaN
      const { failures, calls } = measure(world.breaker, world.config, now)
      return calls > 0 ? failures / calls : NaN
    },
  },
  slowRate: {
    label: 'Slow rate',
    unit: 'share',
    kind: 'level',
    read: (world, _, now) => {
      if (!counting(world, now) || !world.config.slow) return NaN
      const { slow, calls } = measure(world.breaker, world.config, now)
      return calls > 0 ? slow / calls : NaN
    },
  },
  p50: latency(0.5, 'p50'),
  p95: latency(0.95, 'p95'),
  p99: latency(0.99, 'p99'),
  working: { label: 'In work', unit: 'calls', kind: 'level', read: ({ backend }) => backend.busy },
  waiting: { label: 'Queued', unit: 'calls', kind: 'level', read: ({ backend }) => backend.line.size },
  probesOut: {
    label: 'Probes in flight',
    unit: 'calls',
    kind: 'level',
    read: ({ account }) => (account.state === 'halfOpen' ? account.probesOut : 0),
  },
  wasted: total('wasted', 'Calls wasted on a backend that was not up'),
  wastedShare: {
    label: 'Share of calls wasted on a backend that was not up',
    unit: 'share',
    kind: 'level',
    read: ({ totals }) => (totals.calls > 0 ? totals.wasted / totals.calls : 0),
  },
  timeToRecover: {
    label: 'Longest time from the backend’s return to Closed',
    unit: 'ms',
    kind: 'level',
    read: ({ marks }, _, now) => {
      const pending = marks.returnedAt === NEVER ? NEVER : now - marks.returnedAt
      const longest = pending > marks.longestRecovery ? pending : marks.longestRecovery
      return longest === NEVER ? NaN : longest
    },
  },
  opens: times('opens', 'Times opened'),
  falseOpens: times('falseOpens', 'Times opened while the backend was up'),
  reopens: times('reopens', 'Times re-opened by probes'),
  extraProbes: times('extraProbes', 'Probes beyond the permits'),
  lostUpdates: { label: 'Lost updates', unit: '', kind: 'level', read: ({ threads }) => threads.lost },
} as const satisfies Readonly<Record<string, BreakerProbe>>

const byRate = (values: BreakerParams): boolean => configOf(values).trip === 'rate' || configOf(values).slow

/** The charts under the diagram. */
export const charts: readonly Chart<typeof params>[] = [
  {
    key: 'outcomes',
    kind: 'bars',
    title: 'Calls',
    unit: 'per second',
    tall: true,
    floor: 12,
    empty: 'No call yet.',
    series: [
      { probe: 'answered', label: 'answered', tone: 'fine' },
      { probe: 'fallback', label: 'fallback', tone: 'caution' },
      { probe: 'failed', label: 'failed', tone: 'failed' },
      { probe: 'rejected', label: 'refused', tone: 'refused' },
    ],
  },
  {
    key: 'failures',
    kind: 'lines',
    stepped: true,
    title: 'Failures counted',
    unit: 'calls',
    floor: 6,
    empty: 'Nothing is counted while the breaker is not closed.',
    shownWhen: (values) => configOf(values).trip !== 'rate',
    series: [{ probe: 'failures', label: 'failures' }],
    marks: [
      { label: 'opens at {failuresToOpen}', value: (values) => limitOf(values, 'atLeast') },
      { label: 'opens above {failuresToOpen}', value: (values) => limitOf(values, 'above') },
    ],
  },
  {
    key: 'rates',
    kind: 'lines',
    stepped: true,
    title: 'Rates',
    unit: '%',
    floor: 1,
    empty: 'Nothing is counted while the breaker is not closed.',
    shownWhen: byRate,
    series: [
      { probe: 'failureRate', label: 'failed' },
      { probe: 'slowRate', label: 'slow', dash: 'dashed' },
    ],
    marks: [
      {
        label: 'opens at {failureRateToOpen} failed',
        value: (values) => (configOf(values).trip === 'rate' ? values.failureRateToOpen : undefined),
      },
      {
        label: 'at {slowRateToOpen} slow',
        value: (values) => (configOf(values).slow ? values.slowRateToOpen : undefined),
      },
    ],
  },
  {
    key: 'latency',
    kind: 'lines',
    title: 'Latency',
    unit: 'ms',
    floor: 300,
    empty: 'No call has ended in the last 10 s.',
    series: [
      { probe: 'p50', label: 'p50', dash: 'solid' },
      { probe: 'p95', label: 'p95', dash: 'dashed' },
      { probe: 'p99', label: 'p99', dash: 'dotted' },
    ],
    marks: [{ label: 'time-out', value: ({ callTimeout }) => callTimeout }],
  },
  {
    key: 'backend',
    kind: 'lines',
    stepped: true,
    title: 'Backend',
    unit: 'calls',
    floor: 10,
    empty: 'The backend has had no call yet.',
    series: [
      { probe: 'working', label: 'in work' },
      { probe: 'waiting', label: 'queued', dash: 'dashed' },
    ],
    marks: [{ label: 'workers', value: ({ workers }) => workers }],
  },
]

/** The level of the limit, for rules that compare in this way. */
function limitOf(values: BreakerParams, operator: 'atLeast' | 'above'): number | undefined {
  const config = configOf(values)
  return config.trip !== 'rate' && config.operator === operator ? config.failuresToOpen : undefined
}
