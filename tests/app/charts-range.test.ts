import fc from 'fast-check'
import { expect, test } from 'vitest'
import { niceRange, niceTop, type Range, rangeTicks, stickyRange } from '../../src/app/charts/range.ts'

test.each([
  [1, 1],
  [0.29, 0.3],
  [0.3, 0.3],
  [12.5, 16],
  [19, 20],
  [21, 24],
  [250, 300],
  [8, 8],
  [0.1 + 0.2, 0.3],
  [7000, 8000],
])('the axis above %d ends at %d', (value, top) => {
  expect(niceTop(value)).toBe(top)
})

test('a range holds its values and 0, with little room to spare', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      fc.pre(Math.max(Math.abs(low), Math.abs(high)) > 1e-6)
      const { bottom, top } = niceRange(low, high)
      const slack = 1e-8 * Math.max(Math.abs(low), Math.abs(high))
      expect(bottom).toBeLessThanOrEqual(Math.min(0, low) + slack)
      expect(top).toBeGreaterThanOrEqual(Math.max(0, high) - slack)
      expect(Math.max(top, -bottom)).toBeLessThanOrEqual(1.7 * Math.max(Math.abs(low), Math.abs(high)))
    }),
  )
})

test('a range with nothing in it is still a range', () => {
  expect(niceRange(0, 0)).toEqual({ bottom: 0, top: 1 })
})

test('values on both sides of 0 give 0 the middle', () => {
  expect(rangeTicks({ ...niceRange(-3, 7), roomySince: undefined })).toEqual([-8, 0, 8])
})

test('a range grows at once', () => {
  const before = stickyRange(undefined, 0, 10, 0)
  expect(stickyRange(before, 0, 10.1, 1).top).toBe(12)
})

test('a range does not shrink while more than half of it is in use', () => {
  let range: Range = stickyRange(undefined, 0, 24, 0)
  for (let at = 0; at < 60_000; at += 250) range = stickyRange(range, 0, 12.5, at)
  expect(range.top).toBe(24)
})

test('a range shrinks after three seconds in which half of it was enough, and a peak starts them anew', () => {
  let range: Range = stickyRange(undefined, 0, 100, 0)
  range = stickyRange(range, 0, 10, 1000)
  range = stickyRange(range, 0, 90, 3500)
  range = stickyRange(range, 0, 10, 3750)
  expect(stickyRange(range, 0, 10, 6749).top).toBe(100)
  expect(stickyRange(range, 0, 10, 6750).top).toBe(10)
})
