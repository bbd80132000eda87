import { begin, step, type Trail, trail } from '../../../machine/trail.ts'
import type { Millis } from '../../../units.ts'
import type { HpaEdge } from '../hpa-flow.ts'
import type { Pod } from './pods.ts'
import { classicUpLimit, downLimit, longestPeriod, noteChange, type ScaleEvent, upLimit } from './policies.ts'
import { type Measurement, type MetricProposal, metricReplicas } from './replicas.ts'
import { type ControllerFlags, type HpaSpec, tolerancesOf } from './spec.ts'
import { type Recommendation, remember, stabilized, stabilizedClassic } from './stabilization.ts'

/** What the controller remembers of one HPA. Plain data, changed in place. */
export interface Hpa {
  evaluations: number
  /** What the metrics asked for, oldest first. */
  readonly recommendations: Recommendation[]
  /** Changes made, oldest first. */
  readonly events: ScaleEvent[]
  /** Edges of the flow that the last evaluation took. */
  readonly trail: Trail<HpaEdge>
}

/** An HPA that has not been evaluated yet. */
export const createHpa = (): Hpa => ({ evaluations: 0, recommendations: [], events: [], trail: trail() })

/** What the controller finds when it evaluates. */
export interface HpaInput {
  /** Replicas asked for so far. */
  readonly current: number
  /** Replicas that exist. */
  readonly existing: number
  readonly pods: readonly Pod[]
  /** One for each metric of the spec, in order. */
  readonly measurements: readonly Measurement[]
}

/**
 * Why the replicas came out as they did; the names of the conditions that `kubectl describe` shows, where it has one.
 */
export type HpaReason =
  | 'ScalingDisabled'
  | 'AboveMax'
  | 'BelowMin'
  /** No metric can be read, or one cannot and the others ask for less. */
  | 'MetricsFailed'
  | 'WithinTolerance'
  | 'ScaleUpStabilized'
  | 'ScaleDownStabilized'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit'
  | 'TooManyReplicas'
  | 'TooFewReplicas'
  | 'DesiredWithinRange'

/** All numbers of one evaluation; numbers that were not reached are NaN. */
export interface HpaEvaluation {
  readonly evaluation: number
  readonly at: Millis
  readonly current: number
  readonly metrics: readonly MetricProposal[]
  /** Index of the metric that asked for most; −1 when none could be read. */
  readonly chosen: number
  /** What the metrics ask for. */
  readonly recommended: number
  /** After the windows, and the bounds that they gave. */
  readonly stabilized: number
  readonly lowest: number
  readonly highest: number
  /** What policies, minimum and maximum allow in the direction gone; NaN when there is none. */
  readonly limit: number
  /** What holds from now on. */
  readonly desired: number
  readonly reason: HpaReason
}

type Found = Pick<HpaEvaluation, 'desired' | 'reason'> & Partial<HpaEvaluation>

/**
 * One round of the controller. Order: nothing at zero replicas unless the minimum is zero; minimum and maximum at once;
 * else the largest proposal of the metrics, the windows, the policies, minimum and maximum. When a metric fails, the
 * others may scale up but not down.
 */
export function evaluateHpa(
  hpa: Hpa,
  spec: HpaSpec,
  flags: ControllerFlags,
  input: HpaInput,
  now: Millis,
): HpaEvaluation {
  begin(hpa.trail)
  hpa.evaluations += 1
  const { current } = input
  if (hpa.recommendations.length === 0) hpa.recommendations.push({ at: now, replicas: current })
  const found = outsideLimits(hpa, spec, current) ?? judge(hpa, spec, flags, input, now)
  const change = found.desired - current
  if (change !== 0) {
    if (spec.behavior) noteChange(hpa.events, change, longestPeriod([spec.behavior.up, spec.behavior.down]), now)
    mark(hpa, 'applies', current, found.desired)
  }
  return {
    evaluation: hpa.evaluations,
    at: now,
    current,
    metrics: [],
    chosen: -1,
    recommended: NaN,
    stabilized: NaN,
    lowest: NaN,
    highest: NaN,
    limit: NaN,
    ...found,
  }
}

const mark = (hpa: Hpa, edge: HpaEdge, a = 0, b = 0, c = 0): void => step(hpa.trail, edge, hpa.evaluations, a, b, c)

/** What is decided without looking at any metric. */
function outsideLimits(hpa: Hpa, { min, max }: HpaSpec, current: number): Found | undefined {
  if (current === 0 && min !== 0) {
    mark(hpa, 'disabled', min)
    return { desired: 0, reason: 'ScalingDisabled' }
  }
  if (current <= max && current >= min) return undefined
  const desired = current > max ? max : min
  mark(hpa, 'outside', current, desired)
  return { desired, reason: current > max ? 'AboveMax' : 'BelowMin' }
}

