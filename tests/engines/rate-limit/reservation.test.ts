import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  blankReservation,
  cancel,
  createReserved,
  type Reservation,
  reserve,
  reservedTokens,
} from '../../../src/engines/rate-limit/reservation.ts'
import { limiter } from './samples.ts'

const config = { kind: 'tokenBucket', rate: 4, capacity: 2 } as const

function bucket(rules: { kind: 'tokenBucket'; rate: number; capacity: number } = config) {
  const state = createReserved(rules, 0)
  return {
    state,
    reserve(now: number, cost = 1, longest = Infinity): Reservation {
      const made = blankReservation()
      reserve(rules, state, now, cost, longest, made)
      return made
    },
    cancel: (now: number, made: Reservation) => cancel(rules, state, now, made),
    tokens: (now: number) => reservedTokens(rules, state, now),
  }
}

test('tokens may be spent in advance: each reservation acts when its tokens have flowed in', () => {
  const made = bucket()
  expect([0, 1, 2, 3].map(() => made.reserve(0).acts)).toEqual([0, 0, 0.25, 0.5])
  expect(made.tokens(0)).toBe(-2)
  expect(made.tokens(0.5)).toBe(0)
})

test('a wait longer than allowed is not granted and takes nothing', () => {
  const made = bucket()
  made.reserve(0, 2)
  const before = { ...made.state }
  expect(made.reserve(0, 1, 0.2)).toEqual({ granted: false, tokens: 0, acts: Infinity })
  expect(made.state).toEqual(before)
  expect(made.reserve(0, 1, 0.25)).toMatchObject({ granted: true, acts: 0.25 })
})

test('more than the capacity is never granted, however long one would wait', () => {
  expect(bucket().reserve(100, 3)).toMatchObject({ granted: false })
})

test('an infinite rate ignores the capacity; at rate 0 only the first burst is granted', () => {
  expect(bucket({ ...config, rate: Infinity }).reserve(0, 50)).toMatchObject({ granted: true, acts: 0 })
  const still = bucket({ ...config, rate: 0 })
  expect([still.reserve(0, 2, 1e9).granted, still.reserve(0, 1, 1e9).granted]).toEqual([true, false])
})

test('a reservation given back before it acts returns its tokens', () => {
  const made = bucket()
  made.reserve(0, 2)
  const late = made.reserve(0, 2)
  expect(late.acts).toBe(0.5)
  made.cancel(0.25, late)
  expect(made.tokens(0.25)).toBe(1)
  expect(made.reserve(0.25).acts).toBe(0.25)
})

test('given back, only what later reservations have not built on returns', () => {
  const made = bucket()
  made.reserve(0, 2)
  const first = made.reserve(0, 2)
  const second = made.reserve(0, 1)
  made.cancel(0, first)
  expect(made.tokens(0)).toBe(-2)
  expect(second.acts).toBe(0.75)
  expect(made.reserve(0).acts).toBe(0.75)
})

test('once its time has passed, or twice, nothing is given back', () => {
  const made = bucket()
  made.reserve(0, 2)
  const late = made.reserve(0, 1)
  made.cancel(0.3, late)
  expect(made.tokens(0.3)).toBeCloseTo(0.2, 12)
  const next = made.reserve(0.3, 1)
  made.cancel(0.3, next)
  made.cancel(0.3, next)
  expect(made.tokens(0.3)).toBeCloseTo(0.2, 12)
})

test('a clock set back delays no reservation by more than its own wait', () => {
  const made = bucket()
  made.reserve(100, 2)
  expect(made.reserve(40, 1).acts).toBe(40.25)
})

test('with no wait allowed a reservation passes exactly when the plain bucket passes', () => {
  const steps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (gaps, capacity) => {
      const rules = { ...config, capacity }
      const reserved = bucket(rules)
      const plain = limiter(rules)
      let now = 0
      for (const gap of gaps) {
        now += gap
        expect(reserved.reserve(now, 1, 0).granted).toBe(plain.passes(now))
      }
    }),
  )
})

test('reservations act no faster than the bucket fills: in T at most capacity + rate · T act', () => {
  const steps = fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { maxLength: 60 })
  fc.assert(
    fc.property(steps, (gaps) => {
      const made = bucket()
      let now = 0
      const acts = gaps.map((gap) => {
        now += gap
        return made.reserve(now).acts
      })
      acts.forEach((from, i) => {
        acts.slice(i).forEach((to, more) => {
          expect(more + 1).toBeLessThanOrEqual(config.capacity + (to - from) * config.rate + (more + 2) * 1e-9)
        })
      })
    }),
  )
})
