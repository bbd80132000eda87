import { expect, test } from 'vitest'
import { type LimiterNumbers, perUnit } from '../../../src/labs/rate-limiting/take-home/numbers.ts'
import { limiterTakeHome } from '../../../src/labs/rate-limiting/take-home.ts'

const base: LimiterNumbers = {
  algorithm: 'tokenBucket',
  ratePerSecond: 10,
  capacity: 20,
  limit: 100,
  window: 60_000,
}

const textOf = (key: string, numbers: Partial<LimiterNumbers> = {}): string => {
  const target = limiterTakeHome.find((one) => one.key === key)
  if (!target) throw new Error(`no export ${key}`)
  return target.text({ ...base, ...numbers })
}

test('NGINX: a bucket of 20 is a burst of 19 without delay, a queue of 20 places a burst of 20 with it', () => {
  expect(textOf('nginx')).toContain('rate=10r/s;')
  expect(textOf('nginx')).toContain('limit_req zone=user burst=19 nodelay;')
  expect(textOf('nginx', { algorithm: 'leakyQueue' })).toContain('limit_req zone=user burst=20;')
})

test('NGINX: fractions of a request a second are written by the minute, and rounding is said', () => {
  expect(textOf('nginx', { ratePerSecond: 2.5 })).toContain('rate=150r/m;')
  expect(textOf('nginx', { ratePerSecond: 2.5 })).not.toContain('rounded')
  expect(textOf('nginx', { ratePerSecond: 1 / 7 })).toContain('rate=9r/m;')
  expect(textOf('nginx', { ratePerSecond: 1 / 7 })).toContain(
    '# Rates are whole requests a second or a minute: rounded',
  )
})

test('NGINX: each limit of several has its zone', () => {
  const text = textOf('nginx', { algorithm: 'multiTier', addressLimit: 100, addressWindow: 1000, globalPerSecond: 500 })
  expect(text.match(/^limit_req zone=\w+/gm)).toEqual([
    'limit_req zone=user',
    'limit_req zone=address',
    'limit_req zone=all',
  ])
})

test('Envoy local: tokens and interval give the rate, never below the shortest interval it accepts', () => {
  for (const ratePerSecond of [0.3, 2.5, 10, 19, 77, 1000, 12_345]) {
    const text = textOf('envoyLocal', { ratePerSecond })
    const fill = Number(/tokens_per_fill: (\d+)/.exec(text)?.[1])
    const interval = Number(/fill_interval: ([\d.]+)s/.exec(text)?.[1])
    expect(interval).toBeGreaterThanOrEqual(0.05)
    expect(fill / interval / ratePerSecond).toBeCloseTo(1, 4)
  }
  expect(textOf('envoyLocal')).toContain('max_tokens: 20')
})

test('Envoy global: whole requests in a unit, and what is lost is said', () => {
  expect(textOf('envoyGlobal', { algorithm: 'fixedWindow' })).toContain('unit: minute\n      requests_per_unit: 100')
  expect(textOf('envoyGlobal', { ratePerSecond: 2.5 })).toContain('unit: minute\n      requests_per_unit: 150')
  expect(textOf('envoyGlobal')).toContain('# A burst of 20 has no counterpart here')
  expect(textOf('envoyGlobal', { algorithm: 'slidingLog' })).toContain('# Its windows do not slide.')
})

test('Kong: fixed windows by the open plugin, sliding ones by the other, refused requests uncounted', () => {
  expect(textOf('kong', { algorithm: 'fixedWindow' })).toContain(
    '- name: rate-limiting\n    config:\n      minute: 100',
  )
  const sliding = textOf('kong', { algorithm: 'slidingCounter' })
  expect(sliding).toContain('window_type: sliding')
  expect(sliding).toContain('disable_penalty: true')
  expect(textOf('kong', { algorithm: 'distributed' })).toContain('strategy: redis')
})

test('Kong: says where the plugin of sliding windows comes from, only where it is used', () => {
  expect(textOf('kong', { algorithm: 'slidingCounter' })).toContain('part of Kong Enterprise')
  expect(textOf('kong', { algorithm: 'fixedWindow' })).not.toContain('Enterprise')
})

test('Kong: users and addresses take a plugin of another name each', () => {
  const text = textOf('kong', { algorithm: 'hybrid', addressLimit: 100, addressWindow: 60_000 })
  expect(text.match(/- name: \S+/g)).toEqual(['- name: rate-limiting-advanced', '- name: rate-limiting'])
})

