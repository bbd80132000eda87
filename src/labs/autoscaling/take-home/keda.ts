import type { MetricSpec } from '../../../engines/autoscaling/hpa/spec.ts'
import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { scheduleOf } from '../rules.ts'
import { behaviorLines, toleranceNotes } from './hpa.ts'
import { comments, indented, plain, seconds, text } from './lines.ts'
import { nearestHpa } from './nearest-hpa.ts'

const DAY: Millis = 86_400_000
const MINUTE: Millis = 60_000

/** A ScaledObject of KEDA: it makes an HPA of this and feeds it. */
export function keda(params: ScalingParams): string {
  const { spec, notes } = nearestHpa(params)
  const triggers = [
    ...(params.policy === 'scheduled' ? cronTriggers(params) : []),
    ...metricTriggers(params, spec.metrics),
  ]
  return text([
    ...comments([
      ...(params.policy === 'scheduled' ? cronNotes(params) : notes),
      ...countNotes(triggers),
      ...handedOn(toleranceNotes(spec.behavior)),
    ]),
    'apiVersion: keda.sh/v1alpha1',
    'kind: ScaledObject',
    'metadata:',
    '  name: shop',
    'spec:',
    '  scaleTargetRef:',
    '    name: shop',
    `  pollingInterval: ${seconds(params.metricPeriod, 1)}`,
    `  minReplicaCount: ${spec.min}`,
    `  maxReplicaCount: ${spec.max}`,
    ...(spec.behavior
      ? [
          '  advanced:',
          '    horizontalPodAutoscalerConfig:',
          '      behavior:',
          ...indented(behaviorLines(spec.behavior), 8),
        ]
      : []),
    '  triggers:',
    ...indented(triggers, 4),
  ])
}

/** KEDA writes the HPA from a definition of its own, which has to know the field too. */
const handedOn = (tolerance: readonly string[]): readonly string[] =>
  tolerance.length > 0 ? [...tolerance, 'A KEDA built for an older API drops it.'] : []

const countNotes = (triggers: readonly string[]): readonly string[] =>
  triggers.some((line) => line.includes('prometheus'))
    ? ['The query sums the requests of all pods; serverAddress is yours.']
    : []

function metricTriggers(params: ScalingParams, metrics: readonly MetricSpec[]): readonly string[] {
  if (params.policy === 'scheduled' && !params.beneath) return []
  const found = metrics.flatMap((metric) => {
    if (metric.kind === 'resource') {
      const percent = metric.target.kind === 'utilization' ? metric.target.percent : 100
      return [`- type: ${metric.name}`, '  metricType: Utilization', '  metadata:', `    value: "${percent}"`]
    }
    const value = metric.kind === 'pods' ? metric.value : metric.target.value
    return [
      '- type: prometheus',
      '  metricType: AverageValue',
      '  metadata:',
      '    serverAddress: http://prometheus.monitoring:9090',
      '    query: sum(rate(http_requests_total{app="shop"}[1m]))',
      `    threshold: "${plain(value / 1000)}"`,
    ]
  })
  return found.length > 0 ? found : ['- type: cpu', '  metricType: Utilization', '  metadata:', '    value: "80"']
}

function cronNotes(params: ScalingParams): readonly string[] {
  const stretched = params.planDay === DAY ? [] : [`The plan of ${seconds(params.planDay)} s was stretched to a day.`]
  const beneath = params.beneath ? ['The CPU trigger is the thresholds beneath: the largest trigger decides.'] : []
  return ['Each entry of the plan is a cron trigger.', ...stretched, ...beneath]
}

/** The plan as cron triggers, stretched to a day; entries shorter than a minute are left out. */
function cronTriggers(params: ScalingParams): readonly string[] {
  const { day, entries } = scheduleOf(params)
  const minute = (time: Millis): number => Math.round(((time / day) * DAY) / MINUTE) % (24 * 60)
  return entries.flatMap(({ from, instances }, i) => {
    const [start, end] = [minute(from), minute(entries[(i + 1) % entries.length]?.from ?? 0)]
    if (start === end) return []
    return [
      '- type: cron',
      '  metadata:',
      '    timezone: Etc/UTC',
      `    start: ${start % 60} ${Math.floor(start / 60)} * * *`,
      `    end: ${end % 60} ${Math.floor(end / 60)} * * *`,
      `    desiredReplicas: "${instances}"`,
    ]
  })
}
