import type { Behavior, HpaSpec, MetricSpec, ScalingRules } from '../../../engines/autoscaling/hpa/spec.ts'
import { usualBehavior } from '../../../engines/autoscaling/hpa/spec.ts'
import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { hpaSpec, limitsOf } from '../rules.ts'

/** An HPA that comes nearest to the policy in force, and what gets lost, in sentences. */
export interface NearestHpa {
  readonly spec: HpaSpec
  readonly notes: readonly string[]
}

/** Longest period of a policy and longest window that the API server takes. */
const LONGEST_PERIOD: Millis = 1_800_000
const LONGEST_WINDOW: Millis = 3_600_000

const cpu = (percent: number): MetricSpec => ({
  kind: 'resource',
  name: 'cpu',
  target: { kind: 'utilization', percent: Math.max(1, Math.round(percent)) },
})

/** The spec itself under the HPA's own policy; an approximation under the others. */
export function nearestHpa(params: ScalingParams): NearestHpa {
  const limits = limitsOf(params)
  switch (params.policy) {
    case 'hpa':
      return { spec: hpaSpec(params), notes: flagNotes(params) }
    case 'thresholds':
      return between(params, params.upper, params.lower, params.addStep, params.removeStep)
    case 'matrix': {
      const found = between(params, params.heavyCpu, params.idleCpu, 2, 2)
      const note = 'A matrix over several metrics has no counterpart: this is its CPU alone, with steps of 2.'
      return { ...found, notes: [note, ...found.notes] }
    }
    case 'steps': {
      const found = between(params, params.highAlarm, params.lowAlarm, params.thirdStep, params.downStep)
      const note = 'Steps by the size of a breach have no counterpart: the ratio does their work, cut at the largest.'
      return { ...found, notes: [note, ...found.notes] }
    }
    case 'tracking':
      return {
        spec: { ...limits, metrics: [cpu(params.target * 100)], behavior: tracking(params) },
        notes: trackingNotes,
      }
    case 'predictive': {
      const metric: MetricSpec = { kind: 'pods', name: 'requests', value: params.perInstance * 1000 }
      const note = 'The HPA foresees nothing: this keeps the same requests per pod, after the load has come.'
      return { spec: { ...limits, metrics: [metric], behavior: usualBehavior }, notes: [note] }
    }
    case 'scheduled': {
      const found = between(params, params.upper, params.lower, params.addStep, params.removeStep)
      const note = 'The HPA knows no times of the day; see the cron triggers of KEDA. This is the thresholds beneath.'
      return { ...found, notes: [note, ...found.notes] }
    }
  }
}

const trackingNotes = ['Breaches in a row have no counterpart: windows of the same length hold back instead.']

/**
 * A band from `lower` to `upper`: the target in its middle, with tolerances that reach both ends; and at most one step
 * in each cooldown.
 */
function between(params: ScalingParams, upper: number, lower: number, up: number, down: number): NearestHpa {
  const percent = Math.max(1, Math.round(50 * (upper + lower)))
  const tolerance = (share: number) => Number(Math.max(0, share).toFixed(4))
  const steps = (value: number, cooldown: Millis, off: number): ScalingRules => ({
    stabilization: 0,
    select: 'Max',
    policies: [{ type: 'Pods', value, period: Math.min(LONGEST_PERIOD, Math.max(1000, cooldown)) }],
    tolerance: tolerance(off),
  })
  return {
    spec: {
      ...limitsOf(params),
      metrics: [cpu(percent)],
      behavior: {
        up: steps(up, params.cooldownUp, (upper * 100) / percent - 1),
        down: steps(down, params.cooldownDown, 1 - (lower * 100) / percent),
      },
    },
    notes: [
      'Two thresholds are a target between them, with tolerances that reach both.',
      'A cooldown ignores the metrics; here a policy lets through one step in the same time and goes on listening.',
    ],
  }
}

/** Target tracking: quick out, slow in. */
function tracking(params: ScalingParams): Behavior {
  const hold = (count: number) => Math.min(LONGEST_WINDOW, (count - 1) * params.evaluatePeriod)
  return {
    up: { ...usualBehavior.up, stabilization: hold(params.periodsHigh), tolerance: 0 },
    down: {
      ...usualBehavior.down,
      stabilization: Math.min(LONGEST_WINDOW, Math.max(hold(params.periodsLow), params.cooldownIn)),
      select: params.disableScaleIn ? 'Disabled' : 'Max',
      tolerance: Number((1 - params.lowShare).toFixed(4)),
    },
  }
}

/** What is set at the controller manager and not in the HPA. */
function flagNotes(params: ScalingParams): readonly string[] {
  const flags: string[] = []
  const flag = (name: string, value: Millis, usual: Millis) => {
    if (value !== usual) flags.push(`--horizontal-pod-autoscaler-${name}=${value / 1000}s`)
  }
  flag('sync-period', params.evaluatePeriod, 15_000)
  flag('cpu-initialization-period', params.cpuInitialization, 300_000)
  flag('initial-readiness-delay', params.readinessDelay, 30_000)
  if (!params.hpaBehavior) flag('downscale-stabilization', params.hpaDownWindow, 300_000)
  const tolerance = Math.max(params.hpaToleranceUp, params.hpaToleranceDown)
  if (!params.hpaBehavior && tolerance !== 0.1) flags.push(`--horizontal-pod-autoscaler-tolerance=${tolerance}`)
  return flags.length === 0
    ? []
    : ['kube-controller-manager would have to be started with:', ...flags.map((one) => `  ${one}`)]
}
