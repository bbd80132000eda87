import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blankDecision } from '../../../src/engines/rate-limit/decision.ts'
import { documentHybrid, hybrid, referenceHybrid } from '../../../src/engines/rate-limit/hybrid.ts'
import { known } from '../../../src/engines/rate-limit/keyed.ts'
import { multiTier } from '../../../src/engines/rate-limit/multi-tier.ts'
import { createTiers, decideByTiers, type TiersConfig } from '../../../src/engines/rate-limit/tiers.ts'
import { anyLimiter } from './samples.ts'

function tiered(config: TiersConfig) {
  const tiers = createTiers(config)
  const decision = blankDecision()
  return {
    tiers,
    at(now: number, user: number, address: number, cost = 1) {
      decideByTiers(config, tiers, now, user, address, cost, decision)
      return { ...decision }
    },
    burst(now: number, user: number, address: number, times: number) {
      let passed = 0
      for (let i = 0; i < times; i += 1) {
        decideByTiers(config, tiers, now, user, address, 1, decision)
        if (decision.allowed) passed += 1
      }
      return passed
    },
  }
}

const small = { ...documentHybrid, burstRate: 1, burstCapacity: 5, userLimit: 6, userWindow: 10, addressLimit: 1 }

test('refused for its address, a request costs the user nothing; by the reference it burns quota (B25)', () => {
  const play = (config: TiersConfig) => {
    const made = tiered(config)
    return [made.burst(0, 1, 1, 6), made.burst(0, 1, 2, 1), made.burst(0, 1, 3, 1)]
  }
  expect(play(referenceHybrid(small))).toEqual([1, 0, 0])
  expect(play(hybrid(small))).toEqual([1, 1, 1])
})

test('the answer is one decision with its reason, not a pair that is always true (B26)', () => {
  const made = tiered(hybrid(small))
  expect(made.at(0, 1, 1)).toMatchObject({ allowed: true, reason: 'none', remaining: 0 })
  expect(made.at(0, 1, 1)).toMatchObject({ allowed: false, reason: 'address', retryAfter: 60 })
})

test('from one address the address limit of the document binds first: 100 of the burst of 200 pass (D12)', () => {
  const made = tiered(hybrid(documentHybrid))
  expect(made.burst(0, 1, 1, 200)).toBe(100)
  expect(made.burst(0, 1, 2, 200)).toBe(100)
  expect(made.at(0, 1, 3)).toMatchObject({ reason: 'burst', retryAfter: 0.01 })
})

const gates = (commit: TiersConfig['commit']) =>
  multiTier(
    {
      user: { kind: 'tokenBucket', rate: 1, capacity: 2 },
      address: { kind: 'tokenBucket', rate: 1, capacity: 3 },
      global: { kind: 'tokenBucket', rate: 2, capacity: 4 },
    },
    commit,
  )

test('user, address and global limit are all checked before the decision, in that order (D11)', () => {
  const made = tiered(gates('together'))
  expect(made.burst(0, 1, 1, 3)).toBe(2)
  expect(made.tiers.asked).toBe(3)
  expect(made.tiers.answers.map(({ reason }) => reason)).toEqual(['user', 'none', 'none'])
  expect(made.at(0, 2, 1).allowed).toBe(true)
  expect(made.at(0, 2, 1)).toMatchObject({ reason: 'address', retryAfter: 1 })
  expect(made.at(0, 3, 2).allowed).toBe(true)
  expect(made.at(0, 3, 2)).toMatchObject({ reason: 'global', retryAfter: 0.5 })
})

test('as it goes, the first refusal ends it: later limits are neither asked nor used', () => {
  const made = tiered(gates('asItGoes'))
  expect(made.burst(0, 1, 1, 5)).toBe(2)
  expect(made.tiers.asked).toBe(1)
  const held = made.tiers.stores.map((store) => [0, 1].map((key) => known(store, key)))
  expect(held[1]).toEqual([undefined, { tokens: 1, last: 0 }])
  expect(held[2]).toEqual([{ tokens: 2, last: 0 }, undefined])
})

test('several limits that refuse: the longest wait is told, and it is enough', () => {
  const any = fc.record({ user: anyLimiter, address: anyLimiter, global: anyLimiter })
  const requests = fc.array(
    fc.record({
      user: fc.integer({ min: 0, max: 2 }),
      address: fc.integer({ min: 0, max: 2 }),
      gap: fc.double({ min: 0, max: 0.2, noNaN: true }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  let waits = 0
  fc.assert(
    fc.property(any, requests, (limits, steps) => {
      const config = multiTier(limits)
      const tiers = createTiers(config)
      const told = blankDecision()
      let now = 0
      for (const { user, address, gap } of steps) {
        now += gap
        decideByTiers(config, tiers, now, user, address, 1, told)
        if (told.allowed) continue
        waits += 1
        const later = blankDecision()
        decideByTiers(config, structuredClone(tiers), now + told.retryAfter, user, address, 1, later)
        expect(later.allowed).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
  expect(waits).toBeGreaterThan(100)
})

test('together, a request passes exactly when each limit alone would pass it', () => {
  const made = tiered(gates('together'))
  const stream = Array.from({ length: 400 }, (_, i) => ({ now: i * 0.09, user: i % 3, address: (i * 7) % 4 }))
  for (const { now, user, address } of stream) {
    const told = made.at(now, user, address)
    expect(told.allowed).toBe(made.tiers.answers.every(({ allowed }) => allowed))
    expect(told.remaining).toBe(Math.min(...made.tiers.answers.map(({ remaining }) => remaining)))
  }
})
