import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LockParams } from '../../../src/labs/distributed-lock/params.ts'
import { BELIEVES, places, WAITS } from '../../../src/labs/distributed-lock/run/spans.ts'
import { preset, ran } from './running.ts'

describe('in calm weather', () => {
  test.each(['single', 'quorum', 'lease'] as const)(
    'nobody loses a lock that %s keeps, and every lock is written under',
    (service) => {
      const { broken, world } = ran({ service }, [], 60_000)
      const { totals } = world
      expect(broken).toEqual([])
      expect(totals.acquired).toBeGreaterThan(40)
      expect([totals.lost, totals.conflicts, totals.rejected, totals.falseExpiries]).toEqual([0, 0, 0, 0])
      expect(totals.acquired - totals.accepted).toBeLessThanOrEqual(1)
    },
  )

  test('work longer than the TTL lives by heartbeats, and dies without them', () => {
    const long = { ttl: 1000, workTime: 4000, workDistribution: 'constant', clients: 1 } as const
    expect(ran({ ...long, heartbeat: 300 }).world.totals.lost).toBe(0)
    expect(ran({ ...long, heartbeat: 0 }).taken('life.expires')).toBeGreaterThan(2)
  })

  test('a client that does not wait gives up at the first refusal', () => {
    const { taken, world } = ran({ acquireTimeout: 0 })
    expect(taken('client.denied') + taken('client.retries')).toBe(0)
    expect(world.totals.gaveUp).toBeGreaterThan(5)
  })
})

describe('who waits', () => {
  const crowd = { clients: 12, thinkTime: 400, workTime: 150 } as const
  const each = (set: Partial<LockParams>): number => {
    const { totals } = ran({ ...crowd, ...set }, [], 30_000).world
    return totals.requests / totals.acquired
  }

  test('in a line asks once; a herd asks again at every release, and so does who backs off', () => {
    const line = each({ waiting: 'line' })
    expect(line).toBeLessThan(1.4)
    expect(each({ waiting: 'herd' })).toBeGreaterThan(3 * line)
    expect(each({})).toBeGreaterThan(3 * line)
  })

  test('without backoff asks far more often than with it', () => {
    expect(each({ backoff: 'none' })).toBeGreaterThan(3 * each({ backoff: 'fullJitter' }))
  })

  test('in a line is served in the order in which it came', () => {
    const set = { clients: 6, waiting: 'line', acquireTimeout: 60_000, latencyDistribution: 'constant' } as const
    const { spans, totals } = ran(set, [{ at: 5000, do: 'everybody' }]).world
    const inTurn = (what: number): readonly number[] =>
      places(spans).flatMap((at) => (spans.what[at] === what ? [spans.client[at] as number] : []))
    const served = inTurn(BELIEVES)
    expect(served).toEqual(inTurn(WAITS).slice(0, served.length))
    expect([served.length > 20, totals.gaveUp]).toEqual([true, 0])
  })
})

test('a lost release costs the rest of the TTL, and nobody is harmed', () => {
  const { taken, world } = preset('release', 11_000)
  expect(taken('life.expires')).toBe(1)
  expect(world.totals.falseExpiries).toBe(0)
})

test('a late release frees the lock of another, unless owner values are compared', () => {
  expect(preset('release', 25_000).taken('life.snatches')).toBeGreaterThan(0)
  const late = [{ at: 4000, do: 'loseRelease', with: { late: 4000 } }]
  const checked = ran({ ttl: 1000, workTime: 1500, heartbeat: 300 }, late)
  expect(checked.taken('life.snatches')).toBe(0)
  expect(checked.broken).toEqual([])
})

describe('clocks that jump on two of five nodes', () => {
  test('make a conflict when one node had not heard the holder', () => {
    const { taken, world } = preset('jump', 6000)
    expect(taken('storage.conflicts')).toBe(1)
    expect(world.totals.falseExpiries).toBe(1)
  })

  test('do nothing where the TTL runs on monotonic clocks', () => {
    expect(preset('jump', 12_000, { ttlClock: 'monotonic' }).world.totals.falseExpiries).toBe(0)
  })
})

test('a heartbeat that comes after the deadline finds the lock expired, or another in it', () => {
  const { taken } = preset('renewal', 32_000)
  expect(taken('life.invalid')).toBeGreaterThan(0)
  expect(taken('client.refused')).toBeGreaterThan(1)
})

test(
  'a deadline in the time of the service is good or bad by the skew of clocks; a duration does not ' + 'notice it',
  () => {
    const off = { clockSkew: 5000, guard: 'ownClock', workTime: 300 } as const
    expect(ran({ ...off, validity: 'sent' }, [], 30_000).world.totals.lost).toBe(0)
    const misled = ran({ ...off, validity: 'serverTime' }, [], 30_000)
    expect(misled.taken('client.lapses') + misled.world.totals.gaveUp).toBeGreaterThan(3)
  },
)

test('a client that is cut off from the service loses its lock, and learns it by its own clock if it looks', () => {
  const long = { workTime: 6000, workDistribution: 'constant', clients: 3 } as const
  const cut = [
    { at: 3000, do: 'cut' },
    { at: 12_000, do: 'heal' },
  ]
  expect(ran(long, cut).taken('storage.conflicts')).toBeGreaterThan(0)
  const careful = ran({ ...long, guard: 'ownClock' }, cut)
  expect([careful.taken('storage.conflicts'), careful.taken('client.lapses') > 0]).toEqual([0, true])
})

test('whatever the parameters of load and waiting, locks pass on and promises hold', () => {
  const load = fc.record({
    clients: fc.integer({ min: 1, max: 16 }),
    resources: fc.integer({ min: 1, max: 4 }),
    service: fc.constantFrom('single', 'quorum', 'lease'),
    waiting: fc.constantFrom('none', 'line', 'herd'),
    guard: fc.constantFrom('none', 'ownClock', 'service'),
    workTime: fc.constantFrom(50, 400, 3000),
    thinkTime: fc.constantFrom(50, 1000),
    ttl: fc.constantFrom(300, 1500),
    sweepEvery: fc.constantFrom(0, 500),
  })
  fc.assert(
    fc.property(load, fc.integer({ min: 1, max: 10_000 }), (set, seed) => {
      const { broken, world } = ran(set as Partial<LockParams>, [], 8000, seed)
      expect(broken).toEqual([])
      expect(world.totals.acquired).toBeGreaterThan(0)
    }),
    { numRuns: 40, seed: 9 },
  )
})
