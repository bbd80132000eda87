import { describe, expect, test } from 'vitest'
import { type LimitConfig, netflixDefaults } from '../../../src/engines/backpressure/limit/config.ts'
import { wholeLog10 } from '../../../src/engines/backpressure/limit/estimate.ts'
import { createGuard, enter, exit, type Guard, limitOf } from '../../../src/engines/backpressure/limit/guard.ts'

/** A guard whose calls all end after `latency`, as many at a time as it lets in up to `wanted`. */
function round(guard: Guard, config: LimitConfig, latency: (inFlight: number) => number, wanted = 1000): void {
  const entered: number[] = []
  while (entered.length < wanted) {
    const place = enter(guard, config)
    if (place === 0) break
    entered.push(place)
  }
  for (const place of entered) exit(guard, config, place, 'success', latency(entered.length), 0.5)
}

/** A backend of ten workers that need 100 ms. */
const tenWorkers = (inFlight: number): number => 100 * Math.max(1, inFlight / 10)

test('a fixed limit lets exactly so many in', () => {
  const config = { ...netflixDefaults('fixed'), initialLimit: 3 }
  const guard = createGuard(config, 0.5)
  expect(Array.from({ length: 5 }, () => enter(guard, config))).toEqual([1, 2, 3, 0, 0])
  exit(guard, config, 3, 'success', 1, 0)
  expect(enter(guard, config)).toBe(3)
  expect(guard).toMatchObject({ asked: 6, refused: 2, ended: 1, inFlight: 3 })
})

test('without a limit everybody is let in', () => {
  const config = netflixDefaults('none')
  expect(limitOf(createGuard(config, 0), config)).toBe(Infinity)
})

describe('AIMD', () => {
  const config = { ...netflixDefaults('aimd'), leastLimit: 1, mostLimit: 200 }
  const left = (latency: number, inFlight: number, ending: 'success' | 'dropped' | 'ignored'): number => {
    const guard = createGuard(config, 0.5)
    for (let i = 0; i < inFlight; i += 1) enter(guard, config)
    exit(guard, config, inFlight, ending, latency, 0.5)
    return limitOf(guard, config)
  }

  test('grows by one while 2 · in flight ≥ limit, and not below', () => {
    expect([left(10, 10, 'success'), left(10, 9, 'success')]).toEqual([21, 20])
  })

  test('cuts to the whole part of 0.9 on a drop or above the timeout, not at it', () => {
    expect([left(10, 10, 'dropped'), left(5001, 10, 'success'), left(5000, 10, 'success')]).toEqual([18, 18, 21])
  })

  test('an ignored call teaches nothing', () => {
    expect(left(9999, 10, 'ignored')).toBe(20)
  })

  test('stays within its bounds', () => {
    const guard = createGuard(config, 0.5)
    for (let i = 0; i < 100; i += 1) exit(guard, config, enter(guard, config), 'dropped', 1, 0.5)
    expect(limitOf(guard, config)).toBe(1)
    for (let i = 0; i < 300; i += 1) exit(guard, config, 1000, 'success', 1, 0.5)
    expect(limitOf(guard, config)).toBe(200)
  })
})

describe('Vegas', () => {
  const config = netflixDefaults('vegas')
  const taught = (...latencies: readonly number[]): number => {
    const guard = createGuard(config, 0.5)
    for (const latency of latencies) exit(guard, config, 20, 'success', latency, 0.5)
    return limitOf(guard, config)
  }

  test('the first and every lower latency only set the baseline', () => {
    expect([taught(10), taught(10, 9), taught(10, 9, 8)]).toEqual([20, 20, 20])
  })

  test('with a limit of 20 and L = 1: queue ≤ 1 gives +6, 2 gives +1, 3 to 6 nothing, 7 takes 1', () => {
    const queue = (size: number): number => 100 / (1 - (size - 0.5) / 20)
    expect([1, 2, 3, 6, 7].map((size) => taught(100, queue(size)))).toEqual([26, 21, 20, 20, 19])
  })

  test('a drop takes L and leaves the baseline alone, unless drops count as samples', () => {
    for (const [dropsCount, baseline] of [
      [false, 100],
      [true, 1],
    ] as const) {
      const guard = createGuard(config, 0.5)
      exit(guard, { ...config, dropsCount }, 20, 'success', 100, 0.5)
      exit(guard, { ...config, dropsCount }, 20, 'dropped', 1, 0.5)
      expect(guard.estimate.noLoad).toBe(baseline)
      if (!dropsCount) expect(limitOf(guard, config)).toBe(19)
    }
  })

  test('finds the ten workers and a queue of three to six', () => {
    const guard = createGuard(config, 0.5)
    const steady = { ...config, probeMultiplier: 1e9 }
    round(guard, steady, tenWorkers, 5)
    for (let i = 0; i < 60; i += 1) round(guard, steady, tenWorkers)
    expect(limitOf(guard, steady)).toBeGreaterThanOrEqual(13)
    expect(limitOf(guard, steady)).toBeLessThanOrEqual(16)
  })

  test('a baseline taken anew under load is too high: the limit drifts up', () => {
    const guard = createGuard(config, 0.5)
    round(guard, config, tenWorkers, 5)
    for (let i = 0; i < 60; i += 1) round(guard, config, tenWorkers)
    expect(guard.estimate.noLoad).toBeGreaterThan(100)
    expect(limitOf(guard, config)).toBeGreaterThan(20)
  })

  test('the whole part of the logarithm is exact at powers of ten, and at least 1', () => {
    expect([0, 1, 9, 10, 99, 100, 999, 1000].map(wholeLog10)).toEqual([1, 1, 1, 1, 1, 2, 2, 3])
  })
})

describe('Gradient2', () => {
  const config = netflixDefaults('gradient2')

  test('steady latencies let it grow to the top, as the allowed queue is added each time', () => {
    const guard = createGuard(config, 0.5)
    for (let i = 0; i < 400; i += 1) exit(guard, config, 200, 'success', 50, 0.5)
    expect(limitOf(guard, config)).toBe(200)
  })

  test('a latency beyond tolerance times the long average takes at most half, smoothed', () => {
    const guard = createGuard({ ...config, initialLimit: 100 }, 0.5)
    for (let i = 0; i < 10; i += 1) exit(guard, config, 1, 'success', 50, 0.5)
    exit(guard, config, 100, 'success', 10_000, 0.5)
    expect(guard.estimate.limit).toBeCloseTo(100 * 0.8 + (50 + 4) * 0.2, 9)
  })

  test('a long average above twice a sample is brought down by 5 %', () => {
    const guard = createGuard(config, 0.5)
    for (let i = 0; i < 10; i += 1) exit(guard, config, 1, 'success', 100, 0.5)
    exit(guard, config, 1, 'success', 10, 0.5)
    const average = 100 * (1 - 2 / 601) + 10 * (2 / 601)
    expect(guard.estimate.long).toBeCloseTo(average * 0.95, 9)
  })

  test('a fast drop does not pass for a fast backend', () => {
    const guard = createGuard(config, 0.5)
    exit(guard, config, 20, 'success', 100, 0.5)
    exit(guard, config, 20, 'dropped', 1, 0.5)
    expect(guard.estimate.long).toBe(100)
  })
})
