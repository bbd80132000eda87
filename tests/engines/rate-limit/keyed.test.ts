import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blankDecision } from '../../../src/engines/rate-limit/decision.ts'
import { createKeyed, known } from '../../../src/engines/rate-limit/keyed.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from '../../../src/engines/rate-limit/limiter.ts'
import { decideFor } from '../../../src/engines/rate-limit/per-key.ts'
import { anyLimiter, intervalOf, limiter } from './samples.ts'

const bucket = { kind: 'tokenBucket', rate: 10, capacity: 2 } as const
const decision = blankDecision()

test('every key decides as if it were alone, though idle keys are forgotten: that loses nothing (B13)', () => {
  const requests = fc.array(
    fc.record({ key: fc.integer({ min: -3, max: 30 }), gap: fc.double({ min: 0, max: 3, noNaN: true }) }),
    { maxLength: 200 },
  )
  let forgotten = 0
  fc.assert(
    fc.property(anyLimiter, requests, (config, steps) => {
      const keyed = createKeyed<StateOf<LimiterConfig>>()
      const alone = new Map<number, ReturnType<typeof limiter>>()
      let now = 0
      for (const { key, gap } of steps) {
        now += gap * intervalOf(config)
        const own = alone.get(key) ?? limiter(config, now)
        alone.set(key, own)
        decideFor(config, keyed, key, now, 1, decision)
        expect(decision.allowed).toBe(own.passes(now))
      }
      expect(keyed.displaced).toBe(0)
      forgotten += keyed.forgotten
    }),
    { numRuns: 200 },
  )
  expect(forgotten).toBeGreaterThan(0)
})

test('a million strangers need no more room than those of the time in which a bucket fills (B13)', () => {
  const keyed = createKeyed<StateOf<typeof bucket>>()
  for (let key = 0; key < 1_000_000; key += 1) decideFor(bucket, keyed, key, key / 1000, 1, decision)
  expect(keyed.states.length).toBeLessThanOrEqual(102)
  const reference = { kind: 'referenceTokenBucket', rate: 10, capacity: 2 } as const
  const kept = createKeyed<StateOf<typeof reference>>()
  for (let key = 0; key < 5000; key += 1) decideFor(reference, kept, key, key / 1000, 1, decision)
  expect(kept.states.length).toBe(5000)
})

test('at the limit the key not asked for longest is forgotten though busy, and the count says so', () => {
  const keyed = createKeyed<StateOf<typeof bucket>>(3)
  for (const key of [1, 2, 3, 1, 4]) decideFor(bucket, keyed, key, 0, 1, decision)
  expect([1, 2, 3, 4].map((key) => known(keyed, key) !== undefined)).toEqual([true, false, true, true])
  expect([keyed.displaced, keyed.forgotten, keyed.states.length]).toEqual([1, 0, 3])
})

test('keys are found after any order of coming and going', () => {
  const keys = fc.array(fc.integer({ min: -2147483648, max: 2147483647 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 20 }), (sequence, limit) => {
      const keyed = createKeyed<StateOf<typeof bucket>>(limit)
      const order: number[] = []
      for (const key of sequence) {
        decideFor(bucket, keyed, key, 0, 1, decision)
        if (order.includes(key)) order.splice(order.indexOf(key), 1)
        order.push(key)
        if (order.length > limit) order.shift()
        for (const one of order) expect(known(keyed, one)).toBeDefined()
        expect(sequence.filter((one) => known(keyed, one) && !order.includes(one))).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})

test('the store is plain data: a copy goes its own way', () => {
  const keyed = createKeyed<StateOf<typeof bucket>>()
  for (let key = 0; key < 40; key += 1) decideFor(bucket, keyed, key, 0, 1, decision)
  const copy = structuredClone(keyed)
  expect(copy).toEqual(keyed)
  decideFor(bucket, copy, 5, 0, 1, decision)
  decideFor(bucket, copy, 5, 0, 1, decision)
  expect(decision.allowed).toBe(false)
  expect(known(keyed, 5)).toEqual({ tokens: 1, last: 0 })
})

test('a used record made new is equal to a new one in all that it decides', () => {
  fc.assert(
    fc.property(anyLimiter, (config) => {
      const algorithm = algorithmOf(config)
      const used = limiter(config)
      used.burst(0, 30)
      algorithm.renew(config, used.state, 7)
      const fresh = limiter(config, 7)
      const times = Array.from({ length: 30 }, (_, i) => 7 + (i * intervalOf(config)) / 3)
      expect(times.map((now) => used.at(now))).toEqual(times.map((now) => fresh.at(now)))
    }),
  )
})
