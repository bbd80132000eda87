import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults } from '../../../src/lab/param.ts'
import { backpressure } from '../../../src/labs/backpressure/lab.ts'
import { lossShare, meanInside, meanWaiting, mm1kOf } from '../../../src/labs/backpressure/laws.ts'
import type { PressureParams } from '../../../src/labs/backpressure/params.ts'
import { interventions, setupOf } from '../../../src/scenario/run.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import { legalScenario } from '../../scenario/arbitrary.ts'
import { begin, beginPreset, broken, firstTaken, play, read, taken } from './run.ts'

/** Nothing left to chance. */
const even: Partial<PressureParams> = { arrivals: 'even', serviceDistribution: 'constant', reaction: 'ignore' }

describe('producers', () => {
  test('share the offered load, the last one wanting so many times what the first does', () => {
    const run = play(10_000, { ...even, offered: 100, producers: 4, rateSpread: 4 })
    expect([...run.world.senders.sent]).toEqual([100, 200, 300, 400])
  })

  test('wish the same whatever the queue tells the others', () => {
    const sends = (set: Partial<PressureParams>) => {
      const run = begin({ offered: 80, consumerState: 'slow', ...set }, [], 7)
      const times: number[] = []
      run.observer = {
        handling(_number, now, _cause, event) {
          if (event?.type === 'send' && event.place === 3) times.push(now)
        },
      }
      run.advance({ time: 15_000, event: Infinity })
      return times
    }
    const plain = sends({ reaction: 'ignore' })
    expect(plain.length).toBeGreaterThan(200)
    expect(sends({ reaction: 'pause', disobedient: 1 })).toEqual(plain)
    expect(sends({ reaction: 'aimd', disobedient: 1, overflow: 'dropOldest' })).toEqual(plain)
  })

  test('go on as before until the signal arrives, and the one due at that instant hears it first', () => {
    const set: Partial<PressureParams> = { ...even, reaction: 'pause', offered: 100, consumerState: 'stopped' }
    const run = play(3000, { ...set, feedbackDelay: 500, capacity: 200, high: 0.5 })
    expect(run.world.queue.line.size).toBe(101 + 49)
  })

  test('that pause keep a burst until the signal is green', () => {
    const acts = [{ at: 2000, do: 'burst', with: { items: 40 } }]
    const set: Partial<PressureParams> = { ...even, reaction: 'pause', offered: 50, consumerState: 'stopped' }
    const run = play(2500, { ...set, capacity: 100, high: 0.2, feedbackDelay: 0 }, acts)
    expect(run.world.queue.line.size).toBe(21)
    expect([...run.world.senders.pending]).toEqual([10, 10, 10, 10])
  })

  test('that wait for a late answer send nothing meanwhile', () => {
    const set: Partial<PressureParams> = { ...even, offered: 100, producers: 1, consumerState: 'stopped', high: 0.02 }
    const run = play(10_000, { ...set, holdBack: 990, capacity: 100 })
    expect(run.world.totals.sent).toBe(2 + 10)
  })

  test('on credit never have more under way than they were asked for', () => {
    const run = play(20_000, { reaction: 'credit', prefetch: 8, offered: 200 })
    expect(run.world.queue.deepest).toBeLessThanOrEqual(4 * 8)
    expect(read(run, 'lost')).toBe(0)
    expect(run.world.totals.served).toBeGreaterThan(1000)
  })

  test('that are blocked wait outside and come in one by one', () => {
    const set: Partial<PressureParams> = { ...even, overflow: 'block', capacity: 5, offered: 100, serviceTime: 100 }
    const run = play(5000, set)
    expect(run.world.queue.line.size).toBe(5)
    expect(run.world.queue.outside.size).toBe(4)
    expect(read(run, 'lost')).toBe(0)
    expect(run.world.totals.sent).toBe(run.world.totals.served + 1 + 5 + 4)
  })
})

describe('AIMD', () => {
  const unequal: Partial<PressureParams> = { offered: 400, rateSpread: 4 }

  test('brings unequal producers to equal shares, pausing does not', () => {
    const pausing = play(60_000, { ...unequal, reaction: 'pause' })
    const adapting = play(60_000, { ...unequal, reaction: 'aimd' })
    expect(read(pausing, 'fairness')).toBeLessThan(0.9)
    expect(read(adapting, 'fairness')).toBeGreaterThan(0.98)
  })
})

