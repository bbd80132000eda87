import type { Millis } from '../../../units.ts'
import type { BreakerParams } from '../params.ts'
import {
  comments,
  failuresNeeded,
  overTime,
  percent,
  type Source,
  sourceOf,
  span,
  text,
  unforgiving,
} from './translation.ts'

/** Outlier detection of an Envoy cluster: the sidecar's circuit breaker, host by host. */
export function envoy(params: BreakerParams): string {
  const source = sourceOf(params)
  const { config } = source
  const { openWait, openWaitLongest, openWaitJitter } = config
  const grows = config.openWaitGrowth > 1
  return text([
    '# Part of an Envoy cluster',
    ...comments('#', [...ruleNotes(source), ...notesOf(source)]),
    `# The route ends a call that takes longer: timeout: ${seconds(params.callTimeout)}`,
    'outlier_detection:',
    ...(inARow(source) ? rowOfErrors(source) : failurePercentage(source)),
    `  base_ejection_time: ${seconds(openWait)}`,
    `  max_ejection_time: ${seconds(grows ? Math.max(openWait, openWaitLongest) : openWait)}`,
    openWaitJitter > 0 ? `  max_ejection_time_jitter: ${seconds(openWait * openWaitJitter)}` : undefined,
    '  max_ejection_percent: 100',
    'common_lb_config:',
    '  healthy_panic_threshold:',
    '    value: 0 # else traffic goes to ejected hosts when most are ejected',
  ])
}

/** The same through Istio, which passes on fewer of the fields. */
export function istio(params: BreakerParams): string {
  const source = sourceOf(params)
  const { config } = source
  const failures = failuresNeeded(config)
  const notes = inARow(source)
    ? ruleNotes(source)
    : [`Shares of failures are not among the fields: ${failures} in a row instead.`]
  const key = params.countsServerErrors ? 'consecutive5xxErrors' : 'consecutiveLocalOriginFailures'
  return text([
    ...comments('#', [...notes, ...notesOf(source)]),
    `# The VirtualService ends a call that takes longer: timeout: ${span(params.callTimeout)}`,
    'apiVersion: networking.istio.io/v1',
    'kind: DestinationRule',
    'metadata:',
    '  name: backend',
    'spec:',
    '  host: backend',
    '  trafficPolicy:',
    '    outlierDetection:',
    params.countsServerErrors ? undefined : '      splitExternalLocalOriginErrors: true',
    `      ${key}: ${failures}`,
    `      interval: ${span(overTime(config).time)}`,
    `      baseEjectionTime: ${span(config.openWait)}`,
    '      maxEjectionPercent: 100',
    '      minHealthPercent: 0',
  ])
}

const inARow = ({ config }: Source): boolean => config.trip === 'consecutive' || config.trip === 'total'

/** What Envoy's terms lose of the trip rule. */
function ruleNotes(source: Source): readonly string[] {
  const { config } = source
  if (config.trip === 'total') return [unforgiving(failuresNeeded(config))]
  return config.trip === 'consecutive' ? [] : overTime(config).notes
}

/** Envoy reads durations in seconds. */
const seconds = (time: Millis): string => `${Number((time / 1000).toFixed(3))}s`

function rowOfErrors({ config, params }: Source): readonly string[] {
  const failures = failuresNeeded(config)
  return params.countsServerErrors
    ? [`  consecutive_5xx: ${failures}`, '  enforcing_consecutive_5xx: 100']
    : [
        '  split_external_local_origin_errors: true',
        `  consecutive_local_origin_failure: ${failures}`,
        '  enforcing_consecutive_local_origin_failure: 100',
        '  enforcing_consecutive_5xx: 0',
      ]
}

function failurePercentage({ config, params }: Source): readonly string[] {
  const rule = overTime(config)
  const [used, other] = params.countsServerErrors ? ['', '_local_origin'] : ['_local_origin', '']
  return [
    params.countsServerErrors ? undefined : '  split_external_local_origin_errors: true',
    `  interval: ${seconds(rule.time)} # each interval is judged by itself`,
    `  failure_percentage_threshold: ${Math.ceil(percent(rule.share))}`,
    `  failure_percentage_request_volume: ${rule.needed}`,
    '  failure_percentage_minimum_hosts: 1',
    `  enforcing_failure_percentage${used}: 100`,
    `  enforcing_failure_percentage${other}: 0`,
    '  enforcing_consecutive_5xx: 0',
    '  enforcing_success_rate: 0',
  ].filter((line) => line !== undefined)
}

function notesOf(source: Source): readonly string[] {
  const { config, params } = source
  const notes = [
    'There is no half-open: a host comes back with all its traffic when its ejection ends.',
    'The n-th ejection of a host lasts n times the base, up to the maximum; no other growth can be set.',
  ]
  if (config.slow) notes.push('Slow calls are not counted; a time-out makes them failures.')
  if (params.countsClientErrors) notes.push('4xx answers never count.')
  if (params.fallback) notes.push('There is no fallback: the caller gets 503.')
  return notes
}
