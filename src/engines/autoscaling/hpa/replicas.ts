import type { Millis } from '../../../units.ts'
import { groupPods, type Pod, readyPods, type Sample } from './pods.ts'
import { type ControllerFlags, type MetricSpec, type PodTarget, type Tolerances, withinBand } from './spec.ts'

/** What was measured for one metric: pod by pod, as one number in thousandths, or not at all. */
export type Measurement =
  | { readonly kind: 'perPod'; readonly samples: readonly (Sample | undefined)[] }
  | { readonly kind: 'whole'; readonly value: number }
  | { readonly kind: 'failed' }

/** Why a metric proposes what it does. */
export type MetricReason =
  /** The ratio times the pods counted, rounded up. */
  | 'ratio'
  /** The ratio lies in the band. */
  | 'withinTolerance'
  /** With pods filled in, the ratio lies in the band. */
  | 'filledWithinTolerance'
  /** With pods filled in, the ratio would turn the direction. */
  | 'filledTurns'
  /** The count would go against the ratio's direction. */
  | 'countTurns'
  /** From zero replicas: the ratio itself, rounded up. */
  | 'fromZero'
  /** There is no value for this metric. */
  | 'failed'

/** What one metric proposes, with the numbers that decided it. */
export interface MetricProposal {
  readonly replicas: number
  readonly reason: MetricReason
  /** Value over target as first measured; NaN when there is none. */
  readonly ratio: number
  /** Ratio after unready and missing pods were filled in; the same when none were. */
  readonly filledRatio: number
  /** Whole per cent of the request, or the value per pod or of the whole in thousandths. */
  readonly measured: number
  readonly target: number
  /** Pods by class, and how many multiplied the ratio. */
  readonly ready: number
  readonly unready: number
  readonly missing: number
  readonly ignored: number
  readonly counted: number
}

/** What every metric is judged by. */
export interface Situation {
  readonly current: number
  /** Replicas that exist, as the status tells. */
  readonly existing: number
  readonly pods: readonly Pod[]
  readonly tolerances: Tolerances
  readonly flags: ControllerFlags
  readonly now: Millis
}

/** What a metric proposes. */
export function metricReplicas(spec: MetricSpec, measurement: Measurement, situation: Situation): MetricProposal {
  if (spec.kind === 'object' || spec.kind === 'external') {
    return measurement.kind === 'whole' ? wholeReplicas(spec.target, measurement.value, situation) : failed(situation)
  }
  if (measurement.kind !== 'perPod') return failed(situation)
  const target: PodTarget = spec.kind === 'pods' ? { kind: 'averageValue', value: spec.value } : spec.target
  const resource = spec.kind === 'resource' ? spec.name : ''
  return podReplicas(target, resource, measurement.samples, situation)
}

const none = { ready: 0, unready: 0, missing: 0, ignored: 0, counted: 0 }

const failed = ({ current }: Situation, counts: Partial<typeof none> = {}): MetricProposal => ({
  replicas: current,
  reason: 'failed',
  ratio: NaN,
  filledRatio: NaN,
  measured: NaN,
  target: NaN,
  ...none,
  ...counts,
})

/** Values by pod index, and the ratio of their sum or average to the target. */
type Values = Map<number, number>

/** The measured number and its ratio to the target; both lose their fraction before the ratio is taken. */
function usage(
  target: PodTarget,
  resource: string,
  values: Values,
  pods: readonly Pod[],
): { readonly ratio: number; readonly measured: number } {
  let sum = 0
  let requested = 0
  for (const [index, value] of values) {
    sum += value
    requested += requestOf(pods[index], resource)
  }
  if (target.kind === 'utilization') {
    const percent = requested > 0 ? Math.trunc((sum * 100) / requested) : NaN
    return { ratio: percent / target.percent, measured: percent }
  }
  const average = values.size > 0 ? Math.trunc(sum / values.size) : NaN
  return { ratio: average / target.value, measured: average }
}

const requestOf = (pod: Pod | undefined, resource: string): number =>
  resource === 'cpu' || resource === 'memory' ? (pod?.requests[resource] ?? 0) : 0

