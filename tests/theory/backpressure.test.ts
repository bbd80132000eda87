import { describe, expect, test } from 'vitest'
import type { TheoryRow } from '../../src/lab/theory.ts'
import { boundedLoss, erlangB } from '../../src/labs/backpressure/theory/laws.ts'
import { tandemThroughput } from '../../src/labs/backpressure/theory/tandem-chain.ts'
import { varied } from '../../src/labs/backpressure/theory/waiting.ts'
import { backpressureTheory } from '../../src/labs/backpressure/theory.ts'
import { Random, seededStreams } from '../../src/sim/random.ts'

const near = (value: number, target: number, row: TheoryRow): boolean =>
  Math.abs(value - target) <= Math.max((row.relative ?? 0) * target, row.absolute ?? 0)

/** Half a unit in the last place of a figure as it is printed. */
const rounding = (printed: number): number => 0.5 / 10 ** (String(printed).split('.')[1]?.length ?? 0) + 1e-9

describe.each(backpressureTheory)('$title', (theory) => {
  const printed = theory.rows.filter((row) => row.printed !== undefined)

  test.each(printed)('the law gives the figure printed for $at, to its print rounding', (row) => {
    const away = Math.abs(theory.expected(row.at) - (row.printed as number))
    expect(away).toBeLessThanOrEqual(Math.max(rounding(row.printed as number), 0.00006))
  })

  // Rows left open with long runs: `npm run theory` measures them.
  const quick = theory.rows.filter((row) => row.printed !== undefined || theory.replications === 1)

  test.each(quick)('the engine keeps to it at $at', (row) => {
    const random = new Random(seededStreams(11, [`${theory.key} ${Object.values(row.at).join(' ')}`]), 0)
    const { value, error } = theory.measure(row.at, theory.replications, random)
    expect(error).toBeGreaterThanOrEqual(0)
    const target = row.printed ?? theory.expected(row.at)
    expect(near(value, target, row), `${value} ± ${error} against ${target}`).toBe(true)
  })
})

test('the laws at their ends: nothing is lost without load, 1 − 1/ρ under heavy overload', () => {
  expect(boundedLoss(20, 0.01)).toBeCloseTo(0, 12)
  expect(boundedLoss(20, 4)).toBeCloseTo(0.75, 9)
  expect(erlangB(1, 1)).toBe(0.5)
  expect(erlangB(20, 0.01)).toBeCloseTo(0, 12)
})

test('two stages by the chain are (q + 1) ÷ (q + 2), three without a buffer 22 ÷ 39', () => {
  for (let q = 1; q <= 5; q += 1) expect(tandemThroughput(2, q)).toBeCloseTo((q + 1) / (q + 2), 6)
  expect(tandemThroughput(3, 1)).toBeCloseTo(22 / 39, 6)
})

test.each([0, 0.25, 1, 2.125, 4])('service with c² = %d has mean 1 and that variance', (variation) => {
  const random = new Random(seededStreams(5, ['varied']), 0)
  const draw = varied(variation)
  const values = Array.from({ length: 200_000 }, () => draw(random))
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const variance = values.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / values.length
  expect(Math.abs(mean - 1)).toBeLessThan(0.02)
  expect(Math.abs(variance - variation)).toBeLessThanOrEqual(0.04 * variation + 1e-9)
})

test('a coordinate that is missing is named', () => {
  expect(() => backpressureTheory[0]?.expected({})).toThrow('the law needs rho')
})
