import { describe, expect, test } from 'vitest'
import { agrees, measure } from '../../src/experiment/law.ts'
import type { Theory } from '../../src/lab/theory.ts'
import { healthTheory } from '../../src/labs/health-checks/theory.ts'

const lawOf = (key: string): Theory => {
  const found = healthTheory.find((theory) => theory.key === key)
  if (!found) throw new Error(`no law ${key}`)
  return found
}

describe.each(healthTheory)('$title', (theory) => {
  test('the closed form gives every printed figure, to its rounding', () => {
    for (const row of theory.rows) {
      if (row.printed === undefined) continue
      expect(Math.abs(theory.expected(row.at) - row.printed)).toBeLessThanOrEqual(0.05 + 1e-9)
    }
  })

  /** A mean of ten thousand probes and more is left to `npm run theory`. */
  const quick = theory.rows.filter((row) => theory.replications === 1 || theory.expected(row.at) < 2000)
  test.each(quick)('the engine keeps to it at $at', (row) => {
    const { measured, error } = measure(theory, row, 7)
    const whole = { ...row, printed: row.printed ?? theory.expected(row.at) }
    expect(agrees(whole, measured), `${measured} ± ${error} against ${whole.printed}`).toBe(true)
  })
})

test('the mean time to notice a crash lies in the middle of its range', () => {
  const at = { T: 10, k: 3, tau: 1 }
  const range = lawOf('detectionRange')
  const ends = [0, 1].map((phase) => measure(range, { at: { ...at, phase } }, 1).measured)
  expect(ends).toEqual([31, 21])
  expect(lawOf('detection').expected(at)).toBe(26)
})

test('at threshold 8 the logistic detector fires 39 ms before the exact one', () => {
  const at = { mean: 1000, deviation: 100, phi: 8 }
  const [normal, logistic] = ['phiNormal', 'phiLogistic'].map((key) => measure(lawOf(key), { at }, 1).measured)
  expect((normal as number) - (logistic as number)).toBeCloseTo(38.6, 0)
})

test('every law has a key of its own and names source and pitfall', () => {
  expect(new Set(healthTheory.map(({ key }) => key)).size).toBe(healthTheory.length)
  for (const { source, pitfall, law } of healthTheory)
    expect(Math.min(source.length, pitfall.length, law.length)).toBeGreaterThan(0)
})
