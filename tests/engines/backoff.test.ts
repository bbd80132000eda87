import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BackoffConfig, type BackoffKind, backoffWait, doubled } from '../../src/engines/backoff.ts'
import { Random, seededStreams } from '../../src/sim/random.ts'
import { retryWait } from '../../src/world/retries.ts'

const config = (backoff: BackoffKind): BackoffConfig => ({ backoff, backoffBase: 5, backoffLongest: 2000 })

test('doubling starts at the base and ends at the longest', () => {
  expect([0, 1, 2, 3, 9, 10, 99].map((n) => doubled(5, n, 2000))).toEqual([5, 10, 20, 40, 2000, 2000, 2000])
  expect(doubled(0, 50, 2000)).toBe(0)
  expect(doubled(5000, 0, 2000)).toBe(2000)
})

describe('waits at the ends of chance', () => {
  test.each([
    ['none', 3, 0, 0],
    ['fixed', 3, 5, 5],
    ['exponential', 3, 40, 40],
    ['equalJitter', 3, 20, 40],
    ['fullJitter', 3, 0, 40],
    ['decorrelated', 3, 5, 90],
  ] as const)('%s, attempt %i: %i to %i', (kind, attempt, least, most) => {
    expect(backoffWait(config(kind), attempt, 30, 0)).toBe(least)
    expect(backoffWait(config(kind), attempt, 30, 1)).toBe(most)
  })
})

test('no wait is negative or longer than the longest', () => {
  const kinds = fc.constantFrom<BackoffKind>(
    'none',
    'fixed',
    'exponential',
    'equalJitter',
    'fullJitter',
    'decorrelated',
  )
  const chances = fc.array(fc.double({ min: 0, max: 0.9999, noNaN: true }), { maxLength: 40 })
  fc.assert(
    fc.property(kinds, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 5000 }), chances, (...drawn) => {
      const [backoff, backoffBase, backoffLongest, all] = drawn
      let previous = backoffBase
      all.forEach((chance, attempt) => {
        previous = backoffWait({ backoff, backoffBase, backoffLongest }, attempt, previous, chance)
        expect(previous).toBeGreaterThanOrEqual(0)
        expect(previous).toBeLessThanOrEqual(backoffLongest)
      })
    }),
  )
})

test('retries of the breaker double their wait from the first on, up to a minute', () => {
  const random = () => new Random(seededStreams(1, ['retries']), 0)
  const waits = [1, 2, 3, 9, 12].map((attempt) =>
    retryWait({ retryAttempts: 20, retryBackoff: 100, retryJitter: 0 }, attempt, random()),
  )
  expect(waits).toEqual([100, 200, 400, 25_600, 60_000])
})
