import type { Millis } from '../../units.ts'
import { createForecast, type Forecast, type ForecastConfig, forecastProposal, learn } from './forecast.ts'
import { createHpa, evaluateHpa, type Hpa, type HpaEvaluation, type HpaInput } from './hpa/hpa.ts'
import type { ControllerFlags, HpaSpec } from './hpa/spec.ts'
import { type MatrixConfig, matrixProposal } from './matrix.ts'
import type { Proposal, Reading } from './reading.ts'
import { createScaler, type Decision, decide, note, type Scaler, type ScalerConfig, within } from './scaler.ts'
import { planned, type Schedule, scheduleProposal } from './schedule.ts'
import {
  type AlarmState,
  createAlarms,
  createTracking,
  type StepConfig,
  stepProposal,
  type Tracking,
  type TrackingConfig,
  tracked,
  trackingProposal,
} from './steps.ts'
import { type ThresholdConfig, thresholdProposal } from './threshold.ts'

/** A metric that one number steers by; requests are per second and instance. */
export type Metric = 'cpu' | 'memory' | 'requests'

/** Which rule decides, with its numbers. */
export type Rule =
  | { readonly kind: 'threshold'; readonly rule: ThresholdConfig }
  | { readonly kind: 'matrix'; readonly rule: MatrixConfig }
  | { readonly kind: 'steps'; readonly rule: StepConfig; readonly metric: Metric }
  | { readonly kind: 'tracking'; readonly rule: TrackingConfig; readonly metric: Metric }
  | { readonly kind: 'hpa'; readonly rule: HpaSpec; readonly flags: ControllerFlags }
  | { readonly kind: 'forecast'; readonly rule: ForecastConfig }
  | { readonly kind: 'schedule'; readonly rule: Schedule }

/** Any autoscaler: a rule, limits and cooldown (the HPA brings its own), and what may raise the minimum. */
export interface AutoscalerConfig {
  readonly rule: Rule
  readonly scaler: ScalerConfig
  /** A plan or a forecast that raises the minimum, as scheduled and predictive scaling of AWS do; never the maximum. */
  readonly floor?: { readonly schedule?: Schedule; readonly forecast?: ForecastConfig }
}

/** What every rule may need to remember; rules that are not in force keep what they had. Plain data. */
export interface Autoscaler {
  readonly scaler: Scaler
  readonly alarms: AlarmState
  readonly tracking: Tracking
  readonly hpa: Hpa
  readonly forecast: Forecast
}

/** What is found when the rule is evaluated. */
export interface Observation {
  readonly reading: Reading
  /** Instances asked for so far. */
  readonly current: number
  /** Of these, those that are not ready yet. */
  readonly warming: number
  /** Pods and measurements; read by the HPA alone. */
  readonly hpa: Omit<HpaInput, 'current'>
}

/** What came out: the number of instances from now on, and the evaluation behind it. */
export type Verdict =
  | { readonly kind: 'decision'; readonly desired: number; readonly decision: Decision }
  | { readonly kind: 'hpa'; readonly desired: number; readonly evaluation: HpaEvaluation }

const noForecast: ForecastConfig = {
  method: 'trend',
  window: 0,
  season: 1,
  buckets: 1,
  weight: 1,
  lead: 0,
  perInstance: 1,
  coversPresent: false,
}

const forecastOf = ({ rule, floor }: AutoscalerConfig): ForecastConfig | undefined =>
  rule.kind === 'forecast' ? rule.rule : floor?.forecast

/** An autoscaler that has done nothing. */
export const createAutoscaler = (config: AutoscalerConfig, now: Millis): Autoscaler => ({
  scaler: createScaler(now),
  alarms: createAlarms(),
  tracking: createTracking(),
  hpa: createHpa(),
  forecast: createForecast(forecastOf(config) ?? noForecast),
})

/**
 * One evaluation at `now`. The machine's edges are in `scaler.trail`; the flow's in `scaler.decided`, or for the HPA in
 * `hpa.trail`.
 */
export function evaluate(
  autoscaler: Autoscaler,
  config: AutoscalerConfig,
  observation: Observation,
  now: Millis,
): Verdict {
  const { reading, current } = observation
  const forecast = forecastOf(config)
  if (forecast && !Number.isNaN(reading.rps)) learn(autoscaler.forecast, forecast, reading.rps, now)
  const floor = floorOf(autoscaler, config, current, now)
  if (config.rule.kind === 'hpa') {
    const { rule, flags } = config.rule
    const spec = { ...rule, min: raised(rule, floor) }
    const evaluation = evaluateHpa(autoscaler.hpa, spec, flags, { ...observation.hpa, current }, now)
    note(autoscaler.scaler, current, evaluation.desired, now)
    return { kind: 'hpa', desired: evaluation.desired, evaluation }
  }
  const scaler = limitsOf(config, floor)
  const decision = decide(
    autoscaler.scaler,
    scaler,
    proposalOf(autoscaler, config.rule, observation, now),
    reading,
    current,
    now,
  )
  if (config.rule.kind === 'tracking') tracked(config.rule.rule, autoscaler.tracking, current, decision.desired, now)
  return { kind: 'decision', desired: decision.desired, decision }
}

/** Instances that plan and forecast ask for at least; 0 without either. */
function floorOf({ forecast }: Autoscaler, { floor }: AutoscalerConfig, current: number, now: Millis): number {
  const plan = floor?.schedule ? planned(floor.schedule, now) : NaN
  const need = floor?.forecast ? forecastProposal(forecast, floor.forecast, current, now) : undefined
  return Math.max(0, Number.isNaN(plan) ? 0 : plan, need && need.reason !== 'noMetric' ? need.wanted : 0)
}

const raised = (limits: { readonly min: number; readonly max: number }, floor: number): number =>
  Math.max(limits.min, within({ min: 0, max: limits.max }, floor))

/** The limits in force; step scaling and target tracking have their own warm-up and cooldowns instead of the common. */
function limitsOf({ rule, scaler }: AutoscalerConfig, floor: number): ScalerConfig {
  const own = rule.kind === 'steps' || rule.kind === 'tracking'
  return { ...scaler, min: raised(scaler, floor), ...(own && { cooldownUp: 0, cooldownDown: 0 }) }
}

const metricOf = ({ cpu, memory, rps }: Reading, metric: Metric, instances: number): number => {
  if (metric === 'requests') return rps / Math.max(1, instances)
  return metric === 'cpu' ? cpu : memory
}

function proposalOf(
  autoscaler: Autoscaler,
  rule: Exclude<Rule, { readonly kind: 'hpa' }>,
  { reading, current, warming }: Observation,
  now: Millis,
): Proposal {
  switch (rule.kind) {
    case 'threshold':
      return thresholdProposal(rule.rule, reading, current)
    case 'matrix':
      return matrixProposal(rule.rule, reading, current)
    case 'steps': {
      const metric = metricOf(reading, rule.metric, current - warming)
      return stepProposal(rule.rule, autoscaler.alarms, metric, current, warming)
    }
    case 'tracking':
      return trackingProposal(rule.rule, autoscaler.tracking, metricOf(reading, rule.metric, current), current, now)
    case 'forecast':
      return forecastProposal(autoscaler.forecast, rule.rule, current, now)
    case 'schedule':
      return scheduleProposal(rule.rule, current, now)
  }
}