test('rate-limiter-flexible: every limit is consumed with its own key', () => {
  expect(textOf('rateLimiterFlexible', { algorithm: 'fixedWindow' })).toContain('points: 100, duration: 60 })')
  const text = textOf('rateLimiterFlexible', {
    algorithm: 'hybrid',
    addressLimit: 100,
    addressWindow: 60_000,
  })
  expect(text).toContain('Promise.all([perUser.consume(userId), sustained.consume(userId), perAddress.consume(ip)])')
  expect(textOf('rateLimiterFlexible', { algorithm: 'leakyQueue' })).toContain('maxQueueSize: 20')
})

test('a limit per window in units: itself, the unit below, or a longer one in which it is whole', () => {
  expect(perUnit(100, 60_000)).toEqual({ unit: 'minute', requests: 100, exact: true, rounded: false })
  expect(perUnit(100, 5000)).toEqual({ unit: 'second', requests: 20, exact: false, rounded: false })
  expect(perUnit(30, 90_000)).toEqual({ unit: 'minute', requests: 20, exact: false, rounded: false })
  expect(perUnit(2.5, 1000)).toEqual({ unit: 'minute', requests: 150, exact: false, rounded: false })
  expect(perUnit(1 / 7, 1000)).toEqual({ unit: 'minute', requests: 8, exact: false, rounded: true })
  expect(perUnit(0, 1000)).toEqual({ unit: 'day', requests: 1, exact: false, rounded: true })
})

const algorithms = [
  'tokenBucket',
  'gcra',
  'leakyMeter',
  'leakyQueue',
  'fixedWindow',
  'slidingLog',
  'slidingCounter',
  'distributed',
  'hybrid',
  'multiTier',
] as const

test.each(limiterTakeHome)('$label: every algorithm and extreme numbers give a file without holes', ({ text }) => {
  const extremes = [
    {},
    { ratePerSecond: 0, capacity: 0, limit: 1, window: 10 },
    { ratePerSecond: 0.001, capacity: 0.5, limit: 1, window: 3_600_000 },
    { ratePerSecond: 99_999.5, capacity: 1e6, limit: 1e6, window: 86_400_000 },
    { addressLimit: 7, addressWindow: 1234, globalPerSecond: 3.5 },
  ]
  for (const algorithm of algorithms) {
    for (const numbers of extremes) {
      const file = text({ ...base, algorithm, ...numbers })
      expect(file).not.toMatch(/NaN|Infinity|undefined|e[+-]\d/)
      expect(file.endsWith('\n')).toBe(true)
    }
  }
})

test('what is rounded is said, in each export that rounds', () => {
  expect(textOf('nginx', { algorithm: 'slidingLog', limit: 8, window: 6000 })).toContain(
    'rate=80r/m;\nlimit_req_status',
  )
  expect(textOf('nginx', { algorithm: 'slidingLog', limit: 8, window: 6000 })).toContain('thousandths')
  expect(textOf('nginx')).not.toContain('thousandths')
  for (const key of ['kong', 'envoyGlobal']) {
    expect(textOf(key, { ratePerSecond: 1 / 7 })).toContain('are whole numbers: rounded.')
    expect(textOf(key, { ratePerSecond: 2.5 })).not.toContain('rounded')
  }
  const shared = { algorithm: 'distributed', window: 2500 } as const
  expect(textOf('rateLimiterFlexible', shared)).toContain('the window is rounded up')
  expect(textOf('rateLimiterFlexible', shared)).toContain('duration: 3 })')
})

test('rate-limiter-flexible: what the imitated bucket lets through for long is said', () => {
  const text = textOf('rateLimiterFlexible')
  expect(text).toContain("'rate', points: 10, duration: 1 })")
  expect(text).toContain("'burst', points: 10, duration: 2 })")
  expect(text).toContain('both are used up: 15 a second pass, not 10.')
})

test('nobody is let through unlimited without a word: no header, no consumer, a failing store', () => {
  expect(textOf('nginx')).toContain('a request without it is not limited')
  expect(textOf('envoyGlobal')).toContain('Without the header none is sent')
  expect(textOf('kong')).toContain('the client’s IP is counted instead')
  expect(textOf('rateLimiterFlexible')).toContain('if (refused instanceof Error) throw refused')
})
