import { expect, test } from 'vitest'
import type { LimiterParams } from '../../../src/labs/rate-limiting/params.ts'
import { admitted, begin, beginPreset, most, play } from './run.ts'

const bursts: Partial<LimiterParams> = {
  pattern: 'bursts',
  patternCalls: 25,
  patternSpread: 0,
  background: 0,
  latency: 20,
  gateways: 4,
  order: 'atomic',
  clock: 'server',
}

test('gateways that count before others have added let a whole burst through', () => {
  expect(most(play(begin({ ...bursts, order: 'readThenAdd' }), 3000), 'distributed')).toBe(25)
})

test('counted and added in one step, the limit holds', () => {
  expect(most(play(begin({ ...bursts, order: 'atomic' }), 60_000), 'distributed')).toBe(10)
})

test('phantoms of refused calls make others be refused for nothing', () => {
  const busy = { ...bursts, pattern: 'poisson', patternRate: 60, window: 1000, latency: 100 } as const
  const exact = admitted(play(begin({ ...busy, order: 'atomic' }), 30_000), 'distributed')
  const phantoms = admitted(play(begin({ ...busy, order: 'addThenRemove' }), 30_000), 'distributed')
  expect(exact).toBeGreaterThan(290)
  expect(phantoms).toBeLessThan(exact * 0.8)
})

test('calls with the same clock reading share one entry in the document’s code (B19)', () => {
  const run = play(begin({ ...bursts, resolution: 50 }), 3000)
  expect(admitted(run, 'referenceShared')).toBe(25)
  expect(admitted(run, 'distributed')).toBe(10)
})

test('a clock ahead throws out entries that still count, unless the server’s clock dates them (B23)', () => {
  const run = play(beginPreset('skew'), 19_900)
  expect(most(run, 'distributed')).toBeGreaterThan(12)
  play(run, 60_000)
  expect(most(run, 'distributed')).toBe(10)
})

test('without the server nothing passes or everything, as chosen (B24)', () => {
  const away = { ...bursts, server: 'away' } as const
  expect(admitted(play(begin({ ...away, unreachable: 'closed' }), 3000), 'distributed')).toBe(0)
  expect(admitted(play(begin({ ...away, unreachable: 'open' }), 3000), 'distributed')).toBe(25)
})

test('the way to the server takes its time: no decision before the latency is over', () => {
  const run = begin({ ...bursts, jitter: 0 })
  expect(admitted(play(run, 1019), 'distributed')).toBe(0)
  expect(admitted(play(run, 1020), 'distributed')).toBe(10)
})

test('all limiters meet the same calls, whatever the network does', () => {
  const near = play(begin({ background: 20, pattern: 'poisson' }), 20_000)
  const far = play(begin({ background: 20, pattern: 'poisson', latency: 200, gateways: 16 }), 20_000)
  expect(near.world.totals.calls).toBe(far.world.totals.calls)
  expect(admitted(near, 'slidingCounter')).toBe(admitted(far, 'slidingCounter'))
})
