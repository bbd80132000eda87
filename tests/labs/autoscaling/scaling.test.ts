import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counts } from '../../../src/engines/autoscaling/fleet.ts'
import { autoscaling } from '../../../src/labs/autoscaling/lab.ts'
import type { ScalingParams } from '../../../src/labs/autoscaling/params.ts'
import { lastJudgement } from '../../../src/labs/autoscaling/run/judgements.ts'
import { linkOf, readLink } from '../../../src/scenario/codec.ts'
import { presetScenario } from '../../../src/scenario/scenario.ts'
import { begin, play, playPreset, read, taken } from './run.ts'

const MINUTE = 60_000

/** A load that nothing disturbs: equal gaps and exact metrics. */
const calm: Partial<ScalingParams> = { loadShape: 'steady', arrivals: 'even', metricNoise: 0 }

describe('the thresholds of the document', () => {
  test.each([
    [200, 'held', 5],
    [201, 'applied', 6],
    [75, 'held', 5],
    [74, 'applied', 4],
  ])('at %i requests per second and instance of 250 are %s', (each, outcome, desired) => {
    const run = play(15_000, { ...calm, rate: each * 5, startInstances: 5 })
    expect(lastJudgement(run.world.judgements)).toMatchObject({ outcome, desired })
  })

  test('an action, the whole cooldown of three minutes and its last instant without one, then the next', () => {
    const run = begin({ ...calm, rate: 2000, startInstances: 2 })
    const times: number[] = []
    for (let time = 15_000; time <= 8 * MINUTE; time += 15_000) {
      const before = run.world.judgements.actions
      run.advance({ time, event: Infinity })
      if (run.world.judgements.actions > before) times.push(time)
    }
    expect(times).toEqual([15_000, 210_000, 405_000])
  })

  test('a cooldown that counts from completion begins when the last instance is ready', () => {
    const set: Partial<ScalingParams> = { ...calm, rate: 2000, startInstances: 2, startUp: 60_000, startUpSpread: 0 }
    const run = play(74_999, { ...set, cooldownFrom: 'completion' })
    expect(run.world.autoscaler.scaler.state).toBe('scalingUp')
    run.advance({ time: 75_000, event: Infinity })
    expect(run.world.autoscaler.scaler).toMatchObject({ state: 'cooldown.waiting', since: 75_000 })
  })
})

describe('instances', () => {
  test('serve nothing while they start, less while they warm up, and cost until they are gone', () => {
    const run = begin({
      ...calm,
      rate: 900,
      startInstances: 4,
      startUpSpread: 0,
      startUp: 30_000,
      warmUp: 20_000,
      termination: 10_000,
    })
    run.advance({ time: 15_000, event: Infinity })
    const capacity = () => read(run, 'capacity')
    expect([counts(run.world.fleet).starting, capacity()]).toEqual([1, 1000])
    run.advance({ time: 45_000, event: Infinity })
    expect([counts(run.world.fleet).warming, capacity()]).toEqual([1, 1125])
    run.advance({ time: 65_000, event: Infinity })
    expect([counts(run.world.fleet).ready, capacity()]).toEqual([5, 1250])
    expect(read(run, 'instanceHours')).toBeCloseTo((4 * 65 + 50) / 3600, 6)
  })

  test('without room on the nodes are pending, and never serve', () => {
    const run = play(10 * MINUTE, { ...calm, rate: 2000, startInstances: 2, places: 3, cooldownUp: 0 })
    expect(counts(run.world.fleet)).toMatchObject({ ready: 3, pending: 17 })
  })

  test('that are lost are replaced', () => {
    const run = play(50_000, { ...calm, rate: 350, startInstances: 4 }, [
      { at: 10_000, do: 'outage', with: { share: 0.5 } },
    ])
    expect(run.world.fleet).toMatchObject({ desired: 4, crashed: 2 })
    expect(counts(run.world.fleet).ready).toBe(4)
  })
})

describe('requests', () => {
  test('wait as long as the queue before them takes', () => {
    const run = play(20_000, { ...calm, rate: 300, startInstances: 1, maxInstances: 1, patience: 60_000 })
    expect(run.world.traffic.queue.waiting).toBe(1000)
    expect(read(run, 'p99')).toBeGreaterThan(3300)
    expect(read(run, 'p99')).toBeLessThan(4100)
  })

  test('are given up after the patience, and refused when the queue is full', () => {
    const set: Partial<ScalingParams> = { ...calm, rate: 500, startInstances: 1, maxInstances: 1 }
    const impatient = play(MINUTE, { ...set, patience: 2000 })
    expect(read(impatient, 'gaveUp')).toBeGreaterThan(13_000)
    expect(read(impatient, 'p99')).toBeLessThan(2700)
    const full = play(MINUTE, { ...set, queueRoom: 100 })
    expect(read(full, 'gaveUp')).toBe(0)
    expect(read(full, 'refused')).toBe(30_000 - 15_000 - 100)
  })

  test('of a recorded load are as many as it says, again and again', () => {
    const run = play(4 * MINUTE, { ...calm, loadShape: 'trace', trace: '0:100,60:300', startInstances: 4 })
    expect(read(run, 'arrived')).toBe(2 * (6000 + 18_000))
  })
})

