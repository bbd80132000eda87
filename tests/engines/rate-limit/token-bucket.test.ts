import { expect, test } from 'vitest'
import { blankDecision } from '../../../src/engines/rate-limit/decision.ts'
import { createKeyed, known } from '../../../src/engines/rate-limit/keyed.ts'
import { ask, decideFor } from '../../../src/engines/rate-limit/per-key.ts'
import { referenceWait } from '../../../src/engines/rate-limit/reference.ts'
import type { TokenBucket } from '../../../src/engines/rate-limit/token-bucket.ts'
import { limiter } from './samples.ts'

const bucket = { kind: 'tokenBucket', rate: 10, capacity: 20 } as const

test("the diagram's example: 45 of 100 tokens, one second at 10/s later a request leaves 54", () => {
  const made = limiter({ kind: 'tokenBucket', rate: 10, capacity: 100 })
  Object.assign(made.state, { tokens: 45, last: 4 })
  expect(made.at(5)).toMatchObject({ allowed: true, remaining: 54, resetAfter: 4.6 })
  expect(made.state).toEqual({ tokens: 54, last: 5 })
})

test('the document’s run: 20 of 25 at once, a second later 10 of 15', () => {
  const made = limiter(bucket)
  expect([made.burst(0, 25), made.burst(1, 15)]).toEqual([20, 10])
})

test('a request passes when tokens ≥ its cost, not only above', () => {
  const made = limiter({ kind: 'tokenBucket', rate: 1, capacity: 4 })
  expect(made.at(0, 4)).toMatchObject({ allowed: true, remaining: 0 })
  expect(made.passes(1.999, 2)).toBe(false)
  expect(made.passes(2, 2)).toBe(true)
})

test('a request of more than the capacity never passes, however long it waits', () => {
  const made = limiter(bucket)
  expect(made.at(1e9, 21)).toMatchObject({ allowed: false, reason: 'cost', retryAfter: Infinity, remaining: 20 })
})

test('at rate 0 the first burst passes and nothing after it; the wait is for ever, not a division by 0 (B12)', () => {
  const made = limiter({ kind: 'tokenBucket', rate: 0, capacity: 3 })
  expect(made.burst(0, 5)).toBe(3)
  expect(made.at(1e6)).toMatchObject({ allowed: false, reason: 'limit', retryAfter: Infinity, resetAfter: Infinity })
  const reference = { kind: 'referenceTokenBucket', rate: 0, capacity: 1 } as const
  expect(() => referenceWait(reference, { tokens: 0, last: 0 })).toThrow(RangeError)
})

test('a capacity below one promises no wait that never ends (B12)', () => {
  const numbers = { rate: 1, capacity: 0.5 }
  expect(limiter({ kind: 'tokenBucket', ...numbers }).at(10)).toMatchObject({ reason: 'cost', retryAfter: Infinity })
  expect(referenceWait({ kind: 'referenceTokenBucket', ...numbers }, { tokens: 0.5, last: 0 })).toBe(0.5)
})

test('an infinite rate passes everything, whatever the capacity', () => {
  const made = limiter({ kind: 'tokenBucket', rate: Infinity, capacity: 1 })
  expect(made.burst(0, 50, 7)).toBe(50)
})

test('the wait counts what has been refilled since (B10)', () => {
  const numbers = { rate: 8, capacity: 2 }
  const made = limiter({ kind: 'tokenBucket', ...numbers })
  made.burst(0, 3)
  expect(made.would(0).retryAfter).toBe(0.125)
  expect(made.would(0.1).retryAfter).toBeCloseTo(0.025, 12)
  expect(made.would(60)).toMatchObject({ allowed: true, retryAfter: 0 })
  const reference = limiter({ kind: 'referenceTokenBucket', ...numbers })
  reference.burst(0, 3)
  expect(referenceWait({ kind: 'referenceTokenBucket', ...numbers }, reference.state)).toBe(0.125)
})

