import { expect, test } from 'vitest'
import { nextRelease, placesTaken } from '../../../src/engines/rate-limit/leaky-queue.ts'
import { limiter } from './samples.ts'

const queue = { kind: 'leakyQueue', rate: 10, capacity: 3 } as const

test('a queue lets one go at once and the others in turn, 1 ÷ rate apart; 1 + capacity of a burst are accepted', () => {
  const made = limiter({ ...queue, rate: 8 })
  const told = Array.from({ length: 6 }, () => made.at(0))
  expect(told.map(({ allowed, delay }) => (allowed ? delay : 'refused'))).toEqual([
    0,
    0.125,
    0.25,
    0.375,
    'refused',
    'refused',
  ])
  expect(told[4]).toMatchObject({ reason: 'limit', retryAfter: 0.125, resetAfter: 0.5 })
})

test('a queue tells what waits and when the next one is let go', () => {
  const made = limiter({ ...queue, rate: 8 })
  expect(nextRelease(made.state)).toBe(Infinity)
  made.burst(0, 4)
  expect([placesTaken(made.state, 0), nextRelease(made.state)]).toEqual([3, 0.125])
  expect([placesTaken(made.state, 0.125), nextRelease(made.state)]).toEqual([2, 0.25])
  expect(placesTaken(made.state, 1)).toBe(0)
})

test('a burst leaves a queue at the rate, and a meter at once (D8)', () => {
  const queued = limiter({ ...queue, capacity: 20 })
  const metered = limiter({ kind: 'leakyMeter', rate: 10, capacity: 20 })
  const delays = Array.from({ length: 20 }, () => queued.at(0).delay)
  expect(delays.at(-1)).toBeCloseTo(1.9, 12)
  expect(Array.from({ length: 20 }, () => metered.at(0).delay)).toEqual(new Array(20).fill(0))
})

test('a request larger than the queue waits for the outlet, one larger than queue and outlet for ever', () => {
  const made = limiter({ ...queue, rate: 8 })
  expect(made.at(0, 4)).toMatchObject({ allowed: true, delay: 0, resetAfter: 0.5 })
  expect(made.at(0, 4)).toMatchObject({ allowed: false, retryAfter: 0.5 })
  expect(made.at(0, 3)).toMatchObject({ allowed: true, delay: 0.5 })
  expect(made.at(9, 5)).toMatchObject({ allowed: false, reason: 'cost', retryAfter: Infinity })
})

test('at rate 0 a queue lets one go and accepts nothing that would wait for ever', () => {
  const made = limiter({ ...queue, rate: 0 })
  expect(made.passes(0)).toBe(true)
  expect(made.at(5)).toMatchObject({ allowed: false, reason: 'limit', retryAfter: Infinity })
})

/** Requests a second that pass when polled every `gap` for 1000 s. */
function polled(kind: 'leakyMeter' | 'referenceLeakyBucket', gap: number): number {
  const made = limiter({ kind, rate: 10, capacity: 5 })
  let passed = 0
  for (let i = 1; i * gap <= 1000; i += 1) passed += made.burst(i * gap, 6)
  return passed / 1000
}

test('a meter keeps the fraction that leaked: 10/s at any polling, where the reference gives 5.26 to 8 (B15)', () => {
  const gaps = [0.19, 0.15, 0.09, 0.1]
  for (const gap of gaps) expect(polled('leakyMeter', gap)).toBeCloseTo(10, 1)
  const faulty = gaps.map((gap) => polled('referenceLeakyBucket', gap))
  expect(faulty[0]).toBeCloseTo(5.26, 1)
  expect(faulty[1]).toBeCloseTo(6.67, 1)
  expect(faulty[2]).toBeCloseTo(5.55, 1)
  expect(Math.max(...faulty)).toBeLessThan(8.5)
})

test('a request is held for 1 ÷ rate by its own arrival, not by what leaked before it came (B16)', () => {
  const times = [0, 0.1240234375, 0.125, 0.2490234375, 0.25]
  const meter = limiter({ kind: 'leakyMeter', rate: 8, capacity: 2 })
  expect(times.map((now) => meter.passes(now))).toEqual([true, true, true, false, true])
  const idle = limiter({ kind: 'leakyMeter', rate: 8, capacity: 1 })
  expect([10.1240234375, 10.125, 10.2490234375].map((now) => idle.passes(now))).toEqual([true, false, true])
})

test('a clock set back does not stop the leak until it has caught up (B14)', () => {
  const made = limiter({ kind: 'leakyMeter', rate: 2, capacity: 1 })
  const reference = limiter({ kind: 'referenceLeakyBucket', rate: 2, capacity: 1 })
  expect([made.passes(10), reference.passes(10)]).toEqual([true, true])
  expect([made.passes(5), made.passes(5.5)]).toEqual([false, true])
  expect([reference.passes(5), reference.passes(5.5), reference.passes(9)]).toEqual([false, false, false])
})

test('every limiter but the reference tells a wait and a reset (B18)', () => {
  const told = limiter({ kind: 'referenceLeakyBucket', rate: 2, capacity: 1 }).at(0)
  expect([told.retryAfter, told.resetAfter]).toEqual([0, NaN])
  const refused = limiter({ kind: 'referenceSlidingWindow', limit: 0, window: 1 }).at(0)
  expect(refused.retryAfter).toBeNaN()
})
