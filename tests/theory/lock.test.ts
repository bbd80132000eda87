import { describe, expect, test } from 'vitest'
import { agrees, measure } from '../../src/experiment/law.ts'
import type { Theory, TheoryRow } from '../../src/lab/theory.ts'
import { lockTheory } from '../../src/labs/distributed-lock/theory.ts'

const lawOf = (key: string): Theory => {
  const found = lockTheory.find((theory) => theory.key === key)
  if (!found) throw new Error(`no law ${key}`)
  return found
}

const printed = (theory: Theory): readonly TheoryRow[] => theory.rows.filter((row) => row.printed !== undefined)

/** Each law at its first printed row; `npm run theory` measures all. */
const some = lockTheory.flatMap((theory) => {
  const [row] = printed(theory)
  return row ? [{ theory, row, key: theory.key }] : []
})

test.each(some)('the engine keeps to the printed figure of $key at $row.at', ({ theory, row }) => {
  const { measured, error } = measure(theory, row, 7)
  expect(agrees(row, measured), `${measured} ± ${error} against ${row.printed}`).toBe(true)
})

describe('closed forms give every printed figure, to its print rounding', () => {
  test.each(['redlockValidity', 'staleAttempts', 'staleAccepted', 'ethernet', 'slottedAloha', 'pureAloha'])(
    '%s',
    (key) => {
      const theory = lawOf(key)
      for (const row of printed(theory)) expect(theory.expected(row.at)).toBeCloseTo(row.printed as number, 4)
    },
  )
})

test('open rows of closed forms are predicted by the engine, and have no verdict', () => {
  for (const key of ['redlockValidity', 'staleAttempts', 'staleAccepted', 'ethernet', 'slottedAloha', 'pureAloha']) {
    const theory = lawOf(key)
    const open = theory.rows.filter((row) => row.printed === undefined).slice(0, 2)
    expect(open.length).toBeGreaterThan(0)
    for (const row of open) {
      const { measured, expected, agrees: verdict } = measure(theory, row, 5)
      expect(verdict).toBeUndefined()
      expect(Math.abs(measured - expected)).toBeLessThanOrEqual(Math.max(0.05 * expected, row.absolute ?? 0))
    }
  }
})

test('with ten clients every kind of jitter needs fewer calls than none and than doubling alone', () => {
  const at = { clients: 10 }
  const calls = (kind: string) => measure(lawOf(`backoffCalls.${kind}`), { at }, 3).measured
  const least = Math.min(calls('none'), calls('exponential'))
  for (const kind of ['equalJitter', 'fullJitter', 'decorrelated']) expect(calls(kind)).toBeLessThan(0.9 * least)
})

test('random delays keep clients out of step, so that nobody reaches N (N + 1) ÷ 2', () => {
  const law = { ...lawOf('backoffCalls.none'), replications: 20 }
  for (const clients of [10, 20, 40]) {
    const { measured, expected } = measure(law, { at: { clients } }, 3)
    expect(expected).toBe((clients * (clients + 1)) / 2)
    expect(measured).toBeGreaterThanOrEqual(clients)
    expect(measured).toBeLessThan(expected)
  }
})

test('full jitter saves more than half of the calls of a hundred clients', () => {
  const { measured, error } = measure({ ...lawOf('backoffGain'), replications: 20 }, { at: { clients: 100 } }, 3)
  expect(measured - error).toBeGreaterThan(2)
})

test('every law stands alone: its key is its own, and it names source and pitfall', () => {
  expect(new Set(lockTheory.map(({ key }) => key)).size).toBe(lockTheory.length)
  for (const { source, pitfall, law } of lockTheory)
    expect(Math.min(source.length, pitfall.length, law.length)).toBeGreaterThan(0)
})
