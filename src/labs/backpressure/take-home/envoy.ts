import { pressesFrom, refusesFrom } from '../../../engines/backpressure/marks.ts'
import type { Overflow } from '../../../engines/backpressure/queue.ts'
import { comments, type PressureNumbers, plain, seconds, text } from './numbers.ts'

/** Envoy's overload manager, and the bound of its queue before a cluster. */
export function envoyOverload(numbers: PressureNumbers): string {
  const { queue, consumers } = numbers
  const share = (depth: number): number => plain(Math.min(1, depth / queue.capacity))
  return text([
    '# Bootstrap',
    ...comments('#', [
      'The manager watches memory, not items: the marks are shares of the heap.',
      'An action starts and ends at the same value: there is no low mark.',
    ]),
    'overload_manager:',
    '  refresh_interval: 0.25s',
    '  resource_monitors:',
    '    - name: envoy.resource_monitors.fixed_heap',
    '      typed_config:',
    '        "@type": type.googleapis.com/envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig',
    '        max_heap_size_bytes: 1073741824 # what the process may have, less a reserve',
    '  actions:',
    ...action('disable_http_keepalive', share(pressesFrom(queue)), 'pressing: connections are closed after the answer'),
    ...action('stop_accepting_requests', share(refusesFrom(queue)), 'refusing: 503 at once'),
    '---',
    '# In the cluster: the queue itself',
    ...comments('#', [
      'What finds no room is answered 503 with x-envoy-overloaded.',
      lacks[queue.overflow],
      'Requests wait only while no connection is free; over HTTP/2 few ever do.',
    ]),
    'circuit_breakers:',
    '  thresholds:',
    `    - max_pending_requests: ${refusesFrom(queue)}`,
    `      max_requests: ${consumers} # in work at once`,
  ])
}

const lacks: Readonly<Record<Overflow, string | undefined>> = {
  reject: undefined,
  dropOldest: 'Envoy turns away the newest: it cannot drop the oldest.',
  block: 'Envoy keeps nobody waiting outside: it answers.',
  codel: 'Envoy does not look at the wait: only the timeout of the route bounds it.',
}

const action = (name: string, value: number, means: string): readonly string[] => [
  `    - name: envoy.overload_actions.${name} # ${means}`,
  '      triggers:',
  '        - name: envoy.resource_monitors.fixed_heap',
  '          threshold:',
  `            value: ${value}`,
]

/** How often Envoy may measure the latency without a queue, in mean service times. */
const CALM = 600

/** Envoy's adaptive concurrency filter. */
export function envoyAdaptive({ limit, serviceTime }: PressureNumbers): string {
  return text([
    '# An HTTP filter of Envoy',
    ...comments('#', [
      limit.limiter === 'gradient2'
        ? 'It compares with a lowest latency measured now and then, where Gradient2 takes a long average.'
        : `It has one rule, a gradient; ${limit.limiter} is not among its choices.`,
      'While it measures, it lets only min_concurrency requests through and answers 503 to the rest.',
      'The room it adds is √limit; a fixed number cannot be set.',
    ]),
    'name: envoy.filters.http.adaptive_concurrency',
    'typed_config:',
    '  "@type": type.googleapis.com/envoy.extensions.filters.http.adaptive_concurrency.v3.AdaptiveConcurrency',
    '  gradient_controller_config:',
    '    sample_aggregate_percentile:',
    '      value: 50',
    '    concurrency_limit_params:',
    `      max_concurrency_limit: ${limit.mostLimit}`,
    `      concurrency_update_interval: ${seconds(Math.max(100, serviceTime))}`,
    '    min_rtt_calc_params:',
    `      interval: ${seconds(Math.max(30_000, CALM * serviceTime))}`,
    '      request_count: 50',
    `      min_concurrency: ${limit.leastLimit}`,
    '      jitter:',
    '        value: 15',
    '      buffer: # latency that is forgiven, in percent of the lowest',
    `        value: ${plain((limit.tolerance - 1) * 100)}`,
    '  enabled:',
    '    default_value: true',
    '    runtime_key: adaptive_concurrency_enabled',
  ])
}