test('sleeping exactly the told wait at Unix time is enough; by the reference it never is (B11)', () => {
  const sleeper = (kind: 'tokenBucket' | 'referenceTokenBucket', rate: number) => {
    const made = limiter({ kind, rate, capacity: 1 }, 1_700_000_000)
    let early = 0
    for (let i = 0; i < 200; i += 1) {
      const now = 1_700_000_000 + i * 17 + i / 7
      made.passes(now)
      if (!made.passes(now + made.would(now).retryAfter)) early += 1
    }
    return early
  }
  for (const rate of [3, 10, 100]) expect(sleeper('tokenBucket', rate)).toBe(0)
  expect(sleeper('referenceTokenBucket', 10)).toBeGreaterThan(100)
})

test('asking for a wait does not create the key (B13)', () => {
  const keyed = createKeyed<TokenBucket>()
  const told = blankDecision()
  ask(bucket, keyed, 7, 0, 1, told)
  expect(told).toMatchObject({ allowed: true, remaining: 19 })
  expect(known(keyed, 7)).toBeUndefined()
  decideFor(bucket, keyed, 7, 0, 1, told)
  ask(bucket, keyed, 7, 0, 20, told)
  expect(told).toMatchObject({ allowed: false, retryAfter: 0.1 })
  expect(known(keyed, 7)).toEqual({ tokens: 19, last: 0 })
})

test('a clock set back takes no tokens away, and the refill goes on from there (B14)', () => {
  const numbers = { rate: 2, capacity: 4 }
  const made = limiter({ kind: 'tokenBucket', ...numbers })
  const reference = limiter({ kind: 'referenceTokenBucket', ...numbers })
  expect([made.burst(10, 4), reference.burst(10, 4)]).toEqual([4, 4])
  expect(made.at(6)).toMatchObject({ allowed: false, retryAfter: 0.5 })
  expect(made.passes(6.5)).toBe(true)
  expect(reference.passes(6)).toBe(false)
  expect(reference.state.tokens).toBe(-8)
  expect(reference.passes(10)).toBe(false)
})

test('a new key starts with the capacity of now, also after it was raised (B17)', () => {
  const keyed = createKeyed<TokenBucket>()
  const told = blankDecision()
  decideFor({ kind: 'tokenBucket', rate: 1, capacity: 5 }, keyed, 1, 0, 1, told)
  decideFor({ kind: 'tokenBucket', rate: 1, capacity: 10 }, keyed, 2, 0, 10, told)
  expect(told.allowed).toBe(true)
})

test('a capacity that was lowered caps what a bucket holds at once', () => {
  const keyed = createKeyed<TokenBucket>()
  const told = blankDecision()
  decideFor({ kind: 'tokenBucket', rate: 1, capacity: 10 }, keyed, 1, 0, 1, told)
  decideFor({ kind: 'tokenBucket', rate: 1, capacity: 5 }, keyed, 1, 0, 6, told)
  expect(told).toMatchObject({ allowed: false, reason: 'cost', remaining: 5 })
})

test('GCRA with a burst of 9 intervals lets 10 go from idle, and a burst parameter of b means b + 1', () => {
  expect(limiter({ kind: 'gcra', rate: 1, burst: 9 }).burst(0, 30)).toBe(10)
  expect(limiter({ kind: 'gcra', rate: 1, burst: 0 }).burst(0, 30)).toBe(1)
})

test('a burst of the whole limit passes at any reading of the clock, whatever the rate does to rounding', () => {
  for (const start of [0, 0.3, 1000.1, 1_700_000_000.7, 1_700_000_000_000]) {
    for (let rate = 1; rate < 60; rate += 0.7) {
      expect(limiter({ kind: 'gcra', rate, burst: 24 }, start).burst(start, 40)).toBe(25)
      expect(limiter({ kind: 'leakyMeter', rate, capacity: 25 }, start).burst(start, 40)).toBe(25)
    }
  }
})

test('GCRA tells how long until it is as new, and passes nothing at rate 0', () => {
  const made = limiter({ kind: 'gcra', rate: 2, burst: 3 })
  expect(made.at(0, 3)).toMatchObject({ allowed: true, remaining: 1, resetAfter: 1.5 })
  expect(made.at(0, 2)).toMatchObject({ allowed: false, retryAfter: 0.5, remaining: 1 })
  expect(limiter({ kind: 'gcra', rate: 0, burst: 3 }).at(5)).toMatchObject({ allowed: false, retryAfter: Infinity })
})