describe('the law', () => {
  test('M/M/1/K loses and holds what its closed forms say, on both sides of load 1', () => {
    expect(lossShare(1.2, 10)).toBeCloseTo(0.19259, 5)
    expect(lossShare(0.8, 5)).toBeCloseTo(0.08882, 5)
    expect(lossShare(1, 10)).toBeCloseTo(1 / 11, 9)
    expect(meanInside(0.5, 60)).toBeCloseTo(1, 9)
    expect(meanInside(1.0000001, 9)).toBeCloseTo(4.5, 3)
    expect(meanInside(3, 5) + meanInside(1 / 3, 5)).toBeCloseTo(5, 9)
    expect(meanWaiting(0.9, 10)).toBeCloseTo(meanInside(0.9, 10) - 0.9 * (1 - lossShare(0.9, 10)), 9)
    expect(lossShare(6, 2001)).toBeCloseTo(5 / 6, 9)
  })

  test('is met by a queue of ten', () => {
    const run = play(600_000, { reaction: 'ignore', capacity: 9, offered: 100 }, [], 3)
    expect(read(run, 'expectedLoss')).toBeCloseTo(1 / 11, 9)
    expect(read(run, 'lossShare')).toBeGreaterThan(0.085)
    expect(read(run, 'lossShare')).toBeLessThan(0.097)
    expect(read(run, 'meanDepth') / read(run, 'expectedDepth')).toBeGreaterThan(0.94)
    expect(read(run, 'meanDepth') / read(run, 'expectedDepth')).toBeLessThan(1.06)
  })

  test('is not drawn where it does not hold', () => {
    const plain: PressureParams = { ...defaults(backpressure.params), reaction: 'ignore' }
    expect(mm1kOf(plain)).toEqual({ load: 0.8, places: 101 })
    expect(mm1kOf({ ...plain, rule: 'bands' })).toEqual({ load: 0.8, places: 82 })
    expect(mm1kOf({ ...plain, consumerState: 'slow' })?.load).toBe(1.6)
    const others: readonly Partial<PressureParams>[] = [
      { reaction: 'pause' },
      { consumers: 2 },
      { serviceDistribution: 'constant' },
      { arrivals: 'even' },
      { overflow: 'codel' },
      { holdBack: 10 },
      { loadShape: 'waves' },
    ]
    expect(others.map((set) => mm1kOf({ ...plain, ...set }))).toEqual(others.map(() => undefined))
  })
})

describe('levels', () => {
  test('a slow network is felt from the far end: OS, TCP, application, queue, producers', () => {
    const parts = [
      'outbound.osSignals',
      'outbound.tcpSignals',
      'outbound.slowsDown',
      'machine.presses',
      'machine.slows',
    ]
    const run = beginPreset('cascade', { answers: false })
    const times = firstTaken(run, 22_000, parts)
    expect(times[0]).toBeGreaterThan(4000)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
    expect(read(run, 'lost')).toBe(0)
  })

  test('a slow consumer is felt from the near end: queue, application, TCP’s window, producers', () => {
    const run = beginPreset('window')
    const parts = ['machine.presses', 'inbound.applicationSignals', 'inbound.window', 'flow.hearsFirst']
    const times = firstTaken(run, 20_000, parts)
    expect(times[0]).toBeGreaterThan(4000)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
    expect(taken(run, 'flow.loses')).toBe(0)
  })

  test('levels that do not wait when told let the queue overflow', () => {
    const run = play(20_000, { system: 'inbound', obeys: false, consumerState: 'slow', reaction: 'ignore' })
    expect(taken(run, 'flow.loses')).toBeGreaterThan(100)
  })
})

describe('consumers', () => {
  const crowded: Partial<PressureParams> = {
    reaction: 'ignore',
    offered: 200,
    consumers: 32,
    cores: 2,
    contention: 0.1,
  }

  test('that stand in each other’s way serve more with a limit', () => {
    const free = play(30_000, crowded)
    const fixed = play(30_000, { ...crowded, limiter: 'fixed', initialLimit: 2 })
    const adaptive = play(30_000, { ...crowded, limiter: 'gradient2', initialLimit: 4 })
    expect(fixed.world.totals.served).toBeGreaterThan(free.world.totals.served * 1.5)
    expect(adaptive.world.totals.served).toBeGreaterThan(free.world.totals.served)
  })

  test('never have more in work than the limit allows', () => {
    const run = begin({ ...crowded, limiter: 'fixed', initialLimit: 3 })
    let most = 0
    run.observer = {
      handled() {
        most = Math.max(most, run.world.busy)
      },
    }
    run.advance({ time: 5000, event: Infinity })
    expect(most).toBe(3)
  })
})

describe('presets teach what they say', () => {
  test('without hysteresis the signal changes many times as often', () => {
    const run = beginPreset('flapping')
    run.advance({ time: 15_000, event: Infinity })
    const flaps = taken(run, 'flow.tellsYellow')
    run.advance({ time: 30_000, event: Infinity })
    expect(flaps).toBeGreaterThan(4 * (taken(run, 'flow.tellsYellow') - flaps))
  })

  test('a long queue loses nothing and serves late; controlled delay bounds the wait', () => {
    const run = beginPreset('bufferbloat')
    run.advance({ time: 25_000, event: Infinity })
    expect(read(run, 'lost')).toBe(0)
    expect(read(run, 'p99')).toBeGreaterThan(4000)
    run.advance({ time: 50_000, event: Infinity })
    expect(read(run, 'p99')).toBeLessThan(400)
  })

  test('who does not listen takes what the others give up', () => {
    const run = beginPreset('disobedient')
    run.advance({ time: 6000, event: Infinity })
    expect(read(run, 'fairness')).toBeGreaterThan(0.95)
    run.advance({ time: 30_000, event: Infinity })
    expect(read(run, 'fairness')).toBeLessThan(0.6)
  })
})

test('whatever the settings and acts, nothing is lost from the accounts and no state changes off its mark', () => {
  fc.assert(
    fc.property(legalScenario(backpressure as never, 12, 8000), (scenario) => {
      const run = new Simulation(setupOf(backpressure as never, scenario)) as unknown as ReturnType<typeof begin>
      run.plan(interventions(backpressure as never, scenario) as never)
      let found: readonly string[] = []
      run.observer = {
        handled() {
          found = broken(run)
          if (found.length > 0) run.stop()
        },
      }
      run.advance({ time: 8000, event: 3000 })
      expect(found).toEqual([])
    }),
    { numRuns: 60, seed: 4 },
  )
})
