import { describe, expect, test } from 'vitest'
import { circuitBreaker } from '../../../src/labs/circuit-breaker/lab.ts'
import { machineLabels } from '../../../src/labs/circuit-breaker/labels.ts'
import { lookAt } from '../../../src/worker/explain.ts'
import { type BreakerRun, begin, lamps, play, taken, transitions } from './run.ts'

const outage = [
  { at: 7000, do: 'kill' },
  { at: 37_000, set: { backend: 'up' } },
]

const look = (run: BreakerRun) => lookAt(circuitBreaker, run as never) as Parameters<typeof circuitBreaker.caption>[0]

describe('what counts', () => {
  test('4xx trip the breaker only while they count', () => {
    const set = { clientErrors: 0.8, connectionErrors: 0 }
    expect(play(20_000, set).world.totals.opens).toBeGreaterThan(0)
    const run = play(20_000, { ...set, countsClientErrors: false })
    expect(run.world.totals.opens).toBe(0)
    expect(taken(run, 'flow.uncounted')).toBeGreaterThan(100)
  })

  test('results of calls sent before the breaker opened are not counted after', () => {
    const run = play(7500, { arrivalRate: 100, connectionErrors: 0, serviceDistribution: 'constant' }, outage)
    const { breaker } = run.world
    expect(breaker.state).toBe('open.rejecting')
    expect(breaker.late).toBeGreaterThan(10)
    expect(breaker.failed).toBe(5)
  })

  test('without fallback a refused call is an error', () => {
    const refused = play(12_000, { fallback: false }, outage).world.totals
    expect(refused.rejected).toBeGreaterThan(20)
    expect(refused.fallback).toBe(0)
  })

  test('jitter moves the probes, growth parts them', () => {
    const waits = (set: Parameters<typeof begin>[0]): number[] => {
      const found = transitions(begin(set, outage), 37_000)
      const opened = found.filter(({ part }) => part === 'opens' || part === 'reopens')
      return found.filter(({ part }) => part === 'halfOpens').map(({ time }, i) => time - (opened[i]?.time ?? NaN))
    }
    const steady = { arrivalRate: 100, openWait: 2000 }
    for (const wait of waits(steady)) expect(Math.abs(wait - 2000)).toBeLessThan(100)
    const jittered = waits({ ...steady, openWaitJitter: 0.5 })
    expect(Math.max(...jittered) - Math.min(...jittered)).toBeGreaterThan(300)
    const [first = 0, second = 0, third = 0] = waits({ ...steady, openWaitGrowth: 2 })
    expect(second / first).toBeCloseTo(2, 1)
    expect(third / second).toBeCloseTo(2, 1)
  })
})

describe('by hand', () => {
  test('forced open holds until the reset, disabled lets everything through uncounted', () => {
    const acts = [
      { at: 1000, do: 'force' },
      { at: 9000, do: 'reset' },
      { at: 10_000, do: 'disable' },
      { at: 11_000, do: 'kill' },
    ]
    const run = begin({}, acts)
    run.advance({ time: 8900, event: Infinity })
    expect(run.world.breaker.state).toBe('forcedOpen')
    expect(taken(run, 'flow.whenForced')).toBe(taken(run, 'flow.standsIn'))
    expect(taken(run, 'flow.whenForced')).toBeGreaterThan(40)
    run.advance({ time: 20_000, event: Infinity })
    expect(run.world.breaker.state).toBe('disabled')
    expect(run.world.totals).toMatchObject({ opens: 0, fallback: taken(run, 'flow.whenForced') })
    expect(run.world.totals.wasted).toBeGreaterThan(50)
  })

  test('heal ends every fault', () => {
    const acts = [...outage.slice(0, 1), { at: 9000, do: 'heal' }]
    const run = play(30_000, { serverErrors: 0.2, lostAnswers: 0.2 }, acts)
    expect(run.params).toMatchObject({ backend: 'up', serverErrors: 0, lostAnswers: 0, connectionErrors: 0 })
    expect(run.world.breaker.state).toBe('closed.monitoring')
  })
})