describe('presets teach what they say', () => {
  test('a steady load without cooldown flaps without end', () => {
    const run = playPreset('flapping', 30 * MINUTE)
    expect(read(run, 'flaps')).toBeGreaterThanOrEqual(10)
  })

  test('with a cooldown longer than start-up the same load comes to rest', () => {
    const preset = autoscaling.presets.find(({ key }) => key === 'flapping')
    const run = play(30 * MINUTE, { ...preset?.params, removeStep: 1, cooldownUp: 90_000, cooldownDown: 90_000 }, [], 4)
    expect(read(run, 'flaps')).toBe(0)
  })

  test('instances come when the load goes where the cooldown meets the swing', () => {
    const run = begin(autoscaling.presets.find(({ key }) => key === 'resonance')?.params ?? {}, [], 3)
    let covariance = 0
    for (let time = 10 * MINUTE; time <= 30 * MINUTE; time += 15_000) {
      run.advance({ time, event: Infinity })
      covariance += (read(run, 'offered') - 900) * (read(run, 'capacity') - 875)
    }
    expect(covariance).toBeLessThan(0)
  })

  test('the rule is at rest until its metrics lag, and swings then', () => {
    const run = playPreset('lag', 10 * MINUTE)
    const before = read(run, 'flaps')
    expect(before).toBeLessThanOrEqual(1)
    run.advance({ time: 60 * MINUTE, event: Infinity })
    expect(read(run, 'flaps')).toBeGreaterThanOrEqual(before + 4)
  })

  test('foresight by season serves more requests fast than the thresholds did', () => {
    const run = playPreset('predictive', 20 * MINUTE)
    const share = (fast: number, all: number): number =>
      (run.world.latency.fast - fast) / (run.world.traffic.arrived - all)
    const reactive = share(0, 0)
    run.advance({ time: 50 * MINUTE, event: Infinity })
    const { arrived } = run.world.traffic
    const { fast } = run.world.latency
    run.advance({ time: 60 * MINUTE, event: Infinity })
    expect(share(fast, arrived)).toBeGreaterThan(reactive + 0.1)
  })

  test('the HPA at most doubles what it counts, and its window keeps the fleet for five minutes', () => {
    const run = playPreset('hpa', 5 * MINUTE)
    const peak = run.world.fleet.desired
    expect(peak).toBeGreaterThan(15)
    run.advance({ time: 8.5 * MINUTE, event: Infinity })
    expect(run.world.fleet.desired).toBe(peak)
    run.advance({ time: 10 * MINUTE, event: Infinity })
    expect(run.world.fleet.desired).toBeLessThan(5)
  })
})

test('a link carries a recorded load that was imported on the way', () => {
  const acts = [{ at: 5000, set: { loadShape: 'trace', trace: '0:100,29.5:3.48,105.797:4.554', rate: 300 } }]
  const scenario = { ...presetScenario(autoscaling as never), acts }
  const read = readLink(linkOf({ scenario, position: { time: 0, event: 0 }, breakpoints: [] }), [autoscaling as never])
  expect(read).toMatchObject({ kind: 'lab', faults: [], shared: { scenario: { acts } } })
})

describe('whatever happens', () => {
  const acts = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 10 * MINUTE }),
      do: fc.constantFrom('surge', 'kill', 'outage', 'blind', 'heal', 'setByHand'),
    }),
    { maxLength: 8 },
  )
  const settings = fc.record({
    policy: fc.constantFrom<ScalingParams['policy']>(
      'thresholds',
      'matrix',
      'steps',
      'tracking',
      'hpa',
      'predictive',
      'scheduled',
    ),
    loadShape: fc.constantFrom<ScalingParams['loadShape']>('steady', 'ramp', 'sine', 'spike'),
    rate: fc.integer({ min: 0, max: 3000 }),
    period: fc.integer({ min: 60, max: 400 }).map((seconds) => seconds * 1000),
    startUp: fc.constantFrom(0, 5000, 90_000),
    metricLag: fc.constantFrom(0, 30_000, 120_000),
    cooldownUp: fc.constantFrom(0, 15_000, 60_000, 180_000),
    cooldownFrom: fc.constantFrom<ScalingParams['cooldownFrom']>('decision', 'completion'),
    places: fc.integer({ min: 1, max: 30 }),
    missingPods: fc.constantFrom(0, 0.3),
    hpaOnRequests: fc.boolean(),
    hpaBehavior: fc.boolean(),
    hpaUpWindow: fc.constantFrom(0, 60_000),
    hpaDownPods: fc.constantFrom(0, 1),
    crashRate: fc.constantFrom(0, 60),
  })

  test('limits, cooldown, both accounts and the HPA’s algorithm hold after every event', () => {
    let checked = 0
    fc.assert(
      fc.property(settings, acts, fc.integer({ min: 0, max: 1000 }), (set, plan, seed) => {
        const run = begin(
          set,
          [...plan].sort((a, b) => a.at - b.at),
          seed,
        )
        for (let time = 5000; time <= 12 * MINUTE; time += 5000) {
          run.advance({ time, event: Infinity })
          for (const { key, holds } of autoscaling.invariants)
            if (holds(run.world, run.params, run.now) === false) throw new Error(`${key} breaks at ${run.now} ms`)
        }
        checked += run.world.hpaAccount.checked
      }),
      { numRuns: 25, seed: 11 },
    )
    expect(checked).toBeGreaterThan(100)
  })

  test('the matrix adds and removes over a swing', () => {
    const run = play(20 * MINUTE, { policy: 'matrix', loadShape: 'sine', rate: 200, peakFactor: 8, period: 500_000 })
    expect(taken(run, 'machine.exceeds')).toBeGreaterThan(2)
    expect(taken(run, 'machine.underuses')).toBeGreaterThan(1)
  })
})
