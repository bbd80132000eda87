import type { Behavior, MetricSpec, ScalingRules } from '../../../engines/autoscaling/hpa/spec.ts'
import type { ScalingParams } from '../params.ts'
import { comments, indented, plain, seconds, text } from './lines.ts'
import { nearestHpa } from './nearest-hpa.ts'

/** A HorizontalPodAutoscaler of autoscaling/v2. */
export function hpa(params: ScalingParams): string {
  const { spec, notes } = nearestHpa(params)
  return text([
    ...comments([...notes, ...metricNotes(spec.metrics), ...toleranceNotes(spec.behavior)]),
    'apiVersion: autoscaling/v2',
    'kind: HorizontalPodAutoscaler',
    'metadata:',
    '  name: shop',
    'spec:',
    '  scaleTargetRef:',
    '    apiVersion: apps/v1',
    '    kind: Deployment',
    '    name: shop',
    `  minReplicas: ${spec.min}`,
    `  maxReplicas: ${spec.max}`,
    ...(spec.metrics.length > 0 ? ['  metrics:', ...indented(spec.metrics.flatMap(metricLines), 4)] : []),
    ...(spec.behavior ? ['  behavior:', ...indented(behaviorLines(spec.behavior), 4)] : []),
  ])
}

function metricNotes(metrics: readonly MetricSpec[]): readonly string[] {
  if (metrics.length === 0) return ['No metric counts here; Kubernetes then aims at 80 % of CPU.']
  return metrics.some(({ kind }) => kind === 'pods')
    ? ['http_requests_per_second must come from an adapter, such as prometheus-adapter.']
    : []
}

const usual = (tolerance: number | undefined): boolean => tolerance === undefined || tolerance === 0.1

/** What a tolerance of one's own asks of the cluster; nothing where the usual one is kept. */
export const toleranceNotes = (behavior: Behavior | undefined): readonly string[] =>
  behavior && !(usual(behavior.up.tolerance) && usual(behavior.down.tolerance))
    ? ['tolerance needs Kubernetes 1.33 with the feature HPAConfigurableTolerance, or a later one that has it on.']
    : []

function metricLines(metric: MetricSpec): readonly string[] {
  if (metric.kind === 'resource') {
    const { name, target } = metric
    const aim =
      target.kind === 'utilization'
        ? ['type: Utilization', `averageUtilization: ${target.percent}`]
        : ['type: AverageValue', `averageValue: ${target.value}m`]
    return ['- type: Resource', '  resource:', `    name: ${name}`, '    target:', ...indented(aim, 6)]
  }
  const value = metric.kind === 'pods' ? metric.value : metric.target.value
  return [
    '- type: Pods',
    '  pods:',
    '    metric:',
    '      name: http_requests_per_second',
    '    target:',
    '      type: AverageValue',
    `      averageValue: ${value % 1000 === 0 ? `"${value / 1000}"` : `${value}m`}`,
  ]
}

/** Windows, policies and tolerances of both directions. */
export const behaviorLines = ({ up, down }: Behavior): readonly string[] => [
  'scaleUp:',
  ...indented(rulesLines(up), 2),
  'scaleDown:',
  ...indented(rulesLines(down), 2),
]

const rulesLines = ({ stabilization, select, policies, tolerance }: ScalingRules): readonly string[] => [
  `stabilizationWindowSeconds: ${seconds(stabilization)}`,
  `selectPolicy: ${select}`,
  // In quotes: a definition made for KEDA takes a quantity as text or a whole number, no fraction.
  ...(usual(tolerance) ? [] : [`tolerance: "${plain(tolerance ?? 0)}"`]),
  ...(policies.length > 0 ? ['policies:'] : []),
  ...policies.flatMap(({ type, value, period }) => [
    `  - type: ${type}`,
    `    value: ${value}`,
    `    periodSeconds: ${seconds(period, 1)}`,
  ]),
]
