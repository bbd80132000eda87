import type { HpaSpec, MetricSpec, ScalingPolicy, ScalingRules } from '../../../engines/autoscaling/hpa/spec.ts'
import { legalValue } from '../../../lab/param.ts'
import { valueText } from '../../../lab/text.ts'
import { params, type ScalingParams } from '../params.ts'

/** Settings of this lab, and a sentence for each thing that they cannot say. */
export interface HpaSettings {
  readonly set: Partial<ScalingParams>
  readonly notices: readonly string[]
}

/** Settings while they are gathered. */
class Settings {
  readonly set: Partial<Record<keyof ScalingParams, ScalingParams[keyof ScalingParams]>> = {}
  readonly notices: string[] = []

  /** Sets a parameter to the legal value nearest; a value out of its range is told. */
  put<Name extends keyof ScalingParams>(name: Name, value: ScalingParams[Name]): void {
    const param = params[name]
    const legal = legalValue(param, value)
    if (legal === undefined) return
    this.set[name] = legal as ScalingParams[Name]
    if (param.kind === 'number' && Math.abs(Number(legal) - Number(value)) > 1e-9) {
      this.notices.push(
        `${param.label}: ${valueText(param, legal)} was taken for ${valueText(param, value)}, which is ` +
          'out of range here.',
      )
    }
  }

  tell(sentence: string): void {
    this.notices.push(sentence)
  }
}

/** What the controller's tolerance is when an HPA names none. */
const TOLERANCE = 0.1

/** The settings that make this lab run an HPA of that spec. */
export function settingsOf(spec: HpaSpec): HpaSettings {
  const settings = new Settings()
  settings.put('policy', 'hpa')
  if (spec.min === 0) settings.tell('minReplicas of 0 has no counterpart: one instance always stays.')
  settings.put('minInstances', Math.max(1, spec.min))
  settings.put('maxInstances', spec.max)
  putMetrics(settings, spec.metrics)
  const { behavior } = spec
  settings.put('hpaBehavior', behavior !== undefined)
  settings.put('hpaToleranceUp', behavior?.up.tolerance ?? TOLERANCE)
  settings.put('hpaToleranceDown', behavior?.down.tolerance ?? TOLERANCE)
  if (behavior) {
    putUp(settings, behavior.up)
    putDown(settings, behavior.down)
  }
  return { set: settings.set as Partial<ScalingParams>, notices: settings.notices }
}

function putMetrics(settings: Settings, metrics: readonly MetricSpec[]): void {
  const cpu = utilizationOf(metrics, 'cpu')
  const memory = utilizationOf(metrics, 'memory')
  const requests = metrics.find((metric) => metric.kind === 'pods')
  for (const metric of metrics) {
    const kept = metric === requests || metric === cpu?.metric || metric === memory?.metric
    if (!kept) settings.tell(`The metric ${nameOf(metric)} has no counterpart here and was left out.`)
  }
  if (!cpu && !memory && !requests) {
    settings.tell('None of its metrics has a counterpart here: the target of CPU stays as it was.')
    return
  }
  settings.put('hpaOnCpu', cpu !== undefined)
  settings.put('hpaOnMemory', memory !== undefined)
  settings.put('hpaOnRequests', requests !== undefined)
  if (cpu) settings.put('hpaCpu', cpu.share)
  if (memory) settings.put('hpaMemory', memory.share)
  if (!requests) return
  settings.put('hpaRequests', requests.value / 1000)
  if (!/request|rps|qps|http/i.test(requests.name)) {
    settings.tell(`The metric ${nameOf(requests)} was taken for requests per second of a pod.`)
  }
}

const nameOf = (metric: MetricSpec): string => {
  if (metric.kind !== 'resource') return `${metric.name} (${metric.kind})`
  return metric.target.kind === 'utilization' ? metric.name : `${metric.name} as an average value`
}

function utilizationOf(metrics: readonly MetricSpec[], name: 'cpu' | 'memory') {
  for (const metric of metrics) {
    if (metric.kind !== 'resource' || metric.name !== name || metric.target.kind !== 'utilization') continue
    return { metric, share: metric.target.percent / 100 }
  }
  return undefined
}

const selections = { Max: 'max', Min: 'min', Disabled: 'disabled' } as const

function putUp(settings: Settings, rules: ScalingRules): void {
  const { percent, pods, period } = policiesOf(settings, rules, 'scaleUp')
  settings.put('hpaUpWindow', rules.stabilization)
  settings.put('hpaUpSelect', selections[rules.select])
  settings.put('hpaUpPercent', percent)
  settings.put('hpaUpPods', pods)
  settings.put('hpaUpPeriod', period)
}

function putDown(settings: Settings, rules: ScalingRules): void {
  const { percent, pods, period } = policiesOf(settings, rules, 'scaleDown')
  settings.put('hpaDownWindow', rules.stabilization)
  settings.put('hpaDownSelect', selections[rules.select])
  settings.put('hpaDownPercent', percent)
  settings.put('hpaDownPods', pods)
  settings.put('hpaDownPeriod', period)
}

/** The policies as one of each type with one period; what that leaves out is told. */
function policiesOf(settings: Settings, { policies }: ScalingRules, direction: string) {
  const first = (type: ScalingPolicy['type']) => policies.find((policy) => policy.type === type)
  const percent = first('Percent')
  const pods = first('Pods')
  const period = (percent ?? pods)?.period ?? 15_000
  if (policies.length > (percent ? 1 : 0) + (pods ? 1 : 0)) {
    settings.tell(`${direction}: of several policies of one type the first was taken.`)
  }
  if (percent && pods && percent.period !== pods.period) {
    settings.tell(`${direction}: both policies have one period here, that of the per cent, ${period / 1000} s.`)
  }
  return { percent: percent?.value ?? 0, pods: pods?.value ?? 0, period }
}
