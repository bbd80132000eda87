import { describe, expect, test } from 'vitest'
import {
  exchangePause,
  neededConfirmations,
  retransmitLimit,
  shortestSuspicion,
  suspicionTimeout,
  swimProfiles,
} from '../../../src/engines/gossip/swim-config.ts'
import { exp, log } from '../../../src/sim/exact.ts'

const maths = { log, exp }

describe('limits and time-outs as memberlist computes them', () => {
  test.each([
    [0, 0],
    [1, 4],
    [9, 4],
    [10, 8],
    [99, 8],
    [100, 12],
    [1000, 16],
  ])('a news in a group of %i is sent %i times with multiplier 4', (members, limit) => {
    expect(retransmitLimit(4, members)).toBe(limit)
  })

  test.each([
    [3, 4000],
    [30, 5908.5],
    [100, 8000],
    [1000, 12_000],
  ])('the shortest suspicion among %i is %f ms with multiplier 4 and one second', (members, wait) => {
    expect(shortestSuspicion(4, members, 1000, maths)).toBeCloseTo(wait, 1)
  })

  test(
    'a suspicion shrinks from longest to shortest as confirmations ' + 'come, and starts shortest when none is needed',
    () => {
      const waits = [0, 1, 2, 3, 4].map((confirmations) => suspicionTimeout(5000, 30_000, 3, confirmations, maths))
      expect(waits.map(Math.round)).toEqual([30_000, 17_500, 10_188, 5000, 5000])
      expect(suspicionTimeout(5000, 30_000, 0, 0, maths)).toBe(5000)
    },
  )

  test('two fewer than the multiplier confirm, none where so few members are left', () => {
    expect([2, 3, 4, 6, 12].map((multiplier) => neededConfirmations(multiplier, 100, 5))).toEqual([0, 1, 2, 4, 5])
    expect([2, 3, 4, 5].map((members) => neededConfirmations(4, members, 5))).toEqual([0, 0, 2, 2])
  })

  test('full exchanges get rarer with each doubling above 32 members', () => {
    expect([8, 32, 33, 64, 65, 10_000].map((members) => exchangePause(30, members) / 30)).toEqual([1, 1, 2, 2, 3, 10])
  })

  test('profiles keep within what the engine holds', () => {
    for (const config of Object.values(swimProfiles)) {
      expect(config.probeTimeout).toBeLessThanOrEqual(config.probeInterval)
      expect(config.indirectProbes).toBeLessThanOrEqual(16)
      expect(config.piggyback).toBeLessThanOrEqual(15)
    }
  })
})
