import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortClock, timeTicks } from '../../src/app/charts/time-axis.ts'
import { between, followed, followedSpan, shift, windowOf, zoomed } from '../../src/app/charts/view.ts'

test('ticks stand at round moments, as the picture of twenty seconds has them', () => {
  const labels = timeTicks({ from: 14_000, to: 34_000 }, 588).map(({ label }) => label)
  expect(labels).toEqual([
    '00:14',
    '00:16',
    '00:18',
    '00:20',
    '00:22',
    '00:24',
    '00:26',
    '00:28',
    '00:30',
    '00:32',
    '00:34',
  ])
})

test('ticks below a second say so with as many digits as they need', () => {
  expect(shortClock(14_500, 500)).toBe('00:14.5')
  expect(shortClock(14_520, 20)).toBe('00:14.52')
  expect(shortClock(14_521, 1)).toBe('00:14.521')
  expect(shortClock(3_600_000, 60_000)).toBe('1:00:00')
})

test('ticks are never closer than asked, and never missing where there is room', () => {
  const span = fc.integer({ min: 100, max: 1e9 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), span, fc.integer({ min: 200, max: 2000 }), (from, length, width) => {
      const ticks = timeTicks({ from, to: from + length }, width)
      const places = ticks.map(({ at }) => ((at - from) / length) * width)
      places.forEach((x, i) => {
        expect(x).toBeGreaterThanOrEqual(-1e-6)
        expect(x).toBeLessThanOrEqual(width + 1e-6)
        if (i > 0) expect(x - (places[i - 1] as number)).toBeGreaterThanOrEqual(57.99)
      })
      if (width > 400) expect(ticks.length).toBeGreaterThan(0)
    }),
  )
})

test('the view stands still until the position nears its end, then moves along', () => {
  const view = followed(undefined, 0, 20_000)
  expect(view).toEqual({ from: 0, to: 20_000 })
  expect(followed(view, 16_999, 20_000)).toEqual(view)
  expect(followed(view, 18_000, 20_000)).toEqual({ from: 1000, to: 21_000 })
})

test('a jump backwards starts the view anew with the position in its middle, never before 0', () => {
  const view = { from: 50_000, to: 70_000 }
  expect(followed(view, 30_000, 20_000)).toEqual({ from: 20_000, to: 40_000 })
  expect(followed(view, 3000, 20_000)).toEqual({ from: 0, to: 20_000 })
})

test('the position lies in the view that follows it', () => {
  const moment = fc.double({ min: 0, max: 1e7, noNaN: true })
  fc.assert(
    fc.property(moment, moment, fc.integer({ min: 1000, max: 1e6 }), (from, position, span) => {
      const view = followed({ from, to: from + span }, position, span)
      expect(view.from).toBeLessThanOrEqual(position)
      expect(view.to).toBeGreaterThanOrEqual(position)
      expect(view.to - view.from).toBeCloseTo(span, 3)
    }),
  )
})

test('a faster clock is followed over a longer span', () => {
  expect(followedSpan(100, 1)).toBe(20_000)
  expect(followedSpan(100, 100)).toBe(400_000)
})

test('zooming keeps the moment at the center in its place, and ten samples in view', () => {
  expect(zoomed({ from: 10_000, to: 30_000 }, 1 / 2, 15_000, 100)).toEqual({ from: 12_500, to: 22_500 })
  const least = zoomed({ from: 10_000, to: 11_000 }, 1 / 2, 10_500, 100)
  expect(least.to - least.from).toBe(1000)
  expect(zoomed({ from: 0, to: 10_000 }, 2, 9000, 100).from).toBe(0)
})

test('a span may be dragged in either direction', () => {
  expect(between(9000, 4000, 100)).toEqual({ from: 4000, to: 9000 })
  expect(between(4000, 4001, 100)).toEqual({ from: 4000, to: 5000 })
})

test('details are asked for a little beyond the view', () => {
  expect(windowOf({ from: 16_000, to: 32_000 })).toEqual({ from: 15_000, to: 33_000, points: 150 })
  expect(windowOf({ from: 0, to: 16_000 }).from).toBe(0)
})

test('a plot drawn for one view is moved, and stretched if need be, to where another has it', () => {
  expect(shift({ from: 1000, to: 2000 }, { from: 1500, to: 2500 }, 100)).toBe('translateX(-50.00px)')
  expect(shift({ from: 0, to: 1000 }, { from: 0, to: 2000 }, 100)).toBe('translateX(0.00px) scaleX(0.5000)')
})
