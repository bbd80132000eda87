import { describe, expect, test } from 'vitest'
import {
  aggregate,
  dashboardWord,
  httpStatus,
  type Judged,
  type UnknownRule,
} from '../../../src/engines/health/aggregate.ts'

/** Every way in which so many checks may stand, each critical or not. */
function ways(count: number): readonly (readonly Judged[])[] {
  if (count === 0) return [[]]
  const verdicts = ['pass', 'fail', 'unknown'] as const
  return ways(count - 1).flatMap((rest) =>
    [true, false].flatMap((critical) => verdicts.map((verdict) => [...rest, { verdict, critical }])),
  )
}

const rules: readonly UnknownRule[] = ['fails', 'degrades', 'passes']

describe.each(rules)('where an unknown check %s', (rule) => {
  /** The rule in words of its own: the worst of what single checks make of the whole. */
  const worst = (checks: readonly Judged[]): number =>
    checks.reduce((most, { verdict, critical }) => {
      const weight = {
        pass: 0,
        fail: critical ? 2 : 1,
        unknown: { fails: critical ? 2 : 1, degrades: 1, passes: 0 }[rule],
      }
      return Math.max(most, weight[verdict])
    }, 0)

  test.each([0, 1, 2, 3, 4])('the whole is as bad as the worst of %i checks makes it, and no worse', (count) => {
    for (const checks of ways(count)) {
      expect(aggregate(checks, rule).status).toBe(['healthy', 'degraded', 'unhealthy'][worst(checks)])
    }
  })
})

test('the table of the exercise: two critical and two other checks, sixteen rows', () => {
  const words: string[] = []
  for (let row = 0; row < 16; row += 1) {
    const checks = [0, 1, 2, 3].map((i) => ({
      critical: i < 2,
      verdict: (row >> i) % 2 === 0 ? ('pass' as const) : ('fail' as const),
    }))
    const { status, criticalFailing, othersFailing } = aggregate(checks, 'fails')
    const bad = checks.filter(({ verdict }) => verdict === 'fail')
    expect(criticalFailing + othersFailing).toBe(bad.length)
    words.push(`${httpStatus[status]} ${dashboardWord[status]}`)
  }
  const times = (word: string) => words.filter((other) => other === word).length
  expect([times('200 OK'), times('200 DEGRADED'), times('503 FAIL')]).toEqual([1, 3, 12])
})

test('the rows of the dashboard', () => {
  const row = (database: boolean, api: boolean, cache: boolean) => {
    const verdict = (passes: boolean) => (passes ? ('pass' as const) : ('fail' as const))
    const checks = [
      { critical: true, verdict: verdict(database) },
      { critical: true, verdict: verdict(api) },
      { critical: false, verdict: verdict(cache) },
    ]
    return dashboardWord[aggregate(checks, 'fails').status]
  }
  expect([row(true, true, true), row(true, false, true), row(true, true, false)]).toEqual(['OK', 'FAIL', 'DEGRADED'])
})
