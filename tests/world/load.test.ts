import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random, seededStreams } from '../../src/sim/random.ts'
import { type Load, nextArrival, passes, rateAt } from '../../src/world/load.ts'

const base: Load = {
  loadShape: 'steady',
  arrivalRate: 10,
  peakFactor: 5,
  peakPeriod: 8000,
  peakShare: 0.25,
  arrivals: 'even',
}
const shaped = (loadShape: Load['loadShape']): Load => ({ ...base, loadShape })

/** Times of the first `count` calls. */
function times(load: Load, count: number, seed = 1): number[] {
  const random = new Random(seededStreams(seed, ['arrivals']), 0)
  const found: number[] = []
  for (let now = 0; found.length < count; ) {
    now = nextArrival(load, now, random)
    found.push(now)
  }
  return found
}

const within = (found: readonly number[], from: number, to: number) =>
  found.filter((time) => time > from && time <= to).length

describe('load shapes', () => {
  test('a steady even load has equal gaps', () => {
    expect(times(base, 4)).toEqual([100, 200, 300, 400])
  })

  test('a steady Poisson load has the declared mean and variance of counts', () => {
    const found = times({ ...base, arrivals: 'poisson' }, 20_000)
    const counts = Array.from({ length: 1900 }, (_, second) => within(found, second * 1000, second * 1000 + 1000))
    const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length
    const variance = counts.reduce((sum, n) => sum + (n - mean) * (n - mean), 0) / counts.length
    expect(mean).toBeCloseTo(10, 0)
    expect(variance / mean).toBeGreaterThan(0.9)
    expect(variance / mean).toBeLessThan(1.1)
  })

  test('a spike multiplies the load for a share of one period, after the first period', () => {
    const found = times(shaped('spike'), 400)
    expect(within(found, 0, 8000)).toBe(80)
    expect(within(found, 8000, 10_000)).toBe(100)
    expect(within(found, 10_000, 18_000)).toBe(80)
  })

  test('bursts are silent between, and come again in every period', () => {
    const found = times(shaped('bursts'), 400)
    expect(within(found, 0, 2000)).toBe(100)
    expect(within(found, 2000, 8000)).toBe(0)
    expect(within(found, 8000, 10_000)).toBe(100)
  })

  test('a ramp climbs to the peak in one period and stays there', () => {
    const found = times(shaped('ramp'), 1000)
    expect(within(found, 0, 8000)).toBe(240)
    expect(within(found, 9000, 10_000)).toBe(50)
  })

  test('a sine swings between rate and peak, symmetric about the middle of its period', () => {
    const load = shaped('sine')
    expect(rateAt(load, 0)).toBeLessThan(10.2)
    expect(rateAt(load, 4000)).toBeGreaterThan(49.8)
    for (let step = 0; step < 16; step += 1) {
      const early = (step * 8000 + 4000) / 32
      expect(rateAt(load, early)).toBeCloseTo(rateAt(load, 8000 - early), 9)
    }
    expect(within(times(load, 1000), 0, 8001)).toBe(240)
  })

  test('at rate 0 no call ever comes', () => {
    expect(passes({ ...base, arrivalRate: 0 }, 5, 1)).toBe(Infinity)
  })

  test('the load that has passed adds up, whatever the shape and however it is cut', () => {
    const shapes = fc.constantFrom<Load['loadShape']>('steady', 'sine', 'ramp', 'spike', 'bursts')
    const amount = fc.double({ min: 0.01, max: 300, noNaN: true })
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 50_000, noNaN: true }), amount, amount, (shape, now, a, b) => {
        const load = shaped(shape)
        const halfway = passes(load, now, a)
        expect(halfway).toBeGreaterThan(now)
        expect(passes(load, halfway, b)).toBeCloseTo(passes(load, now, a + b), 4)
      }),
    )
  })
})
