import { describe, expect, test } from 'vitest'
import {
  type Chain,
  clientsWait,
  createChain,
  fillOf,
  inside,
  retryAfter,
  sizeOf,
  windowOf,
} from '../../../src/engines/backpressure/chain/chain.ts'
import {
  type ChainConfig,
  type Direction,
  pictured,
  pressingAbove,
} from '../../../src/engines/backpressure/chain/config.ts'
import { deliver, oldestSince, send } from '../../../src/engines/backpressure/chain/pass.ts'

const config = (direction: Direction, more: Partial<ChainConfig> = {}): ChainConfig => ({
  direction,
  layers: {
    application: pressingAbove(100, pictured.application),
    tcp: pressingAbove(100, pictured.tcp),
    os: pressingAbove(100, pictured.os),
  },
  clients: 4,
  ownLimit: 1000,
  answers: true,
  obeys: true,
  ...more,
})

const edges = ({ trail }: Chain): string[] => trail.edges.slice(0, trail.count)

function sendMany(chain: Chain, of: ChainConfig, count: number): Record<string, number> {
  const told: Record<string, number> = {}
  for (let item = 0; item < count; item += 1) {
    const entered = send(chain, of, item, item)
    told[entered] = (told[entered] ?? 0) + 1
  }
  return told
}

const fills = (chain: Chain, of: ChainConfig): readonly number[] => [
  fillOf(chain, of, 'application'),
  fillOf(chain, of, 'tcp'),
  fillOf(chain, of, 'os'),
]

describe('outbound, the network stands still', () => {
  test(
    'the OS fills first, then TCP, then the application: the fill levels of the picture, and 503 ' + 'for the rest',
    () => {
      const of = config('outbound')
      const chain = createChain(of)
      const seen: string[] = []
      for (let item = 0; item < 300; item += 1) {
        send(chain, of, item, 0)
        seen.push(...edges(chain).filter((edge) => ['osSignals', 'tcpSignals', 'slowsDown'].includes(edge)))
      }
      expect(seen).toEqual(['osSignals', 'tcpSignals', 'slowsDown'])
      expect(fills(chain, of).map((fill) => Math.floor(fill * 100))).toEqual([71, 86, 96])
      expect(chain).toMatchObject({ offered: 300, overloaded: 300 - 71 - 86 - 96, tooMany: 0, lost: 0 })
      expect(clientsWait(chain, of)).toBe(true)
    },
  )

  test('an unbounded OS buffer takes everything, and nobody is told', () => {
    const base = config('outbound')
    const of = { ...base, layers: { ...base.layers, os: pressingAbove(Infinity, 0.95) } }
    const chain = createChain(of)
    expect(sendMany(chain, of, 5000)).toEqual({ in: 5000 })
    expect(sizeOf(chain, 'os')).toBe(5000)
    expect([clientsWait(chain, of), fillOf(chain, of, 'os')]).toEqual([false, 0])
  })

  test('a client that has its share waiting is told 429 while others still get in', () => {
    const of = config('outbound', { ownLimit: 5 })
    const chain = createChain(of)
    for (let i = 0; i < 96 + 86 + 5; i += 1) send(chain, of, i * 4, 0)
    expect(send(chain, of, 4000, 0)).toBe('answered')
    expect(chain.answers).toMatchObject({ count: 1, items: [4000], statuses: [429] })
    expect(send(chain, of, 4001, 0)).toBe('in')
  })

  test('without answers the writer keeps what finds no room', () => {
    const of = config('outbound', { answers: false, obeys: false })
    const chain = createChain(of)
    expect(sendMany(chain, of, 310)).toEqual({ in: 300, held: 10 })
    expect(chain).toMatchObject({ offered: 300, held: 10 })
  })

  test('when the OS is below its low mark, TCP goes on at once, and the application after it', () => {
    const of = config('outbound')
    const chain = createChain(of)
    sendMany(chain, of, 300)
    const before = { ...chain, os: sizeOf(chain, 'os') }
    while (!edges(chain).includes('toOs')) deliver(chain, of)
    expect(before.os - chain.delivered).toBeLessThan(71)
    expect(sizeOf(chain, 'os')).toBe(96)
    while (clientsWait(chain, of)) deliver(chain, of)
    expect(edges(chain)).toContain('speedsUp')
    expect(sizeOf(chain, 'application')).toBeLessThan(53)
  })
})

describe('inbound, the workers stand still', () => {
  test('an application that stops reading fills TCP, whose window closes; then the OS fills, and loses', () => {
    const of = config('inbound', { answers: false })
    const chain = createChain(of)
    const seen: string[] = []
    for (let item = 0; item < 300; item += 1) {
      send(chain, of, item, 0)
      seen.push(...edges(chain).filter((edge) => ['applicationSignals', 'window', 'osSignals', 'loses'].includes(edge)))
    }
    expect(seen.slice(0, 4)).toEqual(['applicationSignals', 'window', 'osSignals', 'loses'])
    expect([windowOf(chain, of), clientsWait(chain, of)]).toEqual([0, true])
    expect(chain).toMatchObject({ offered: 300, lost: 300 - 71 - 86 - 100 })
  })

  test('clients that obey the window lose nothing', () => {
    const of = config('inbound', { answers: false })
    const chain = createChain(of)
    for (let item = 0; item < 1000; item += 1) {
      if (windowOf(chain, of) > 0) send(chain, of, item, 0)
      if (item % 3 === 0) deliver(chain, of)
    }
    expect(chain.lost).toBe(0)
    expect(sizeOf(chain, 'os')).toBe(0)
  })

  test('an application that answers reads on: 503 past its mark, and the window stays open', () => {
    const of = config('inbound')
    const chain = createChain(of)
    expect(sendMany(chain, of, 300)).toEqual({ in: 71, answered: 229 })
    expect([windowOf(chain, of), chain.overloaded]).toEqual([100, 229])
  })
})

test('the window opens again when TCP is below its low mark', () => {
  const of = config('inbound', { answers: false })
  const chain = createChain(of)
  sendMany(chain, of, 160)
  expect(windowOf(chain, of)).toBe(0)
  while (!edges(chain).includes('windowOpens')) deliver(chain, of)
  expect(sizeOf(chain, 'tcp')).toBeLessThan(64)
  expect(windowOf(chain, of)).toBe(100 - sizeOf(chain, 'tcp'))
})

test('items leave in the order in which they came, and know since when they are in', () => {
  const of = config('outbound')
  const chain = createChain(of)
  sendMany(chain, of, 200)
  expect(oldestSince(chain, of)).toBe(0)
  expect([deliver(chain, of), deliver(chain, of)]).toEqual([0, 1])
  expect(oldestSince(chain, of)).toBe(2)
  while (inside(chain) > 0) deliver(chain, of)
  expect(deliver(chain, of)).toBe(-1)
  expect([...chain.own]).toEqual([0, 0, 0, 0])
})

test('Retry-After is the time until the application is below its low mark, in whole seconds', () => {
  const of = config('inbound')
  const chain = createChain(of)
  expect(retryAfter(chain, of, 10)).toBe(1)
  sendMany(chain, of, 300)
  expect(retryAfter(chain, of, 10)).toBe(Math.ceil((71 - 52) / 10))
  for (let i = 0; i < 19; i += 1) deliver(chain, of)
  expect(clientsWait({ ...chain }, config('outbound'))).toBe(false)
  expect(retryAfter(chain, of, 0)).toBe(1)
})