function judge(hpa: Hpa, spec: HpaSpec, flags: ControllerFlags, input: HpaInput, now: Millis): Found {
  const { current, measurements } = input
  const situation = { ...input, tolerances: tolerancesOf(spec, flags), flags, now }
  const metrics = spec.metrics.map((metric, i) =>
    metricReplicas(metric, measurements[i] ?? { kind: 'failed' }, situation),
  )
  const chosen = largest(metrics)
  const best = metrics[chosen]
  const failures = metrics.filter(({ reason }) => reason === 'failed').length
  mark(hpa, 'reads', best?.measured ?? NaN, best?.target ?? NaN, failures)
  if (!best || (failures > 0 && best.replicas < current)) {
    mark(hpa, 'fails', failures, metrics.length)
    return { metrics, chosen, desired: current, reason: 'MetricsFailed' }
  }
  const recommended = best.replicas
  if (best.reason === 'ratio' || best.reason === 'fromZero')
    mark(hpa, 'proposes', best.filledRatio, best.counted, recommended)
  else mark(hpa, 'keeps', best.filledRatio, recommended)
  return limit(hpa, spec, flags, { metrics, chosen, recommended, kept: best.reason !== 'ratio' }, current, now)
}

/** The metric that asks for most, the first of equals; −1 when all failed. */
function largest(metrics: readonly MetricProposal[]): number {
  let chosen = -1
  metrics.forEach(({ reason, replicas }, index) => {
    if (reason !== 'failed' && replicas > (metrics[chosen]?.replicas ?? -1)) chosen = index
  })
  return chosen
}

interface Recommended {
  readonly metrics: readonly MetricProposal[]
  readonly chosen: number
  readonly recommended: number
  readonly kept: boolean
}

/** Windows, then policies with minimum and maximum. */
function limit(
  hpa: Hpa,
  spec: HpaSpec,
  flags: ControllerFlags,
  asked: Recommended,
  current: number,
  now: Millis,
): Found {
  const { metrics, chosen, recommended } = asked
  const { behavior } = spec
  const steady = behavior
    ? stabilized(hpa.recommendations, behavior, recommended, current, now)
    : stabilizedClassic(hpa.recommendations, flags.downscaleStabilization, recommended, now)
  const kept = behavior
    ? Math.max(behavior.up.stabilization, behavior.down.stabilization)
    : flags.downscaleStabilization
  remember(hpa.recommendations, recommended, kept, now)
  const { lowest, highest, replicas } = steady
  const base = { metrics, chosen, recommended, stabilized: replicas, lowest, highest }
  const waits = replicas !== recommended
  mark(hpa, 'weighs', recommended)
  mark(hpa, waits ? 'stabilises' : 'passes', recommended, replicas)
  const bounded = bound(hpa, spec, replicas, current, now)
  if (bounded.desired === current) mark(hpa, 'unchanged', current)
  if (bounded.reason !== 'DesiredWithinRange') return { ...base, ...bounded }
  if (waits)
    return { ...base, ...bounded, reason: recommended >= current ? 'ScaleUpStabilized' : 'ScaleDownStabilized' }
  return { ...base, ...bounded, reason: asked.kept && recommended === current ? 'WithinTolerance' : bounded.reason }
}

/**
 * Cuts to what policies, minimum and maximum allow; the tighter one gives the reason, limits that are equal the range.
 */
function bound(
  hpa: Hpa,
  { min, max, behavior }: HpaSpec,
  wanted: number,
  current: number,
  now: Millis,
): Pick<HpaEvaluation, 'desired' | 'reason' | 'limit'> {
  const up = behavior ? upLimit(behavior.up, hpa.events, current, now) : classicUpLimit(current)
  const down = behavior ? downLimit(behavior.down, hpa.events, current, now) : 0
  const most = Math.min(max, up)
  const least = Math.max(min, down)
  if ((wanted > current || !behavior) && wanted > most) {
    const reason = max > up ? 'ScaleUpLimit' : 'TooManyReplicas'
    mark(hpa, 'limits', wanted, most)
    return { desired: most, reason, limit: most }
  }
  if ((wanted < current || !behavior) && wanted < least) {
    const reason = min < down ? 'ScaleDownLimit' : 'TooFewReplicas'
    mark(hpa, 'limits', wanted, least)
    return { desired: least, reason, limit: least }
  }
  mark(hpa, 'allows', wanted)
  return {
    desired: wanted,
    reason: 'DesiredWithinRange',
    limit: wanted < current ? least : wanted > current ? most : NaN,
  }
}
