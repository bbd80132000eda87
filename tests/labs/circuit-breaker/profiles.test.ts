import { describe, expect, test } from 'vitest'
import { circuitBreaker } from '../../../src/labs/circuit-breaker/lab.ts'
import { type BreakerRun, begin, beginPreset, taken, transitions } from './run.ts'

const outage = [
  { at: 7000, do: 'kill' },
  { at: 37_000, set: { backend: 'up' } },
]

describe('the reference run', () => {
  test('ends as the reference code does: 6 successes, 11 calls, 2 of them refused', () => {
    const run = beginPreset('reference')
    expect(transitions(run, 12_000)).toEqual([
      { time: 4060, part: 'opens' },
      { time: 11_000, part: 'halfOpens' },
      { time: 11_060, part: 'closes' },
    ])
    expect(run.world.breaker).toMatchObject({
      state: 'closed.monitoring',
      failures: 0,
      successes: 6,
      total: 11,
      rejected: 2,
    })
  })
})

describe('profiles on the same traffic', () => {
  /** The first transition in which two runs differ. */
  function firstDifference(a: BreakerRun, b: BreakerRun, until: number) {
    const [left, right] = [transitions(a, until), transitions(b, until)]
    const at = left.findIndex(({ time, part }, i) => time !== right[i]?.time || part !== right[i]?.part)
    return { at, left: left[at], right: right[at] }
  }

  test('two runs of one profile never differ', () => {
    expect(firstDifference(begin({}, outage), begin({}, outage), 50_000).at).toBe(-1)
  })

  test('gobreaker opens later than Setpoint, because it needs failures in a row, one more than the limit', () => {
    const setpoint = { trip: 'consecutive' } as const
    const { at, left, right } = firstDifference(
      begin(setpoint, outage),
      begin({ profile: 'gobreaker' }, outage),
      50_000,
    )
    expect(at).toBe(0)
    expect([left?.part, right?.part]).toEqual(['opens', 'opens'])
    expect(right?.time).toBeGreaterThan(left?.time ?? Infinity)
  })

  test('the first difference of reference and Setpoint is that a single success closes', () => {
    const counting = { trip: 'total', openWait: 5000 } as const
    const first = begin({ ...counting, connectionErrors: 0 }, outage)
    const second = begin({ ...counting, profile: 'reference', connectionErrors: 0 }, outage)
    const { left, right } = firstDifference(first, second, 50_000)
    expect(left).not.toEqual(right)
    expect(taken(first, 'machine.opens')).toBeGreaterThan(0)
    expect(taken(second, 'machine.opens')).toBeGreaterThan(0)
  })

  test('with opossum’s timer half-open begins without any call', () => {
    const acts = [
      { at: 3000, do: 'kill' },
      { at: 8000, set: { arrivalRate: 0 } },
    ]
    const eager = begin({ profile: 'opossum', minimumCalls: 5, windowTime: 2000, openWait: 15_000 }, acts)
    const lazy = begin({ profile: 'hystrix', minimumCalls: 5, windowTime: 2000, openWait: 15_000 }, acts)
    expect(transitions(eager, 30_000).map(({ part }) => part)).toContain('halfOpens')
    expect(transitions(lazy, 30_000).map(({ part }) => part)).toEqual(['opens'])
  })
})

describe('what a diagram leaves out', () => {
  const settings: readonly Parameters<typeof begin>[0][] = [
    {},
    { trip: 'rate', slow: true, slowAfter: 60, fallback: false },
    { trip: 'consecutive', halfOpenLongest: 500, probes: 5, callTimeout: 1000 },
    { recovery: 'timer', halfOpenLongest: 500, halfOpenThen: 'closed', callTimeout: 1000 },
    { lock: false, sectionTime: 8, threads: 6 },
    ...Object.keys(circuitBreaker.params.profile.options).map((profile) => ({
      profile: profile as 'polly',
      minimumCalls: 10,
      countsServerErrors: false,
      threads: 1,
    })),
  ]

  test.each(settings)('is never taken with %j', (set) => {
    const run = begin({ arrivalRate: 60, serverErrors: 0.1, openWait: 2000, ...set }, [
      { at: 5000, do: 'kill' },
      { at: 12_000, set: { backend: 'up' } },
      { at: 20_000, set: { backend: 'slow' } },
      { at: 26_000, set: { backend: 'up' } },
    ])
    const omitted = circuitBreaker.diagrams.flatMap(({ key, omits }) =>
      (omits?.(run.params, () => false) ?? []).map((part) => `${key}.${part}`),
    )
    run.advance({ time: 36_000, event: Infinity })
    expect(omitted.length).toBeGreaterThan(0)
    expect(omitted.filter((part) => taken(run, part) !== 0)).toEqual([])
  })
})
