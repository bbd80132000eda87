import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStored, type FencingRule, learn, write } from '../../../src/engines/lock/storage.ts'

/** Writes with these tokens, one after the other; what became of each. */
const writes = (rule: FencingRule, tokens: readonly number[], stored = createStored()) =>
  tokens.map((token, i) => write(stored, rule, i + 1, token, i))

describe('a storage that compares tokens', () => {
  test('rejects a lower one than the highest it has seen, and accepts an equal one', () => {
    expect(writes('maxSeen', [100, 101, 100, 101])).toEqual([true, true, false, true])
  })

  test('accepts a stale write when the new token has not come yet (D14)', () => {
    expect(writes('maxSeen', [100, 101])).toEqual([true, true])
  })

  test('rejects it once the new holder has stamped it, or the service has told it', () => {
    const stored = createStored()
    expect(learn(stored, 101)).toBe(true)
    expect(writes('stamped', [100, 101], stored)).toEqual([false, true])
    expect(stored).toMatchObject({ version: 1, rejected: 1, highest: 101, client: 2, token: 101, writtenAt: 1 })
  })

  test('tells a holder whose stamp comes too late that it has lost', () => {
    const stored = createStored()
    learn(stored, 101)
    expect(learn(stored, 100)).toBe(false)
    expect(learn(stored, 101)).toBe(true)
    expect(stored.highest).toBe(101)
  })

  test('cannot tell writes apart that carry no token', () => {
    expect(writes('maxSeen', [0, 0, 0])).toEqual([true, true, true])
  })
})

test('a storage that compares nothing accepts all and counts what went backwards', () => {
  const stored = createStored()
  expect(writes('none', [100, 101, 100, 99, 102], stored)).toEqual([true, true, true, true, true])
  expect(stored).toMatchObject({ version: 5, rejected: 0, backwards: 2, highestAccepted: 102 })
})

const steps = fc.array(fc.record({ token: fc.integer({ min: 0, max: 9 }), stamp: fc.boolean() }), { maxLength: 60 })

test('accepted tokens never decrease while tokens are compared', () => {
  fc.assert(
    fc.property(fc.constantFrom<FencingRule>('maxSeen', 'stamped', 'published'), steps, (rule, script) => {
      const stored = createStored()
      let last = 0
      for (const { token, stamp } of script) {
        if (stamp) learn(stored, token)
        else if (write(stored, rule, 1, token, 0)) {
          expect(token).toBeGreaterThanOrEqual(last)
          last = token
        }
      }
      expect(stored.backwards).toBe(0)
    }),
  )
})

test('without a rule, as many writes go backwards as have a lower token than one before', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (tokens) => {
      const stored = createStored()
      writes('none', tokens, stored)
      expect(stored.backwards).toBe(tokens.filter((token, i) => tokens.slice(0, i).some((one) => one > token)).length)
      expect(stored.version).toBe(tokens.length)
    }),
  )
})
