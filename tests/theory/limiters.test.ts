import { describe, expect, test } from 'vitest'
import type { LimiterConfig } from '../../src/engines/rate-limit/limiter.ts'
import type { TheoryRow } from '../../src/lab/theory.ts'
import { erlangB, md1kBlocking, poissonOverflow } from '../../src/labs/rate-limiting/laws.ts'
import { limiterTheory } from '../../src/labs/rate-limiting/theory.ts'
import { Random, seededStreams } from '../../src/sim/random.ts'
import { limiter } from '../engines/rate-limit/samples.ts'

const near = (value: number, target: number, row: TheoryRow): boolean =>
  Math.abs(value - target) <= Math.max((row.relative ?? 0) * target, row.absolute ?? 0)

describe.each(limiterTheory)('$title', (theory) => {
  const printed = theory.rows.filter((row) => row.printed !== undefined)

  test('the law gives every printed figure, to its print rounding', () => {
    for (const row of printed) {
      expect(Math.abs(theory.expected(row.at) - (row.printed as number))).toBeLessThanOrEqual(
        Math.max(0.000006, row.absolute === 1 ? 1 : 0),
      )
    }
  })

  // GCRA decides as the token bucket does (below): its long runs would show nothing new. Nor would rows left open.
  const measured = theory.rows.filter(({ at, printed: figure }) =>
    theory.key === 'gcra'
      ? Number(at['N']) <= 10
      : Number(at['N']) < 50 || figure !== undefined || at['rho'] === undefined,
  )

  test.each(measured)('the engine keeps to it at $at', (row) => {
    const random = new Random(seededStreams(11, [`${theory.key} ${Object.values(row.at).join(' ')}`]), 0)
    const { value, error } = theory.measure(row.at, theory.replications, random)
    expect(error).toBeGreaterThanOrEqual(0)
    const target = row.printed ?? theory.expected(row.at)
    expect(near(value, target, row), `${value} ± ${error} against ${target}`).toBe(true)
  })
})

test('the laws at their ends: nothing is refused without load, 1 − 1/ρ under heavy overload', () => {
  for (const law of [
    (rho: number) => erlangB(20, rho * 20),
    (rho: number) => poissonOverflow(20, rho * 20),
    (rho: number) => md1kBlocking(20, rho),
  ]) {
    expect(law(0.01)).toBeCloseTo(0, 9)
    expect(law(4)).toBeGreaterThanOrEqual(0.75 - 1e-9)
    expect(law(4)).toBeLessThan(0.77)
  }
  expect(erlangB(1, 1)).toBe(0.5)
  expect(md1kBlocking(1, 1)).toBeCloseTo(0.5, 12)
})

test('a coordinate that is missing is named', () => {
  expect(() => limiterTheory[0]?.expected({ N: 5 })).toThrow('the law needs rho')
})

/** On how many of `times` two limiters disagree. */
function mismatches(one: LimiterConfig, other: LimiterConfig, times: Iterable<number>): number {
  const [first, second] = [limiter(one), limiter(other)]
  let count = 0
  for (const now of times) if (first.passes(now) !== second.passes(now)) count += 1
  return count
}

function* poisson(rate: number, requests: number): Iterable<number> {
  const random = new Random(seededStreams(3, ['mismatches']), 0)
  let now = 0
  for (let i = 0; i < requests; i += 1) {
    now += random.exponential(1 / rate)
    yield now
  }
}

const depth5 = {
  bucket: { kind: 'tokenBucket', rate: 10, capacity: 5 },
  gcra: { kind: 'gcra', rate: 10, burst: 4 },
  meter: { kind: 'leakyMeter', rate: 10, capacity: 5 },
} as const

test('GCRA, token bucket and leaky meter decide alike on 300,000 Poisson arrivals at rate 10, burst 5', () => {
  expect(mismatches(depth5.bucket, depth5.gcra, poisson(12, 300_000))).toBe(0)
  expect(mismatches(depth5.bucket, depth5.meter, poisson(12, 300_000))).toBe(0)
})

/** Poisson arrivals at 12/s rounded to whole milliseconds, or to so many: requests then meet tokens exactly. */
function* onGrid(grid: number, requests: number): Iterable<number> {
  for (const now of poisson(12, requests)) yield Math.round((now * 1000) / grid) * grid
}

test.each([1, 10, 100])('they decide alike too where a request and its token come in the same %i ms', (grid) => {
  const perMilli = { bucket: { ...depth5.bucket, rate: 0.01 }, gcra: { ...depth5.gcra, rate: 0.01 } }
  expect(mismatches(perMilli.bucket, perMilli.gcra, onGrid(grid, 100_000))).toBe(0)
  expect(mismatches(perMilli.bucket, { ...depth5.meter, rate: 0.01 }, onGrid(grid, 100_000))).toBe(0)
})
