import { counts, type Phase } from '../../engines/autoscaling/fleet.ts'
import { foreseen } from '../../engines/autoscaling/forecast.ts'
import type { Chart, Probe } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import type { params, ScalingParams } from './params.ts'
import { forecastConfig } from './rules.ts'
import { actionsSince } from './run/judgements.ts'
import { quantile } from './run/latency.ts'
import { offered } from './run/serving.ts'
import type { Traffic } from './run/traffic.ts'
import type { ScalingWorld } from './run/world.ts'

type ScalingProbe = Probe<typeof params, ScalingWorld>

/** Sampling period of all probes. */
export const EVERY: Millis = 1000

const HOUR: Millis = 3_600_000

const requests = (name: 'arrived' | 'served' | 'refused' | 'gaveUp', label: string): ScalingProbe => ({
  label,
  unit: 'requests',
  kind: 'count',
  read: ({ traffic }) => traffic[name],
})

const inPhase = (phase: Phase, label: string): ScalingProbe => ({
  label,
  unit: 'instances',
  kind: 'level',
  read: ({ fleet }) => counts(fleet)[phase],
})

const latency = (share: number, label: string): ScalingProbe => ({
  label,
  unit: 'ms',
  kind: 'level',
  read: (world, _, now) => quantile(world.latency, share, now),
})

const plainCount = (label: string, read: ScalingProbe['read']): ScalingProbe => ({
  label,
  unit: '',
  kind: 'level',
  read,
})

/** Requests whose fate is known. */
const ended = ({ served, refused, gaveUp }: Traffic): number => served + refused + gaveUp

/** The numbers read off the world. */
export const probes = {
  arrived: requests('arrived', 'Requests'),
  served: requests('served', 'Served'),
  refused: requests('refused', 'Refused'),
  gaveUp: requests('gaveUp', 'Given up'),
  offered: {
    label: 'Load',
    unit: '/s',
    kind: 'level',
    read: (world, values, now) => offered(world, values, now),
  },
  capacity: {
    label: 'Capacity',
    unit: '/s',
    kind: 'level',
    read: ({ traffic }, { burstCpu }) => traffic.capacity * burstCpu * 1000,
  },
  foreseen: {
    label: 'Load foreseen',
    unit: '/s',
    kind: 'level',
    read: ({ autoscaler }, values, now) =>
      values.policy === 'predictive' ? foreseen(autoscaler.forecast, forecastConfig(values), now) : NaN,
  },
  waiting: { label: 'Waiting', unit: 'requests', kind: 'level', read: ({ traffic }) => traffic.queue.waiting },
  desired: { label: 'Desired', unit: 'instances', kind: 'level', read: ({ fleet }) => fleet.desired },
  pending: inPhase('pending', 'Pending'),
  starting: inPhase('starting', 'Starting'),
  warming: inPhase('warming', 'Warming up'),
  ready: inPhase('ready', 'Ready'),
  terminating: inPhase('terminating', 'Terminating'),
  cpu: { label: 'CPU', unit: 'share', kind: 'level', read: ({ traffic }) => traffic.utilisation },
  cpuSeen: { label: 'CPU as the rule sees it', unit: 'share', kind: 'level', read: ({ seen }) => seen.cpu },
  memorySeen: { label: 'Memory as the rule sees it', unit: 'share', kind: 'level', read: ({ seen }) => seen.memory },
  p50: latency(0.5, 'p50'),
  p95: latency(0.95, 'p95'),
  p99: latency(0.99, 'p99'),
  fastShare: {
    label: 'Share of requests within the latency goal',
    unit: 'share',
    kind: 'level',
    read: ({ latency, traffic }) => (ended(traffic) > 0 ? latency.fast / ended(traffic) : NaN),
  },
  servedShare: {
    label: 'Share of requests served',
    unit: 'share',
    kind: 'level',
    read: ({ traffic }) => (ended(traffic) > 0 ? traffic.served / ended(traffic) : NaN),
  },
  instanceHours: plainCount('Instance-hours paid for', ({ fleet }, _, now) => {
    const { pending } = counts(fleet)
    return (fleet.billed + (fleet.instances.length - pending) * (now - fleet.billedUntil)) / HOUR
  }),
  actions: plainCount('Actions', ({ judgements }) => judgements.actions),
  actionsLastHour: plainCount(
    'Actions in the last hour',
    ({ judgements }, _, now) => actionsSince(judgements, now - HOUR).actions,
  ),
  flapsLastHour: plainCount(
    'Flaps in the last hour',
    ({ judgements }, _, now) => actionsSince(judgements, now - HOUR).turns,
  ),
  flaps: plainCount('Flaps', ({ autoscaler }) => autoscaler.scaler.flips),
} as const satisfies Readonly<Record<string, ScalingProbe>>

