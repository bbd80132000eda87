import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random, seededStreams } from '../../src/sim/random.ts'
import {
  createClocks,
  monotonicTime,
  scatter,
  setRate,
  stepClock,
  wallTime,
  whenMonotonicShows,
  whenWallShows,
} from '../../src/world/clocks.ts'

test('new clocks show true time', () => {
  const clocks = createClocks(2)
  expect([wallTime(clocks, 0, 123), monotonicTime(clocks, 1, 123)]).toEqual([123, 123])
})

test('a clock that is set moves the wall clock of that node alone, and no monotonic one', () => {
  const clocks = createClocks(2)
  stepClock(clocks, 0, 500)
  stepClock(clocks, 0, -100)
  expect([wallTime(clocks, 0, 50), wallTime(clocks, 1, 50), monotonicTime(clocks, 0, 50)]).toEqual([450, 50, 50])
})

test('a clock that runs fast gains, and another rate goes on from what it shows', () => {
  const clocks = createClocks(1)
  setRate(clocks, 0, 1.5, 0)
  expect(wallTime(clocks, 0, 100)).toBe(150)
  setRate(clocks, 0, 0.5, 100)
  expect([wallTime(clocks, 0, 100), wallTime(clocks, 0, 200)]).toEqual([150, 200])
})

test('scattered clocks keep within skew and drift, and draw the same whatever those are', () => {
  const draw = (clockSkew: number, clockDrift: number) => {
    const random = new Random(seededStreams(3, ['clocks']), 0)
    const clocks = createClocks(50)
    scatter(clocks, { clockSkew, clockDrift }, 0, random)
    return { clocks, next: random.uniform() }
  }
  const { clocks, next } = draw(200, 0.01)
  expect(Math.max(...clocks.ahead.map(Math.abs))).toBeLessThanOrEqual(200)
  expect(Math.min(...clocks.ahead)).toBeLessThan(-100)
  expect(Math.max(...clocks.rate.map((rate) => Math.abs(rate - 1)))).toBeLessThanOrEqual(0.01)
  expect(new Set(clocks.rate).size).toBe(50)
  expect(draw(0, 0).next).toBe(next)
})

const rate = fc.double({ min: 0.2, max: 4, noNaN: true })
const span = fc.double({ min: 0, max: 1e7, noNaN: true })

test('a timer set for a reading never fires before it, and no more than a hair after', () => {
  fc.assert(
    fc.property(rate, rate, span, span, span, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (...drawn) => {
      const [first, second, changed, later, ahead, by] = drawn
      const clocks = createClocks(1)
      setRate(clocks, 0, first, 0)
      stepClock(clocks, 0, by)
      setRate(clocks, 0, second, changed)
      const now = changed + later
      for (const [shows, when] of [
        [wallTime, whenWallShows],
        [monotonicTime, whenMonotonicShows],
      ] as const) {
        const shown = shows(clocks, 0, now) + ahead
        const at = when(clocks, 0, shown, now)
        expect(at).toBeGreaterThanOrEqual(now)
        expect(shows(clocks, 0, at)).toBeGreaterThanOrEqual(shown)
        expect(shows(clocks, 0, at) - shown).toBeLessThan(1e-5)
        expect(when(clocks, 0, shown, at)).toBe(at)
      }
    }),
  )
})

test('what a clock shows already is now, and what it never shows is never', () => {
  const clocks = createClocks(1)
  expect(whenWallShows(clocks, 0, 10, 50)).toBe(50)
  expect(whenWallShows(clocks, 0, Infinity, 50)).toBe(Infinity)
})
