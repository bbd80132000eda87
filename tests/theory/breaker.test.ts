import { describe, expect, test } from 'vitest'
import type { TheoryRow } from '../../src/lab/theory.ts'
import { breakerTheory } from '../../src/labs/circuit-breaker/theory.ts'
import { Random, seededStreams } from '../../src/sim/random.ts'

const near = (value: number, target: number, row: TheoryRow): boolean =>
  Math.abs(value - target) <= Math.max((row.relative ?? 0) * target, row.absolute ?? 0)

describe.each(breakerTheory)('$title', (theory) => {
  const printed = theory.rows.filter((row) => row.printed !== undefined)

  test('the law gives every printed figure, to its print rounding', () => {
    for (const row of printed) expect(theory.expected(row.at)).toBeCloseTo(row.printed as number, 4)
  })

  test.each(theory.rows)('the engine keeps to it at $at', (row) => {
    const random = new Random(seededStreams(7, [theory.key]), 0)
    const { value, error } = theory.measure(row.at, theory.replications, random)
    const target = row.printed ?? theory.expected(row.at)
    expect(error).toBeGreaterThanOrEqual(0)
    expect(near(value, target, row), `${value} ± ${error} against ${target}`).toBe(true)
  })
})

test('a coordinate that is missing is named', () => {
  expect(() => breakerTheory[0]?.expected({ p: 0.5 })).toThrow('the law needs k')
})
