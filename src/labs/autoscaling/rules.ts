import type { AutoscalerConfig, Rule } from '../../engines/autoscaling/autoscaler.ts'
import type { FleetConfig } from '../../engines/autoscaling/fleet.ts'
import type { ForecastConfig } from '../../engines/autoscaling/forecast.ts'
import {
  type ControllerFlags,
  type HpaSpec,
  type MetricSpec,
  type ScalingPolicy,
  type ScalingRules,
  usualFlags,
} from '../../engines/autoscaling/hpa/spec.ts'
import type { MatrixConfig } from '../../engines/autoscaling/matrix.ts'
import type { ScalerConfig } from '../../engines/autoscaling/scaler.ts'
import type { Schedule } from '../../engines/autoscaling/schedule.ts'
import type { StepConfig, TrackingConfig } from '../../engines/autoscaling/steps.ts'
import type { ThresholdConfig } from '../../engines/autoscaling/threshold.ts'
import { COOLED } from './params/given.ts'
import type { ScalingParams } from './params.ts'

/** Limits as they hold: the minimum wins where they cross. */
export const limitsOf = ({ minInstances, maxInstances }: ScalingParams) => ({
  min: minInstances,
  max: Math.max(minInstances, maxInstances),
})

/** Whether the anti-flapping cooldown is part of the policy. */
export const isCooled = ({ policy }: ScalingParams): boolean => (COOLED as readonly string[]).includes(policy)

/** Limits and cooldown; rules with a damping of their own get none. */
export function scalerConfig(params: ScalingParams): ScalerConfig {
  const cooled = isCooled(params)
  return {
    ...limitsOf(params),
    cooldownUp: cooled ? params.cooldownUp : 0,
    cooldownDown: cooled ? params.cooldownDown : 0,
    cooldownFrom: cooled ? params.cooldownFrom : 'decision',
    inCooldown: cooled ? params.inCooldown : 'evaluates',
  }
}

/** The thresholds. */
export const thresholdConfig = ({ upper, lower, addStep, removeStep }: ScalingParams): ThresholdConfig => ({
  upper,
  lower,
  up: addStep,
  down: removeStep,
})

/** The matrix' bounds have the engine's names. */
export const matrixConfig = (params: ScalingParams): MatrixConfig => params

/** Step scaling; shares are given in tenths. */
export function stepConfig(params: ScalingParams): StepConfig {
  const size = params.adjusts === 'share' ? 0.1 : 1
  return {
    high: {
      threshold: params.highAlarm,
      steps: [
        { from: 0, change: params.firstStep * size },
        { from: params.secondFrom, change: params.secondStep * size },
        { from: Math.max(params.secondFrom, params.thirdFrom), change: params.thirdStep * size },
      ],
    },
    low: { threshold: params.lowAlarm, steps: [{ from: 0, change: params.downStep * size }] },
    adjusts: params.adjusts,
    leastChange: 1,
    periodsHigh: params.alarmPeriods,
    periodsLow: params.alarmPeriods,
  }
}

/** Target tracking has the engine's names. */
export const trackingConfig = (params: ScalingParams): TrackingConfig => params

/** What is foreseen, and how. */
export const forecastConfig = (params: ScalingParams): ForecastConfig => ({
  method: params.forecastBy,
  window: params.forecastWindow,
  season: params.season,
  buckets: params.seasonParts,
  weight: params.newestWeight,
  lead: params.lead,
  perInstance: params.perInstance,
  coversPresent: params.coversPresent,
})

/** The plan of a day, in three entries by rising time. */
export function scheduleOf(params: ScalingParams): Schedule {
  const { planDay: day } = params
  return {
    day,
    entries: [
      { from: 0, instances: params.planNight },
      { from: params.planMorningFrom * day, instances: params.planMorning },
      { from: Math.max(params.planMorningFrom, params.planEveningFrom) * day, instances: params.planEvening },
    ],
  }
}

/** Stages of an instance's life. */
export const fleetConfig = (params: ScalingParams): FleetConfig => params

