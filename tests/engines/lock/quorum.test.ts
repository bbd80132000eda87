import { describe, expect, test } from 'vitest'
import { acquire } from '../../../src/engines/lock/holding.ts'
import {
  answer,
  close,
  driftOf,
  majority,
  majorityHolder,
  redlock,
  redlockNode,
  startRound,
  validity,
} from '../../../src/engines/lock/quorum.ts'
import { createService } from '../../../src/engines/lock/service.ts'

/** Answers of nodes 0, 1, … to a round of 1 s, a millisecond apart. */
const rounds = (answers: string, ttl = 1000) => {
  const round = startRound(redlock, ttl, 0)
  const verdicts = [...answers].map((given, node) => answer(round, redlock, node, given === '+', node + 1))
  return { round, verdicts }
}

test('more than half must agree', () => {
  expect([1, 2, 3, 4, 5, 7].map(majority)).toEqual([1, 2, 2, 3, 3, 4])
})

test.each([
  [10_000, 50, 9848],
  [10_000, 500, 9398],
  [200, 5, 191],
])('of %i ms after %i ms there are %i ms left: TTL − elapsed − (1 % + 2 ms)', (ttl, elapsed, left) => {
  expect(validity(redlock, ttl, elapsed)).toBeCloseTo(left, 9)
})

describe('a round', () => {
  test('is won with the third grant of five, and good for what is left since it began', () => {
    const { round, verdicts } = rounds('+++')
    expect(verdicts).toEqual(['open', 'open', 'won'])
    expect(round.validUntil).toBeCloseTo(1000 - driftOf(redlock, 1000), 9)
    expect(round.decidedAt).toBe(3)
  })

  test('is lost with the third refusal, and what comes later changes nothing', () => {
    const { round, verdicts } = rounds('--+-+')
    expect(verdicts).toEqual(['open', 'open', 'open', 'lost', 'lost'])
    expect(round).toMatchObject({ granted: 1, refused: 3, decidedAt: 4 })
  })

  test('is lost when the majority comes so late that nothing is left (≤ 0)', () => {
    const round = startRound(redlock, 100, 0)
    for (const node of [0, 1]) answer(round, redlock, node, true, 1)
    expect(answer(round, redlock, 2, true, 97)).toBe('lost')
  })

  test('counts a node once, however often its answer comes', () => {
    const round = startRound(redlock, 100, 0)
    for (let i = 0; i < 9; i += 1) answer(round, redlock, 4, true, 1)
    expect(round).toMatchObject({ granted: 1, verdict: 'open' })
  })

  test('that is closed before a majority is lost', () => {
    const { round } = rounds('++')
    expect(close(round, 50)).toBe('lost')
    expect(close(rounds('+++').round, 50)).toBe('won')
  })
})

/** A client asks the nodes given, at the readings of their clocks; how many grant. */
const ask = (
  nodes: ReturnType<typeof createService>[],
  client: number,
  places: readonly number[],
  readings: number[],
) =>
  places.filter((node) => {
    const service = nodes[node]
    const claim = { client, owner: client }
    return service && acquire(service, redlockNode, 0, claim, 1000, readings[node] ?? 0) === 'granted'
  }).length

const five = () => Array.from({ length: 5 }, () => createService(1))

describe('a clock that jumps on two of five nodes', () => {
  const before = [0, 0, 0, 0, 0]
  const jumped = [1500, 1500, 100, 100, 100]

  test('gives a majority to a second client, if one node had not heard the first', () => {
    const nodes = five()
    expect(ask(nodes, 1, [0, 1, 2, 3], before)).toBe(4)
    expect(majorityHolder(nodes, redlockNode, 0, before)).toBe(1)
    expect(ask(nodes, 2, [0, 1, 2, 3, 4], jumped)).toBe(majority(5))
    expect(majorityHolder(nodes, redlockNode, 0, jumped)).toBe(2)
  })

  test('does not, if all five had granted it', () => {
    const nodes = five()
    expect(ask(nodes, 1, [0, 1, 2, 3, 4], before)).toBe(5)
    expect(ask(nodes, 2, [0, 1, 2, 3, 4], jumped)).toBe(2)
    expect(majorityHolder(nodes, redlockNode, 0, jumped)).toBe(1)
  })
})

test('nobody holds a majority when votes are split, nor when the locks are over', () => {
  const nodes = five()
  const readings = [0, 0, 0, 0, 0]
  ask(nodes, 1, [0, 1], readings)
  ask(nodes, 2, [2, 3], readings)
  expect(majorityHolder(nodes, redlockNode, 0, readings)).toBe(0)
  ask(nodes, 1, [4], readings)
  expect(majorityHolder(nodes, redlockNode, 0, readings)).toBe(1)
  expect(majorityHolder(nodes, redlockNode, 0, [1001, 0, 0, 0, 0])).toBe(0)
})
