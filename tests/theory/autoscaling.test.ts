import { describe, expect, test } from 'vitest'
import { agrees, measure } from '../../src/experiment/law.ts'
import type { Theory } from '../../src/lab/theory.ts'
import { replicasAt } from '../../src/labs/autoscaling/theory/hpa-rule.ts'
import { halfinWhitt } from '../../src/labs/autoscaling/theory/laws.ts'
import { scalingTheory } from '../../src/labs/autoscaling/theory.ts'

const lawOf = (key: string): Theory => {
  const found = scalingTheory.find((theory) => theory.key === key)
  if (!found) throw new Error(`no law ${key}`)
  return found
}

/** Half a unit in the last place of a figure as it is printed. */
const rounding = (printed: number): number => 0.5 / 10 ** (String(printed).split('.')[1]?.length ?? 0) + 1e-9

describe.each(scalingTheory)('$title', (theory) => {
  const printed = theory.rows.filter((row) => row.printed !== undefined)

  test('the law gives every printed figure, to its print rounding', () => {
    expect(printed.length).toBeGreaterThan(0)
    for (const row of printed) {
      const away = Math.abs(theory.expected(row.at) - (row.printed as number))
      expect(away, JSON.stringify(row.at)).toBeLessThanOrEqual(rounding(row.printed as number))
    }
  })

  const drawn = theory.replications > 1
  const rows = drawn ? printed.slice(-1) : theory.rows

  test.each(rows)('the engine keeps to it at $at', (row) => {
    // Long runs are for `npm run theory`: here a part of one must come as near.
    const shorter = drawn ? { ...theory, replications: 10 } : theory
    const { measured, error, expected } = measure(shorter, row, 5)
    const target = { ...row, printed: row.printed ?? expected }
    expect(agrees(target, measured), `${measured} ± ${error} against ${target.printed}`).toBe(true)
  })
})

test.each([
  [0.1, 0.8803],
  [0.5, 0.5045],
  [1, 0.2234],
  [2, 0.0269],
])('at β = %d the limit of Halfin and Whitt is %d', (beta, printed) => {
  expect(Math.abs(halfinWhitt(beta) - printed)).toBeLessThan(0.00005)
})

test('one instance and one queue: the share that waits is the utilisation', () => {
  const { expected } = lawOf('erlangC')
  for (const rho of [0.1, 0.5, 0.9]) expect(expected({ c: 1, rho })).toBeCloseTo(rho, 12)
  expect(lawOf('pooledWait').expected({ c: 1, rho: 0.9 })).toBeCloseTo(9, 9)
})

test('the exact share at R = 100 and β = 1 lies above the limit', () => {
  expect(lawOf('staffing').expected({ R: 100, c: 110 })).toBeGreaterThan(
    lawOf('squareRootStaffing').expected({ beta: 1 }),
  )
})

describe('the HPA is a rule of gain 1', () => {
  /** Replicas under a demand for a thousand, judged by what there was `lag` evaluations ago; band and windows aside. */
  function series(lag: number, steps: number): number[] {
    const replicas = Array.from({ length: lag + 1 }, () => 1250)
    for (let i = 0; i < steps; i += 1) {
      const now = replicas.at(-1) ?? 0
      const then = replicas[replicas.length - 1 - lag] ?? 0
      replicas.push(replicasAt(now, 1000 / then, 'compared'))
    }
    return replicas.slice(lag)
  }

  test('with fresh metrics it is there at once', () => {
    expect(series(0, 3)).toEqual([1250, 1000, 1000, 1000])
  })

  test('with metrics one evaluation old it swings about with a period of 6, neither growing nor settling', () => {
    const replicas = series(1, 60)
    const peaks = replicas.flatMap((now, i) =>
      now > (replicas[i - 1] ?? Infinity) && now >= (replicas[i + 1] ?? Infinity) ? [i] : [],
    )
    const gaps = peaks.slice(1).map((at, i) => at - (peaks[i] ?? 0))
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(6, 0)
    expect(Math.max(...replicas.slice(-12))).toBeGreaterThan(1100)
    expect(Math.max(...replicas.slice(-12))).toBeLessThan(1500)
  })

  test('with metrics two evaluations old the swings grow', () => {
    const swing = (list: readonly number[]) => Math.max(...list) / Math.min(...list)
    const replicas = series(2, 40)
    expect(swing(replicas.slice(-14))).toBeGreaterThan(2 * swing(replicas.slice(0, 14)))
  })
})

test('every law stands alone: its key is its own', () => {
  expect(new Set(scalingTheory.map(({ key }) => key)).size).toBe(scalingTheory.length)
})

test('a coordinate that is missing is named', () => {
  expect(() => lawOf('erlangC').expected({ c: 5 })).toThrow('the law needs rho')
})
