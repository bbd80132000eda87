import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latencies, percentile, sample } from '../../src/world/latencies.ts'

test('percentiles are the nearest ranks of the samples sorted', () => {
  const values = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 700 })
  fc.assert(
    fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (drawn, share) => {
      const kept = latencies()
      for (const value of drawn) sample(kept, 10, value)
      const sorted = drawn.slice(-512).sort((a, b) => a - b)
      expect(percentile(kept, share, 10, 1000)).toBe(sorted[Math.ceil(share * sorted.length) - 1])
    }),
  )
})

test('samples older than the window do not count', () => {
  const kept = latencies()
  sample(kept, 0, 900)
  sample(kept, 5000, 20)
  expect(percentile(kept, 1, 9000, 10_000)).toBe(900)
  expect(percentile(kept, 1, 10_000, 10_000)).toBe(900)
  expect(percentile(kept, 1, 10_001, 10_000)).toBe(20)
  expect(percentile(kept, 1, 20_000, 10_000)).toBeNaN()
})
