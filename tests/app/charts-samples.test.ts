import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barsOf, levelAt, pointsOf, rateAt, sampleAt } from '../../src/app/charts/samples.ts'
import type { Samples } from '../../src/worker/protocol.ts'

const samples = (step: number, values: readonly number[], first = 0): Samples => ({
  time: Float64Array.from(values, (_, i) => first + (i + 1) * step),
  values: { calls: Float64Array.from(values) },
})

test('an unknown value is a gap', () => {
  expect(pointsOf(samples(100, [1, Number.NaN]), ['calls'])).toEqual([
    { time: 100, calls: 1 },
    { time: 200, calls: null },
  ])
})

test('bars take whole samples together on a grid from 0, and give their mean rate', () => {
  const { span, rows } = barsOf(samples(100, [10, 20, 30, 40]), ['calls'], 150)
  expect(span).toBe(200)
  expect(rows).toEqual([
    { time: 100, calls: 15 },
    { time: 300, calls: 35 },
  ])
})

test('the same calls stand in the same bars wherever the window begins', () => {
  const calls = [1, 2, 3, 4, 5, 6, 7, 8]
  const all = barsOf(samples(100, calls), ['calls'], 200).rows
  const later = barsOf(samples(100, calls.slice(3), 300), ['calls'], 200).rows
  expect(later).toEqual(all.slice(2))
})

test('a bar that has just begun grows with its calls', () => {
  const { rows } = barsOf(samples(100, [10, 20, 30]), ['calls'], 200)
  expect(rows.at(-1)).toEqual({ time: 300, calls: 15 })
})

test('bars lose no call', () => {
  const rates = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 150 })
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 2000 }), (calls, least) => {
      const { span, rows } = barsOf(samples(100, calls), ['calls'], least)
      const drawn = rows.reduce((sum, row) => sum + (row['calls'] ?? 0) * span, 0)
      expect(drawn).toBeCloseTo(
        calls.reduce((sum, rate) => sum + rate * 100, 0),
        4,
      )
    }),
  )
})

test('a level holds until the next sample, and is unknown a step after the last', () => {
  const levels = samples(100, [5, 6])
  expect(levelAt(levels, 'calls', 100)).toBe(5)
  expect(levelAt(levels, 'calls', 199)).toBe(5)
  expect(levelAt(levels, 'calls', 300)).toBe(6)
  expect(levelAt(levels, 'calls', 301)).toBeNaN()
  expect(levelAt(levels, 'calls', 99)).toBeNaN()
  expect(levelAt(levels, 'other', 100)).toBeNaN()
})

test('without samples nothing is known', () => {
  const none = samples(100, [])
  expect(sampleAt(none, 0)).toBe(-1)
  expect(barsOf(none, ['calls'], 100).rows).toEqual([])
  expect(rateAt(none, barsOf(none, ['calls'], 100), 'calls', 0)).toBeNaN()
})

test('the rate at a moment is as high as its bar; while the bar grows, that of as long a time before', () => {
  const counts = samples(100, [10, 20, 30, 40, 60])
  const bars = barsOf(counts, ['calls'], 200)
  expect(rateAt(counts, bars, 'calls', 150)).toBe(15)
  expect(rateAt(counts, bars, 'calls', 400)).toBe(35)
  expect(rateAt(counts, bars, 'calls', 500)).toBe(50)
  expect(rateAt(counts, bars, 'calls', 5000)).toBeNaN()
})
