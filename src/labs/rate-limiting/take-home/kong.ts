import {
  addressOf,
  burstOf,
  comments,
  hasBucket,
  hasWindow,
  type LimiterNumbers,
  perUnit,
  plain,
  secondsIn,
  text,
} from './numbers.ts'

/**
 * Kong: its open plugin counts in fixed windows, the advanced one (Enterprise) in sliding ones. In one place only one
 * of each name may stand, so that users and addresses take one each.
 */
export function kong(numbers: LimiterNumbers): string {
  const address = addressOf(numbers)
  const fixed = numbers.algorithm === 'fixedWindow'
  const plugins = fixed
    ? [counting(numbers.limit, numbers.window, 'consumer')]
    : [sliding(numbers, limitsOf(numbers), 'consumer')]
  if (address) {
    const seconds = plain(Math.max(1, address.window / 1000))
    const other = fixed
      ? sliding(numbers, [{ limit: address.limit, seconds }], 'ip')
      : counting(address.limit, address.window, 'ip')
    plugins.push(other)
  }
  return text([
    '# kong.yaml',
    ...comments('#', notesOf(numbers)),
    '_format_version: "3.0"',
    'plugins:',
    ...plugins.flat(),
  ])
}

interface Limit {
  readonly limit: number
  readonly seconds: number
}

function limitsOf(numbers: LimiterNumbers): readonly Limit[] {
  const limits: Limit[] = []
  if (hasBucket(numbers)) {
    const { unit, requests } = perUnit(numbers.ratePerSecond, 1000)
    limits.push({ limit: requests, seconds: secondsIn(unit) })
  }
  if (hasWindow(numbers)) limits.push({ limit: numbers.limit, seconds: plain(Math.max(1, numbers.window / 1000)) })
  return limits
}

function counting(limit: number, window: number, by: 'consumer' | 'ip'): readonly string[] {
  const { unit, requests } = perUnit(limit, window)
  return [
    '  - name: rate-limiting',
    '    config:',
    `      ${unit}: ${requests}`,
    `      limit_by: ${by}`,
    '      policy: local # redis: one count for all nodes',
    '      fault_tolerant: true # passes when the store is away',
  ]
}

const sliding = (
  numbers: LimiterNumbers,
  limits: readonly Limit[],
  identifier: 'consumer' | 'ip',
): readonly string[] => [
  '  - name: rate-limiting-advanced',
  '    config:',
  '      limit:',
  ...limits.map(({ limit }) => `        - ${limit}`),
  '      window_size: # seconds',
  ...limits.map(({ seconds }) => `        - ${seconds}`),
  '      window_type: sliding',
  `      identifier: ${identifier}`,
  `      namespace: by-${identifier}`,
  '      disable_penalty: true # else refused requests count and prolong the wait',
  ...(numbers.algorithm === 'distributed'
    ? [
        '      strategy: redis',
        '      redis:',
        '        host: redis # and port, password …',
        '      sync_rate: 0 # asks for every request; above 0 it lags behind by so many seconds',
      ]
    : ['      strategy: local']),
]

const scaled = 'Windows of rate-limiting are a second, a minute, an hour, a day: scaled to one of them.'
const rounded = 'Requests in a window are whole numbers: rounded.'

function notesOf(numbers: LimiterNumbers): readonly (string | undefined)[] {
  const address = addressOf(numbers)
  const fixed = numbers.algorithm === 'fixedWindow'
  const counted = fixed ? numbers : address
  const written = [
    ...(counted ? [perUnit(counted.limit, counted.window)] : []),
    ...(hasBucket(numbers) ? [perUnit(numbers.ratePerSecond, 1000)] : []),
  ]
  return [
    !fixed || address
      ? 'rate-limiting-advanced is part of Kong Enterprise; without it Kong refuses the file.'
      : undefined,
    'Without authentication there is no consumer: the client’s IP is counted instead.',
    counted && !perUnit(counted.limit, counted.window).exact ? scaled : undefined,
    written.some((limit) => limit.rounded) ? rounded : undefined,
    numbers.algorithm === 'slidingLog' ? 'Kong estimates from two windows; it keeps no log.' : undefined,
    numbers.algorithm === 'leakyQueue' ? 'Nothing is released at a constant rate here.' : undefined,
    hasBucket(numbers)
      ? `Kong has no bucket: the rate alone, and a burst of ${burstOf(numbers)} is cut to what one window holds.`
      : undefined,
    hasWindow(numbers) && !fixed && numbers.window < 1000 ? 'The shortest window here is a second.' : undefined,
    numbers.globalPerSecond === undefined
      ? undefined
      : `Both plugins are taken: a limit of ${numbers.globalPerSecond}/s for all is left to what stands in front.`,
  ]
}
