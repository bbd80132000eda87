import type { Millis } from '../../../units.ts'
import {
  addressOf,
  burstOf,
  comments,
  hasBucket,
  hasWindow,
  type LimiterNumbers,
  perUnit,
  plain,
  seconds,
  text,
} from './numbers.ts'

/** The shortest fill interval that the filter accepts. */
const SHORTEST: Millis = 50

/** Envoy's local rate limit: one token bucket in each process. */
export function envoyLocal(numbers: LimiterNumbers): string {
  const bucket = bucketOf(numbers)
  const everything = ['    default_value:', '      numerator: 100', '      denominator: HUNDRED']
  return text([
    '# An HTTP filter of Envoy',
    ...comments('#', localNotes(numbers)),
    'name: envoy.filters.http.local_ratelimit',
    'typed_config:',
    '  "@type": type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
    '  stat_prefix: http_local_rate_limiter',
    '  token_bucket:',
    `    max_tokens: ${bucket.depth}`,
    `    tokens_per_fill: ${bucket.fill}`,
    `    fill_interval: ${seconds(bucket.interval)}`,
    '  filter_enabled:',
    '    runtime_key: local_rate_limit_enabled',
    ...everything,
    '  filter_enforced: # below 100 it only counts the rest',
    '    runtime_key: local_rate_limit_enforced',
    ...everything,
  ])
}

function bucketOf(numbers: LimiterNumbers): { depth: number; fill: number; interval: Millis } {
  if (!hasBucket(numbers)) {
    const limit = Math.max(1, Math.floor(numbers.limit))
    return { depth: limit, fill: limit, interval: Math.max(SHORTEST, numbers.window) }
  }
  const rate = numbers.ratePerSecond
  const fill = Math.max(1, Math.ceil((rate * SHORTEST) / 1000))
  return { depth: burstOf(numbers), fill, interval: rate > 0 ? plain((fill * 1000) / rate) : 86_400_000 }
}

const localNotes = (numbers: LimiterNumbers): readonly (string | undefined)[] => [
  'One bucket for all users in each process: n replicas let n times as many through.',
  'It refills when asked (envoyproxy/envoy#35207, 2024); older ones fill in steps of fill_interval, 50 ms at least.',
  hasWindow(numbers) && !hasBucket(numbers)
    ? 'Windows have no counterpart here: a bucket of the same limit and mean rate, up to twice as many in one window.'
    : undefined,
  numbers.algorithm === 'hybrid'
    ? `The limit of ${numbers.limit} in ${seconds(numbers.window)} is left out.`
    : undefined,
  numbers.algorithm === 'leakyQueue' ? 'Nothing waits here: what does not pass at once is refused.' : undefined,
  numbers.ratePerSecond === 0 && hasBucket(numbers) ? 'A rate of 0 cannot be said: one token a day.' : undefined,
  addressOf(numbers) || numbers.globalPerSecond !== undefined
    ? 'Limits by user and address need descriptors, or the rate limit service.'
    : undefined,
]

/** Configuration of the rate limit service that Envoy asks, and the actions of the route that ask it. */
export function envoyGlobal(numbers: LimiterNumbers): string {
  const limits = descriptorsOf(numbers)
  return text([
    '# The rate limit service (github.com/envoyproxy/ratelimit)',
    ...comments('#', globalNotes(numbers, limits)),
    'domain: gateway',
    'descriptors:',
    ...limits.flatMap(({ key, value, unit, requests }) => [
      `  - key: ${key}`,
      value === undefined ? undefined : `    value: ${value}`,
      '    rate_limit:',
      `      unit: ${unit}`,
      `      requests_per_unit: ${requests}`,
    ]),
    '---',
    '# The route in Envoy: one descriptor for each limit; over any of them is over. Without the header none is sent',
    'rate_limits:',
    ...limits.flatMap(({ action }) => ['  - actions:', ...action.map((line) => `      ${line}`)]),
  ])
}

interface Descriptor {
  readonly key: string
  readonly value?: string
  readonly unit: string
  readonly requests: number
  readonly exact: boolean
  readonly rounded: boolean
  readonly action: readonly string[]
}

const byUser = ['- request_headers:', '    header_name: x-user', '    descriptor_key: user']

function descriptorsOf(numbers: LimiterNumbers): readonly Descriptor[] {
  const user = hasWindow(numbers) ? perUnit(numbers.limit, numbers.window) : perUnit(numbers.ratePerSecond, 1000)
  const address = addressOf(numbers)
  const all = numbers.globalPerSecond
  return [
    { key: 'user', ...user, action: byUser },
    ...(address
      ? [{ key: 'remote_address', ...perUnit(address.limit, address.window), action: ['- remote_address: {}'] }]
      : []),
    ...(all === undefined
      ? []
      : [
          {
            key: 'generic_key',
            value: 'all',
            ...perUnit(all, 1000),
            action: ['- generic_key:', '    descriptor_value: all'],
          },
        ]),
  ]
}

const globalNotes = (numbers: LimiterNumbers, limits: readonly Descriptor[]): readonly (string | undefined)[] => [
  'It counts in fixed windows of a unit, shared by all gateways: up to twice the limit passes around a boundary.',
  hasBucket(numbers) ? `A burst of ${burstOf(numbers)} has no counterpart here: the rate alone.` : undefined,
  numbers.algorithm === 'slidingLog' || numbers.algorithm === 'slidingCounter' || numbers.algorithm === 'distributed'
    ? 'Its windows do not slide.'
    : undefined,
  limits.some(({ exact }) => !exact)
    ? 'Units are a second, a minute, an hour, a day: other limits are scaled to one of them.'
    : undefined,
  limits.some(({ rounded }) => rounded) ? 'Requests in a unit are whole numbers: rounded.' : undefined,
  'When the service does not answer, the filter passes unless failure_mode_deny is true.',
  'A descriptor with shadow_mode: true only counts.',
]
