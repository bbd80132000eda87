import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accepted, createThrottle, mayCall, refusal } from '../../src/engines/adaptive-throttle.ts'
import { copy } from '../../src/sim/copy.ts'

const config = { multiplier: 2, windowTime: 1000, windowBuckets: 10 }

test('refuses nothing while the backend accepts at least one call in K', () => {
  const throttle = createThrottle(config, 0)
  for (let i = 0; i < 10; i += 1) {
    expect(mayCall(throttle, config, i, 0)).toBe(true)
    if (i % 2 === 0) accepted(throttle, config, i)
  }
  expect(refusal(throttle, config)).toBe(0)
})

test('refuses with probability (requests − K · accepts) ÷ (requests + 1)', () => {
  const throttle = createThrottle(config, 0)
  for (let i = 0; i < 9; i += 1) mayCall(throttle, config, 0, 0.99)
  for (let i = 0; i < 2; i += 1) accepted(throttle, config, 0)
  expect(refusal(throttle, config)).toBe(0.5)
  expect(mayCall(throttle, config, 0, 0.49)).toBe(false)
  expect(throttle.requests).toBe(10)
})

test('a larger K refuses later', () => {
  const throttle = createThrottle(config, 0)
  for (let i = 0; i < 9; i += 1) mayCall(throttle, config, 0, 0.99)
  for (let i = 0; i < 3; i += 1) accepted(throttle, config, 0)
  expect(refusal(throttle, config)).toBeCloseTo(0.3, 12)
  expect(refusal(throttle, { ...config, multiplier: 3 })).toBe(0)
})

test('counts what lies in the window, and nothing older', () => {
  const times = fc.array(fc.record({ gap: fc.nat(300), accepts: fc.boolean() }), { minLength: 20, maxLength: 60 })
  fc.assert(
    fc.property(times, (steps) => {
      const throttle = createThrottle(config, 0)
      const calls: { readonly at: number; readonly accepts: boolean }[] = []
      let now = 0
      for (const { gap, accepts } of steps) {
        now += gap
        mayCall(throttle, config, now, 1)
        if (accepts) accepted(throttle, config, now)
        calls.push({ at: now, accepts })
        const held = calls.filter(({ at }) => Math.floor(at / 100) > Math.floor(now / 100) - 10)
        expect([throttle.requests, throttle.accepts]).toEqual([held.length, held.filter((call) => call.accepts).length])
      }
      expect(copy(throttle)).toEqual(throttle)
    }),
  )
})
