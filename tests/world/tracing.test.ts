import { describe, expect, test } from 'vitest'
import { copy } from '../../src/sim/copy.ts'
import { Random, seededStreams } from '../../src/sim/random.ts'
import { befalls, createMishaps, plan } from '../../src/world/mishaps.ts'
import { createNetwork, type NetworkConfig } from '../../src/world/network.ts'
import {
  createTracing,
  DELIVERED,
  DUPLICATE,
  LOST,
  messagesBetween,
  note,
  SENT,
  sendTraced,
  settle,
} from '../../src/world/tracing.ts'

const plain: NetworkConfig = {
  latencyDistribution: 'constant',
  latency: 10,
  latencyVariation: 1,
  jitter: 0,
  loss: 0,
  duplication: 0,
}

/** One message from 0 to 1 of kind 3 about 42, sent at 100. */
function sent(config: Partial<NetworkConfig>, late = 0) {
  const tracing = createTracing(8)
  const random = new Random(seededStreams(4, ['network']), 0)
  const copies = sendTraced(tracing, createNetwork(2), { ...plain, ...config }, 0, 1, 3, 42, 100, random, late)
  return { tracing, copies, next: random.uniform(), messages: messagesBetween(tracing, 0, Infinity) }
}

describe('a message that is sent', () => {
  test('is noted with where, what and when', () => {
    expect(sent({}).messages).toEqual([
      { number: 0, from: 0, to: 1, kind: 3, about: 42, sentAt: 100, arrivesAt: 110, fate: SENT },
    ])
  })

  test('and lost is noted with when it would have arrived', () => {
    const { copies, messages } = sent({ loss: 1 })
    expect(copies).toBe(0)
    expect(messages).toMatchObject([{ arrivesAt: 110, fate: LOST }])
  })

  test('twice is noted twice', () => {
    const { copies, messages } = sent({ duplication: 1, jitter: 5 })
    expect(copies).toBe(2)
    expect(messages.map(({ fate }) => fate)).toEqual([SENT, DUPLICATE])
  })

  test('with a mishap comes later or never, and the network draws the same', () => {
    const late = sent({ jitter: 5 }, 30)
    const onTime = sent({ jitter: 5 })
    expect(late.messages[0]?.arrivesAt).toBeCloseTo((onTime.messages[0]?.arrivesAt ?? 0) + 30, 9)
    const never = sent({ jitter: 5 }, Infinity)
    expect([never.copies, never.messages[0]?.fate]).toEqual([0, LOST])
    expect([late.next, never.next]).toEqual([onTime.next, onTime.next])
  })
})

test('only the last messages are kept, and what is forgotten cannot be settled', () => {
  const tracing = createTracing(4)
  for (let i = 0; i < 6; i += 1) expect(note(tracing, i, 9, 0, 0, i, i + 1, SENT)).toBe(i)
  settle(tracing, 1, DELIVERED)
  settle(tracing, 4, DELIVERED)
  const kept = messagesBetween(tracing, 0, 100)
  expect(kept.map(({ number, fate }) => [number, fate])).toEqual([
    [2, SENT],
    [3, SENT],
    [4, DELIVERED],
    [5, SENT],
  ])
})

test('messages between two times are those on their way then', () => {
  const tracing = createTracing()
  for (const [from, at, until] of [
    [0, 0, 10],
    [1, 5, 15],
    [2, 20, 30],
    [3, 12, 40],
  ] as const)
    note(tracing, from, 9, 0, 0, at, until, SENT)
  expect(messagesBetween(tracing, 11, 15).map(({ from }) => from)).toEqual([1, 3])
  expect(messagesBetween(tracing, 15, 20).map(({ from }) => from)).toEqual([1, 2, 3])
  expect(messagesBetween(tracing, 0, 100, 2).map(({ from }) => from)).toEqual([2, 3])
})

test('a tracing is plain data', () => {
  const { tracing } = sent({ duplication: 1 })
  expect(copy(tracing)).toEqual(tracing)
  expect(structuredClone(tracing)).toEqual(tracing)
})

test('a mishap meets the next message of its kind and sender, once', () => {
  const mishaps = createMishaps()
  plan(mishaps, { kind: 2, from: 1, late: Infinity })
  plan(mishaps, { kind: 2, from: -1, late: 30 })
  expect(befalls(mishaps, 1, 1)).toBe(0)
  expect(befalls(mishaps, 2, 0)).toBe(30)
  expect(befalls(mishaps, 2, 0)).toBe(0)
  expect(befalls(mishaps, 2, 1)).toBe(Infinity)
  expect(mishaps.planned).toEqual([])
})
