import { expect, test } from 'vitest'
import { expectedRefused, lawful } from '../../../src/labs/rate-limiting/expected.ts'
import { rateLimiting } from '../../../src/labs/rate-limiting/lab.ts'
import type { LimiterParams } from '../../../src/labs/rate-limiting/params.ts'
import { probes } from '../../../src/labs/rate-limiting/probes.ts'
import { lookAt } from '../../../src/worker/explain.ts'
import { begin, beginPreset, play } from './run.ts'

const random: Partial<LimiterParams> = {
  pattern: 'poisson',
  patternRate: 15,
  background: 5,
  limit: 10,
  window: 500,
  capacity: 5,
  refill: 20,
}

test('what a limiter refuses of random calls goes to what its law expects', () => {
  const run = play(begin(random), 1_000_000)
  for (const [focus, expected] of [
    ['slidingLog', 0.2146],
    ['fixedWindow', 0.1251],
    ['tokenBucket', 0.1034],
    ['leakyMeter', 0.1034],
    ['gcra', 0.1034],
    ['leakyQueue', 0.0857],
  ] as const) {
    expect(expectedRefused({ ...run.params, focus }), focus).toBeCloseTo(expected, 3)
    const measured = probes.refusedShare.read(run.world, { ...run.params, focus })
    expect(Math.abs(measured - expected), focus).toBeLessThan(0.06 * expected)
  }
})

test('no law is drawn where none holds: several users, a cost, bursts, even gaps, two limits together', () => {
  const run = (set: Partial<LimiterParams>) => begin({ ...random, focus: 'slidingLog', ...set }).params
  expect(lawful(run({}))).toBe(true)
  for (const set of [
    { users: 2 },
    { cost: 2 },
    { pattern: 'bursts' },
    { pattern: 'none', gaps: 'even' },
    { focus: 'hybrid' },
    { focus: 'slidingCounter' },
  ] as const) {
    expect(lawful(run(set))).toBe(false)
    expect(expectedRefused(run(set))).toBeNaN()
  }
})

test('a law stays a share far out: full load on many places, hardly any load, a load beyond all numbers', () => {
  const of = (set: Partial<LimiterParams>) => expectedRefused(begin({ ...random, background: 0, ...set }).params)
  expect(of({ focus: 'tokenBucket', capacity: 400, patternRate: 1000, refill: 200 })).toBeCloseTo(0.8, 9)
  expect(of({ focus: 'fixedWindow', limit: 2000, patternRate: 1000, window: 500 })).toBe(0)
  expect(of({ focus: 'slidingLog', limit: 2000, patternRate: 1, window: 500 })).toBe(0)
})

test('the caption of random calls tells the share refused beside that of the law', () => {
  const run = play(beginPreset('random'), 60_000)
  const { text } = rateLimiting.caption(lookAt(rateLimiting as never, run as never) as never)
  expect(text).toMatch(/^Of 1,\d+ calls at random the sliding log refused \*\*\d\d(\.\d)?%\*\*\. /)
  expect(text).toMatch(/ In the long run its law expects 30\.2%\.$/)
})
