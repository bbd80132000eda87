import { endpointPath } from '../../../engines/health/endpoint.ts'
import type { OutlierConfig } from '../../../engines/health/outlier.ts'
import { comments, type HealthSettings, plain, seconds, text } from './settings.ts'

/** Beyond this share of the interval its shortest would be next to nothing. */
const MOST_JITTER = 0.9

/** Active health checks, panic threshold and outlier detection of an Envoy cluster. */
export function envoy({ balancer }: HealthSettings): string {
  const { interval, jitter, timeout, rise, fall, panicThreshold, outliers } = balancer
  const varied = Math.min(jitter, MOST_JITTER)
  const percent = Math.round((200 * varied) / (1 - varied))
  return text([
    '# Part of an Envoy cluster',
    ...comments('#', [
      'The interval begins when a check has ended.',
      jitter > 0 ? 'Envoy only lengthens its interval at random; the shortest is given here.' : undefined,
      jitter > MOST_JITTER ? `The jitter is cut to ${100 * MOST_JITTER}% of the interval.` : undefined,
      'The first check of a host counts at once, whatever the thresholds.',
      outliers ? undefined : 'Nobody is ejected for answers to users: no outlier_detection.',
    ]),
    'health_checks:',
    `  - timeout: ${seconds(timeout)}`,
    `    interval: ${seconds(Math.max(1, interval * (1 - varied)))}`,
    percent > 0 ? `    interval_jitter_percent: ${percent}` : undefined,
    `    healthy_threshold: ${rise}`,
    `    unhealthy_threshold: ${fall}`,
    '    http_health_check:',
    `      path: ${endpointPath.ready}`,
    '      retriable_statuses: # else a single 503 takes the host out at once',
    '        - start: 500',
    '          end: 600',
    'common_lb_config:',
    '  healthy_panic_threshold:',
    `    value: ${plain(100 * panicThreshold)}`,
    ...(outliers ? detection(outliers) : []),
  ])
}

const detection = (outliers: OutlierConfig): readonly string[] => [
  'outlier_detection:',
  ...(outliers.errorsInRow === 0
    ? ['  enforcing_consecutive_5xx: 0']
    : [`  consecutive_5xx: ${outliers.errorsInRow}`, '  enforcing_consecutive_5xx: 100']),
  `  interval: ${seconds(outliers.interval)}`,
  `  base_ejection_time: ${seconds(outliers.baseEjection)}`,
  `  max_ejection_time: ${seconds(Math.max(outliers.baseEjection, outliers.longestEjection))}`,
  `  max_ejection_percent: ${Math.round(100 * outliers.mostEjected)}`,
  `  always_eject_one_host: ${outliers.alwaysOne}`,
  '  enforcing_success_rate: 0',
]
