import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advance,
  balances,
  counts,
  crash,
  createFleet,
  type FleetConfig,
  nextDue,
  scaleTo,
  staying,
} from '../../../src/engines/autoscaling/fleet.ts'
import { podsOf } from '../../../src/engines/autoscaling/fleet-pods.ts'
import { Random, seededStreams } from '../../../src/sim/random.ts'
import { seconds } from './hpa-play.ts'

const config: FleetConfig = {
  startUp: seconds(60),
  warmUp: seconds(30),
  termination: seconds(20),
  startUpSpread: 0,
  places: 10,
}
const random = () => new Random(seededStreams(1, ['fleet']), 0)
const chance = random()

describe('the life of an instance', () => {
  test('starts, warms up, is ready; told to go it finishes first', () => {
    const fleet = createFleet(2, 0)
    scaleTo(fleet, config, 3, 0, chance)
    expect(counts(fleet)).toEqual({ pending: 0, starting: 1, warming: 0, ready: 2, terminating: 0 })
    expect(nextDue(fleet)).toBe(seconds(60))
    advance(fleet, config, seconds(60) - 1, chance)
    expect(counts(fleet).starting).toBe(1)
    advance(fleet, config, seconds(60), chance)
    expect(counts(fleet).warming).toBe(1)
    advance(fleet, config, seconds(90), chance)
    expect(counts(fleet).ready).toBe(3)
    scaleTo(fleet, config, 2, seconds(100), chance)
    expect(counts(fleet)).toMatchObject({ ready: 2, terminating: 1 })
    advance(fleet, config, seconds(120), chance)
    expect([fleet.instances.length, fleet.gone]).toEqual([2, 1])
  })

  test('a long leap passes through every phase at its time', () => {
    const fleet = createFleet(0, 0)
    scaleTo(fleet, config, 1, 0, chance)
    advance(fleet, config, seconds(1000), chance)
    expect(fleet.instances[0]).toMatchObject({ phase: 'ready', placed: 0, served: seconds(60), since: seconds(90) })
  })

  test('without start-up and warm-up it is ready at once, without termination gone at once', () => {
    const quick = { ...config, startUp: 0, warmUp: 0, termination: 0 }
    const fleet = createFleet(0, 0)
    scaleTo(fleet, quick, 4, 0, chance)
    expect(counts(fleet).ready).toBe(4)
    scaleTo(fleet, quick, 1, 0, chance)
    expect([fleet.instances.map(({ id }) => id), fleet.gone]).toEqual([[0], 3])
  })

  test('those go first that do not serve yet, then the youngest', () => {
    const fleet = createFleet(3, 0)
    scaleTo(fleet, config, 4, 0, chance)
    scaleTo(fleet, config, 2, seconds(1), chance)
    expect(fleet.instances.map(({ id, phase }) => [id, phase])).toEqual([
      [0, 'ready'],
      [1, 'ready'],
      [2, 'terminating'],
      [3, 'terminating'],
    ])
  })

  test('start-up differs by at most its spread', () => {
    const fleet = createFleet(0, 0)
    scaleTo(fleet, { ...config, startUpSpread: 0.5, places: 200 }, 200, 0, random())
    const dues = fleet.instances.map(({ due }) => due)
    expect(Math.min(...dues)).toBeGreaterThanOrEqual(seconds(30))
    expect(Math.max(...dues)).toBeLessThanOrEqual(seconds(90))
    expect(new Set(dues).size).toBeGreaterThan(100)
  })
})

describe('places', () => {
  test('those without a place wait, and get one when it is free: terminating ones hold theirs', () => {
    const tight = { ...config, places: 3 }
    const fleet = createFleet(3, 0)
    scaleTo(fleet, tight, 5, 0, chance)
    expect(counts(fleet)).toMatchObject({ ready: 3, pending: 2 })
    crash(fleet, tight, 0, seconds(5), chance)
    expect(counts(fleet)).toMatchObject({ ready: 2, starting: 1, pending: 2 })
    expect(fleet.instances.find(({ id }) => id === 3)?.placed).toBe(seconds(5))
  })

  test('one told to go while pending is gone at once', () => {
    const fleet = createFleet(1, 0)
    scaleTo(fleet, { ...config, places: 1 }, 3, 0, chance)
    scaleTo(fleet, { ...config, places: 1 }, 1, 0, chance)
    expect([counts(fleet).terminating, fleet.gone]).toEqual([0, 2])
  })
})

test('a crash is replaced, and one that is not there is none', () => {
  const fleet = createFleet(2, 0)
  expect(crash(fleet, config, 1, seconds(1), chance)).toBe(true)
  expect(crash(fleet, config, 1, seconds(1), chance)).toBe(false)
  expect([counts(fleet).ready, counts(fleet).starting, fleet.crashed]).toEqual([1, 1, 1])
})

test('instances are paid for from their place to their end', () => {
  const fleet = createFleet(1, 0)
  scaleTo(fleet, config, 2, seconds(10), chance)
  scaleTo(fleet, config, 1, seconds(20), chance)
  advance(fleet, config, seconds(100), chance)
  expect(fleet.billed).toBe(seconds(100) + seconds(10) + seconds(20))
})

test('the HPA sees instances as pods', () => {
  const fleet = createFleet(1, 0)
  scaleTo(fleet, { ...config, places: 2 }, 3, seconds(10), chance)
  advance(fleet, { ...config, places: 2 }, seconds(70), chance)
  expect(podsOf(fleet, { cpu: 500, memory: 500 })).toMatchObject([
    { phase: 'running', ready: true, started: 0 },
    { phase: 'running', ready: true, started: seconds(10), readyChanged: seconds(70) },
    { phase: 'pending', ready: false },
  ])
})

test('whatever is done, the account balances, places are kept and phases only go forward', () => {
  const deed = fc.record({
    after: fc.integer({ min: 0, max: 90_000 }),
    to: fc.integer({ min: 0, max: 15 }),
    crash: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
  })
  const configs = fc.record({
    startUp: fc.integer({ min: 0, max: 120_000 }),
    warmUp: fc.integer({ min: 0, max: 60_000 }),
    termination: fc.integer({ min: 0, max: 60_000 }),
    startUpSpread: fc.double({ min: 0, max: 1, noNaN: true }),
    places: fc.integer({ min: 1, max: 12 }),
  })
  fc.assert(
    fc.property(configs, fc.array(deed, { maxLength: 40 }), (any, deeds) => {
      const fleet = createFleet(1, 0)
      const stream = random()
      let now = 0
      for (const { after, to, crash: id } of deeds) {
        now += after
        if (id === undefined) scaleTo(fleet, any, to, now, stream)
        else crash(fleet, any, id, now, stream)
        expect(balances(fleet)).toBe(true)
        expect(staying(fleet)).toBe(fleet.desired)
        expect(fleet.instances.length - counts(fleet).pending).toBeLessThanOrEqual(any.places)
        expect(nextDue(fleet)).toBeGreaterThan(now)
      }
      advance(fleet, { ...any, places: 100 }, now, stream)
      advance(fleet, { ...any, places: 100 }, now + 500_000, stream)
      expect(counts(fleet)).toEqual({ pending: 0, starting: 0, warming: 0, ready: fleet.desired, terminating: 0 })
    }),
    { numRuns: 200, seed: 5 },
  )
})