describe('causes', () => {
  test('the opening names the failed calls, and each of those names the act that took the backend down', () => {
    const run = begin({ connectionErrors: 0 }, outage)
    const causes = new Map<number, number[]>()
    let opening = 0
    run.observer = {
      because(cause) {
        causes.set(run.number, [...(causes.get(run.number) ?? []), cause])
      },
      handled() {
        if (opening === 0 && taken(run, 'machine.opens') === 1) opening = run.number
      },
    }
    run.advance({ time: 7000, event: Infinity })
    const act = run.number
    run.advance({ time: 9000, event: Infinity })
    const failures = (causes.get(opening) ?? []).filter((event) => causes.has(event))
    expect(failures).toHaveLength(4)
    for (const failure of [...failures, opening]) expect(causes.get(failure)).toContain(act)
  })

  test('the evidence of an opening is what the rule looked at: five of ten calls failed', () => {
    const run = begin({ connectionErrors: 0 }, outage)
    run.observer = { visited: (part) => part === circuitBreaker.book.parts.machine.opens && run.stop() }
    run.advance({ time: 20_000, event: Infinity })
    const evidence = circuitBreaker.evidence?.(circuitBreaker.book.parts.machine.opens, look(run))
    expect(evidence?.items).toHaveLength(10)
    expect(evidence?.items.filter(({ tone }) => tone === 'failed')).toHaveLength(5)
    expect(evidence?.items.at(-1)).toMatchObject({ tone: 'failed', event: run.number })
  })
})

describe('what is said', () => {
  test('the caption has a word for every situation', () => {
    const word = (run: BreakerRun) => circuitBreaker.caption(look(run)).text.match(/\*\*(.+)\*\*/)?.[1]
    const run = begin({ arrivalRate: 40, connectionErrors: 0, openWait: 3000 }, outage)
    const heard = new Set<string | undefined>()
    for (let time = 0; time < 50_000; time += 50) {
      run.advance({ time, event: Infinity })
      heard.add(word(run))
    }
    expect([...heard].sort()).toEqual(['closed', 'failed', 'opened', 'opened again', 'probing'])
    expect(word(play(2000, {}, [{ at: 1000, do: 'force' }]))).toBe('held open')
    expect(word(play(2000, {}, [{ at: 1000, do: 'disable' }]))).toBe('switched off')
    const resets = [
      { at: 1000, do: 'force' },
      { at: 1500, do: 'reset' },
    ]
    expect(word(play(2000, {}, resets))).toBe('reset')
  })

  test('the arrow to Open says what opens it', () => {
    const label = (set: Parameters<typeof begin>[0]) => machineLabels(begin(set).params)['opens']
    expect(label({})).toBe('5 of last 10<br/>failed')
    expect(label({ trip: 'consecutive' })).toBe('5 failed<br/>in a row')
    expect(label({ trip: 'total' })).toBe('5 failed<br/>in all')
    expect(label({ trip: 'rate', window: 'time' })).toBe('50% of<br/>last 10 s failed')
    expect(label({ profile: 'gobreaker', trip: 'consecutive' })).toBe('over 5 failed<br/>in a row')
    expect(label({ profile: 'opossum' })).toBe('over 50% of<br/>last 10 s failed')
  })
})

describe('the lamps', () => {
  test('hold in an outage under every profile', () => {
    for (const profile of Object.keys(circuitBreaker.params.profile.options)) {
      const run = play(
        50_000,
        { profile: profile as 'polly', minimumCalls: 10, fallback: false, retryShare: 0.5 },
        outage,
      )
      expect(run.world.breaker.transitions, profile).toBeGreaterThan(2)
      expect(Object.values(lamps(run)), profile).toEqual([true, true, true, true])
    }
  })

  test('an opening that the results do not explain is seen', () => {
    const run = play(3000, {})
    run.world.breaker.window.failures = 9
    run.plan([{ at: 3000, event: { type: 'single', call: 0, slot: 0, era: 0, fault: 3 } }])
    run.advance({ time: 4000, event: Infinity })
    expect(lamps(run)).toMatchObject({ policy: false, openRefuses: true })
  })

  test('a counter that is off by one is seen', () => {
    const run = play(3000, {})
    run.world.breaker.successes += 1
    expect(lamps(run)['counters']).toBe(false)
  })

  test('a probe beyond the permits is seen', () => {
    const run = begin({ arrivalRate: 100 }, outage)
    run.observer = { visited: (part) => part === circuitBreaker.book.parts.machine.halfOpens && run.stop() }
    run.advance({ time: 20_000, event: Infinity })
    run.world.breaker.probesInFlight = 0
    run.world.breaker.state = 'halfOpen.testing'
    run.observer = undefined
    run.advance({ time: run.now + 100, event: Infinity })
    expect(lamps(run)['permits']).toBe(false)
  })
})