/** What the controller manager is started with; tolerances are the HPA's own. */
export const flagsOf = (params: ScalingParams): ControllerFlags => ({
  ...usualFlags,
  syncPeriod: params.evaluatePeriod,
  tolerance: Math.max(params.hpaToleranceUp, params.hpaToleranceDown),
  downscaleStabilization: params.hpaDownWindow,
  cpuInitialization: params.cpuInitialization,
  initialReadinessDelay: params.readinessDelay,
})

/** Metrics of the HPA in the order in which they are measured. */
function metricsOf(params: ScalingParams): readonly MetricSpec[] {
  const metrics: MetricSpec[] = []
  const use = (name: 'cpu' | 'memory', share: number): MetricSpec => ({
    kind: 'resource',
    name,
    target: { kind: 'utilization', percent: Math.round(share * 100) },
  })
  if (params.hpaOnCpu) metrics.push(use('cpu', params.hpaCpu))
  if (params.hpaOnMemory) metrics.push(use('memory', params.hpaMemory))
  if (params.hpaOnRequests) metrics.push({ kind: 'pods', name: 'requests', value: params.hpaRequests * 1000 })
  return metrics
}

const selections = { max: 'Max', min: 'Min', disabled: 'Disabled' } as const

function rulesOf(
  select: keyof typeof selections,
  stabilization: number,
  percent: number,
  pods: number,
  period: number,
  tolerance: number,
): ScalingRules {
  const policies: ScalingPolicy[] = []
  if (percent > 0) policies.push({ type: 'Percent', value: percent, period })
  if (pods > 0) policies.push({ type: 'Pods', value: pods, period })
  return { stabilization, select: policies.length === 0 ? 'Disabled' : selections[select], policies, tolerance }
}

/** The HorizontalPodAutoscaler; without behavior both directions have the greater tolerance. */
export function hpaSpec(params: ScalingParams): HpaSpec {
  const spec = { ...limitsOf(params), metrics: metricsOf(params) }
  if (!params.hpaBehavior) return spec
  const up = rulesOf(
    params.hpaUpSelect,
    params.hpaUpWindow,
    params.hpaUpPercent,
    params.hpaUpPods,
    params.hpaUpPeriod,
    params.hpaToleranceUp,
  )
  const down = rulesOf(
    params.hpaDownSelect,
    params.hpaDownWindow,
    params.hpaDownPercent,
    params.hpaDownPods,
    params.hpaDownPeriod,
    params.hpaToleranceDown,
  )
  return { ...spec, behavior: { up, down } }
}

/** The rule in force; thresholds may lie beneath a plan or a forecast, which then raises the minimum. */
function ruleOf(params: ScalingParams): Rule {
  const threshold: Rule = { kind: 'threshold', rule: thresholdConfig(params) }
  switch (params.policy) {
    case 'thresholds':
      return threshold
    case 'matrix':
      return { kind: 'matrix', rule: matrixConfig(params) }
    case 'steps':
      return { kind: 'steps', rule: stepConfig(params), metric: 'cpu' }
    case 'tracking':
      return { kind: 'tracking', rule: trackingConfig(params), metric: 'cpu' }
    case 'hpa':
      return { kind: 'hpa', rule: hpaSpec(params), flags: flagsOf(params) }
    case 'predictive':
      return params.beneath ? threshold : { kind: 'forecast', rule: forecastConfig(params) }
    case 'scheduled':
      return params.beneath ? threshold : { kind: 'schedule', rule: scheduleOf(params) }
  }
}

function floorOf(params: ScalingParams): NonNullable<AutoscalerConfig['floor']> {
  if (!params.beneath) return {}
  if (params.policy === 'predictive') return { forecast: forecastConfig(params) }
  return params.policy === 'scheduled' ? { schedule: scheduleOf(params) } : {}
}

/** Everything that an autoscaler decides by under these parameters. */
export const configOf = (params: ScalingParams): AutoscalerConfig => ({
  rule: ruleOf(params),
  scaler: scalerConfig(params),
  floor: floorOf(params),
})
