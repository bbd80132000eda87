import { describe, expect, test } from 'vitest'
import { Random, seededStreams } from '../../src/sim/random.ts'
import { block, createNetwork, heal, type NetworkConfig, reaches, send, split } from '../../src/world/network.ts'

const plain: NetworkConfig = {
  latencyDistribution: 'constant',
  latency: 10,
  latencyVariation: 1,
  jitter: 0,
  loss: 0,
  duplication: 0,
}
const chance = () => new Random(seededStreams(9, ['network']), 0)

/** Sends so many messages from 0 to 1 and gives the delays of all copies. */
function delays(config: Partial<NetworkConfig>, count: number, network = createNetwork(4)) {
  const random = chance()
  return Array.from({ length: count }, () => {
    const copies = send(network, { ...plain, ...config }, 0, 1, random)
    return [...network.delays.subarray(0, copies)]
  }).flat()
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: readonly number[]) => {
  const centre = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))
}

test('a constant latency without jitter delivers everything after it, in order', () => {
  expect(delays({}, 50)).toEqual(Array.from({ length: 50 }, () => 10))
})

describe('latency', () => {
  test.each([
    ['exponential', 1, 10],
    ['lognormal', 0.5, 5],
    ['lognormal', 2, 20],
  ] as const)(
    '%s with variation %f has the declared mean and a deviation of %f',
    (latencyDistribution, latencyVariation, spread) => {
      const drawn = delays({ latencyDistribution, latencyVariation }, 40_000)
      expect(mean(drawn)).toBeGreaterThan(9.5)
      expect(mean(drawn)).toBeLessThan(10.5)
      expect(Math.abs(deviation(drawn) / spread - 1)).toBeLessThan(0.25)
    },
  )

  test('jitter adds up to as much again, so that messages overtake each other', () => {
    const drawn = delays({ jitter: 6 }, 4000)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...drawn)).toBeLessThan(16)
    expect(mean(drawn)).toBeCloseTo(13, 0)
  })

  test('what reaches a slow node waits; what it sends does not', () => {
    const network = createNetwork(4)
    network.slowness[1] = 40
    const drawn = delays({}, 4000, network)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10)
    expect(mean(drawn)).toBeGreaterThan(47)
    expect(mean(drawn)).toBeLessThan(53)
    expect(send(network, plain, 1, 0, chance())).toBe(1)
    expect(network.delays[0]).toBe(10)
  })
})

describe('loss and duplication', () => {
  test('take their shares, independently, and are counted', () => {
    const network = createNetwork(4)
    const arrived = delays({ loss: 0.2, duplication: 0.1 }, 20_000, network)
    expect(network.sent).toBe(20_000)
    expect(Math.abs(network.lost - 4000)).toBeLessThan(230)
    expect(Math.abs(network.doubled - 1600)).toBeLessThan(150)
    expect(arrived).toHaveLength(network.sent - network.lost + network.doubled)
  })

  test('a copy has a delay of its own', () => {
    const network = createNetwork(4)
    send(network, { ...plain, latencyDistribution: 'exponential', duplication: 1 }, 0, 1, chance())
    expect(network.delays[0]).not.toBe(network.delays[1])
  })

  test('do not shift later draws when their shares move', () => {
    const next = (config: Partial<NetworkConfig>) => {
      const random = chance()
      send(createNetwork(4), { ...plain, latencyDistribution: 'exponential', ...config }, 0, 1, random)
      return random.uniform()
    }
    expect(next({ loss: 1 })).toBe(next({}))
    expect(next({ duplication: 1, latencyDistribution: 'constant' })).toBe(next({ latencyDistribution: 'constant' }))
  })
})

describe('partitions', () => {
  test('split both ways between sides, not within', () => {
    const network = createNetwork(4)
    network.side.set([0, 0, 1, 1])
    split(network)
    expect([reaches(network, 0, 1), reaches(network, 2, 3), reaches(network, 0, 2), reaches(network, 3, 1)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(send(network, plain, 0, 2, chance())).toBe(0)
    expect([network.stopped, network.lost]).toEqual([1, 0])
  })

  test('can be one way, among several sides, and heal', () => {
    const network = createNetwork(3, 3)
    network.side.set([0, 1, 2])
    block(network, 0, 2)
    expect([reaches(network, 0, 2), reaches(network, 2, 0), reaches(network, 0, 1)]).toEqual([false, true, true])
    block(network, 0, 2, false)
    expect(reaches(network, 0, 2)).toBe(true)
    block(network, 1, 2)
    heal(network)
    expect(reaches(network, 1, 2)).toBe(true)
  })
})