const thresholds = ({ policy, beneath }: ScalingParams): boolean =>
  policy === 'thresholds' || ((policy === 'predictive' || policy === 'scheduled') && beneath)

/** Levels of CPU at which the policy in force acts, by policy. */
function bound(values: ScalingParams, which: 'upper' | 'lower'): number | undefined {
  if (thresholds(values)) return values[which]
  switch (values.policy) {
    case 'matrix':
      return which === 'upper' ? values.heavyCpu : values.idleCpu
    case 'steps':
      return which === 'upper' ? values.highAlarm : values.lowAlarm
    case 'tracking':
      return which === 'upper' ? values.target : values.target * values.lowShare
    case 'hpa':
      if (!values.hpaOnCpu) return undefined
      return values.hpaCpu * (which === 'upper' ? 1 + values.hpaToleranceUp : 1 - values.hpaToleranceDown)
    default:
      return undefined
  }
}

/** The charts under the diagram. */
export const charts: readonly Chart<typeof params>[] = [
  {
    key: 'instances',
    kind: 'lines',
    stepped: true,
    title: 'Instances',
    unit: '',
    tall: true,
    floor: 4,
    empty: 'No sample yet.',
    series: [
      { probe: 'desired', label: 'desired' },
      { probe: 'ready', label: 'ready', tone: 'fine' },
      { probe: 'starting', label: 'starting', tone: 'caution', dash: 'dashed' },
      { probe: 'warming', label: 'warming up', tone: 'suspect', dash: 'dotted' },
      { probe: 'pending', label: 'pending', tone: 'failed', dash: 'dotted' },
    ],
  },
  {
    key: 'cpu',
    kind: 'lines',
    title: 'CPU',
    unit: '%',
    floor: 1,
    empty: 'No instance serves.',
    series: [
      { probe: 'cpu', label: 'now' },
      { probe: 'cpuSeen', label: 'seen', dash: 'dashed' },
    ],
    marks: [
      { label: 'more above', value: (values) => bound(values, 'upper') },
      { label: 'fewer below', value: (values) => bound(values, 'lower') },
    ],
  },
  {
    key: 'requests',
    kind: 'bars',
    title: 'Requests',
    unit: '/s',
    floor: 10,
    empty: 'No request yet.',
    series: [
      { probe: 'served', label: 'served', tone: 'fine' },
      { probe: 'gaveUp', label: 'given up', tone: 'failed' },
      { probe: 'refused', label: 'refused', tone: 'refused' },
    ],
  },
  {
    key: 'load',
    kind: 'lines',
    title: 'Load, capacity',
    unit: '/s',
    floor: 10,
    empty: 'No sample yet.',
    series: [
      { probe: 'offered', label: 'load' },
      { probe: 'capacity', label: 'capacity', tone: 'fine', dash: 'dashed' },
      { probe: 'foreseen', label: 'foreseen', tone: 'suspect', dash: 'dotted' },
    ],
  },
  {
    key: 'latency',
    kind: 'lines',
    title: 'Latency',
    unit: 'ms',
    floor: 600,
    empty: 'No request was served in the last minute.',
    series: [
      { probe: 'p50', label: 'p50', dash: 'solid' },
      { probe: 'p95', label: 'p95', dash: 'dashed' },
      { probe: 'p99', label: 'p99', dash: 'dotted' },
    ],
    marks: [{ label: 'goal', value: ({ latencyGoal }) => latencyGoal }],
  },
  {
    key: 'cost',
    kind: 'lines',
    title: 'Cost',
    unit: 'inst.-hours',
    floor: 0.1,
    empty: 'Nothing was paid for yet.',
    series: [{ probe: 'instanceHours', label: 'paid for' }],
  },
  {
    key: 'flaps',
    kind: 'lines',
    stepped: true,
    title: 'Actions in an hour',
    unit: '',
    floor: 4,
    empty: 'No action yet.',
    series: [
      { probe: 'actionsLastHour', label: 'actions' },
      { probe: 'flapsLastHour', label: 'flaps', tone: 'failed', dash: 'dashed' },
    ],
  },
]