function podReplicas(
  target: PodTarget,
  resource: string,
  samples: readonly (Sample | undefined)[],
  situation: Situation,
): MetricProposal {
  const { current, pods, tolerances, flags, now } = situation
  const groups = groupPods(pods, samples, resource, flags, now)
  const counts = {
    ready: groups.ready.length,
    unready: groups.unready.length,
    missing: groups.missing.length,
    ignored: groups.ignored.length,
  }
  const values: Values = new Map(groups.ready.map((index) => [index, samples[index]?.value ?? 0]))
  const first = usage(target, resource, values, pods)
  if (Number.isNaN(first.ratio)) return failed(situation, counts)
  const base = {
    ratio: first.ratio,
    measured: first.measured,
    target: target.kind === 'utilization' ? target.percent : target.value,
    ...counts,
  }
  const keep = (reason: MetricReason, filledRatio: number): MetricProposal => ({
    ...base,
    replicas: current,
    reason,
    filledRatio,
    counted: values.size,
  })
  const fillsUnready = counts.unready > 0 && first.ratio > 1
  if (!fillsUnready && counts.missing === 0) {
    if (withinBand(first.ratio, tolerances, flags.band)) return keep('withinTolerance', first.ratio)
    const replicas = Math.ceil(first.ratio * counts.ready)
    return { ...base, replicas, reason: 'ratio', filledRatio: first.ratio, counted: counts.ready }
  }
  fill(values, groups.missing, first.ratio, target, resource, pods)
  if (fillsUnready) for (const index of groups.unready) values.set(index, 0)
  const { ratio } = usage(target, resource, values, pods)
  if (withinBand(ratio, tolerances, flags.band)) return keep('filledWithinTolerance', ratio)
  if ((first.ratio < 1 && ratio > 1) || (first.ratio > 1 && ratio < 1)) return keep('filledTurns', ratio)
  const replicas = Math.ceil(ratio * values.size)
  if ((ratio < 1 && replicas > current) || (ratio > 1 && replicas < current)) return keep('countTurns', ratio)
  return { ...base, replicas, reason: 'ratio', filledRatio: ratio, counted: values.size }
}

/**
 * Pods without a metric are taken to use nothing when the rest ask for more; when the rest ask for less, all that they
 * request (or the target, if that is above 100 %), or exactly the target average. At a ratio of 1 they stay out.
 */
function fill(
  values: Values,
  missing: readonly number[],
  ratio: number,
  target: PodTarget,
  resource: string,
  pods: readonly Pod[],
): void {
  for (const index of missing) {
    if (ratio > 1) values.set(index, 0)
    else if (ratio < 1) values.set(index, fullUse(target, requestOf(pods[index], resource)))
  }
}

const fullUse = (target: PodTarget, request: number): number =>
  target.kind === 'averageValue' ? target.value : Math.trunc((request * Math.max(100, target.percent)) / 100)

/** Object and external metrics: tolerance as elsewhere, but none when there are no replicas. */
function wholeReplicas(
  target: { readonly kind: 'value' | 'averageValue'; readonly value: number },
  value: number,
  { current, existing, pods, tolerances, flags }: Situation,
): MetricProposal {
  const ready = readyPods(pods)
  const perPod = target.kind === 'averageValue'
  const ratio = value / (perPod ? target.value * existing : target.value)
  const base = { ...none, ratio, filledRatio: ratio, measured: value, target: target.value, ready }
  if (!perPod && current === 0) return { ...base, replicas: Math.ceil(ratio), reason: 'fromZero' }
  if (withinBand(ratio, tolerances, flags.band)) {
    return { ...base, replicas: perPod ? existing : current, reason: 'withinTolerance', counted: ready }
  }
  if (perPod) {
    const reason = existing === 0 ? 'fromZero' : 'ratio'
    return { ...base, replicas: Math.ceil(value / target.value), reason, counted: existing }
  }
  return { ...base, replicas: Math.ceil(ratio * ready), reason: 'ratio', counted: ready }
}
