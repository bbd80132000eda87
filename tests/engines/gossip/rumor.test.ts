import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createReplicas, holders, meet, round, update, version } from '../../../src/engines/gossip/anti-entropy.ts'
import {
  answered,
  calls,
  createRumor,
  cycle,
  forgets,
  hears,
  REMOVED,
  type Rumor,
  type RumorConfig,
  settles,
  tells,
} from '../../../src/engines/gossip/rumor.ts'
import { Random, seededStreams } from '../../../src/sim/random.ts'

const table1: RumorConfig = {
  way: 'push',
  fanout: 1,
  response: 'feedback',
  interest: 'counter',
  k: 1,
  judged: 'cycleStart',
  counts: 'consecutive',
  moves: 'eachTime',
}
const chance = (seed: number) => new Random(seededStreams(seed, ['rumor']), 0)

/** Mean residue and tellings a node over runs of 1,000 nodes until nobody spreads. */
function means(config: RumorConfig, runs: number) {
  const random = chance(5)
  let residue = 0
  let tellings = 0
  for (let run = 0; run < runs; run += 1) {
    const rumor = createRumor(1000)
    hears(rumor, 0, 0)
    while (rumor.infective > 0) cycle(rumor, config, random)
    residue += (1 - rumor.informed / 1000) / runs
    tellings += rumor.tellings / 1000 / runs
  }
  return { residue, tellings }
}

describe('the readings of the published tables, each wrong one with the figure that it gives', () => {
  test.each([
    ['judged at the instant, k = 1', { judged: 'instant' }, 0.202, 0.006],
    ['judged at the instant, k = 3', { k: 3, judged: 'instant' }, 0.014, 0.002],
    ['judged at the start of the cycle, k = 1', {}, 0.175, 0.006],
  ] as const)('residue when %s', (_, change, residue, tolerance) => {
    expect(Math.abs(means({ ...table1, ...change }, 100).residue - residue)).toBeLessThan(tolerance)
  })

  test('each useless answer to a pull counted leaves tens of times the printed residue of 4e-6 at k = 3', () => {
    expect(means({ ...table1, way: 'pull', k: 3 }, 100).residue).toBeGreaterThan(0.0002)
  })

  test.each([
    ['a cumulative counter, k = 3', { k: 3, counts: 'cumulative' }, 4.15],
    ['a cumulative counter, k = 4', { k: 4, counts: 'cumulative' }, 5.2],
    ['a counter that is set back, k = 4', { k: 4 }, 5.637],
    ['a cumulative counter of pulls, k = 3', { way: 'pull', k: 3, counts: 'cumulative', moves: 'oncePerCycle' }, 5.95],
    ['blind tellers with a counter, k = 3', { k: 3, response: 'blind' }, 2.82],
  ] as const)('tellings a node with %s', (_, change, tellings) => {
    expect(means({ ...table1, ...change }, 60).tellings).toBeCloseTo(tellings, 1)
  })
})

test('counts of informed and infective nodes are those of the states, whatever happens', () => {
  const way = fc.constantFrom('push', 'pull', 'pushPull')
  const settings = fc.record({
    way,
    response: fc.constantFrom('feedback', 'blind'),
    interest: fc.constantFrom('coin', 'counter', 'kept'),
    judged: fc.constantFrom('cycleStart', 'instant'),
    counts: fc.constantFrom('consecutive', 'cumulative'),
    moves: fc.constantFrom('eachTime', 'oncePerCycle'),
    k: fc.integer({ min: 1, max: 3 }),
    fanout: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(settings, fc.integer(), fc.array(fc.nat({ max: 11 }), { maxLength: 8 }), (config, seed, crashes) => {
      const rumor = createRumor(12)
      const random = chance(seed)
      hears(rumor, 3, 0)
      for (const node of crashes) {
        cycle(rumor, config as RumorConfig, random)
        forgets(rumor, node)
        expectCounted(rumor)
      }
    }),
  )
})

function expectCounted(rumor: Rumor) {
  const states = [...rumor.state]
  expect(rumor.informed).toBe(states.filter((state) => state > 0).length)
  expect(rumor.infective).toBe(states.filter((_, node) => tells(rumor, node)).length)
  expect([...rumor.heard].map((at) => at >= 0)).toEqual(states.map((state) => state > 0))
}

describe('message by message', () => {
  test('news makes a node spread, and hearing it again does not', () => {
    const rumor = createRumor(4)
    expect(hears(rumor, 2, 70)).toBe(true)
    expect(hears(rumor, 2, 80)).toBe(false)
    expect([tells(rumor, 2), rumor.heard[2], rumor.informed]).toEqual([true, 70, 1])
    expect(calls(rumor, table1, 1)).toBe(false)
    expect(calls(rumor, { ...table1, way: 'pull' }, 1)).toBe(true)
  })

  test('a counter is set back by a useful telling when consecutive ones count, and not when all do', () => {
    const spreads = (counts: RumorConfig['counts']) => {
      const rumor = createRumor(4)
      hears(rumor, 0, 0)
      for (const useful of [false, true, false]) answered(rumor, { ...table1, k: 2, counts }, 0, useful, chance(1))
      return tells(rumor, 0)
    }
    expect([spreads('consecutive'), spreads('cumulative')]).toEqual([true, false])
  })

  test('a count that moves once per cycle moves when the cycle ends: back if any telling was useful', () => {
    const config: RumorConfig = { ...table1, moves: 'oncePerCycle', k: 2 }
    const rumor = createRumor(4)
    hears(rumor, 0, 0)
    const cycleOf = (...useful: boolean[]) => {
      for (const each of useful) answered(rumor, config, 0, each, chance(1))
      settles(rumor, config, 0, chance(1))
      return rumor.count[0]
    }
    expect([cycleOf(false, false, false), cycleOf(), cycleOf(false, true), cycleOf(false)]).toEqual([1, 1, 0, 1])
    expect(cycleOf(false)).toBe(2)
    expect(rumor.state[0]).toBe(REMOVED)
  })

  test('a blind teller loses interest though its news is welcome, and one that keeps interest never does', () => {
    const rumor = createRumor(4)
    hears(rumor, 0, 0)
    answered(rumor, { ...table1, interest: 'kept' }, 0, false, chance(1))
    expect(tells(rumor, 0)).toBe(true)
    answered(rumor, { ...table1, response: 'blind' }, 0, true, chance(1))
    expect([tells(rumor, 0), rumor.tellings]).toEqual([false, 2])
  })
})

describe('the propagation of the document: A→C, B→D; C→B, D→A; A→B, C→D', () => {
  const [A, B, C, D] = [0, 1, 2, 3] as const
  const rounds = [
    [
      [A, C],
      [B, D],
    ],
    [
      [C, B],
      [D, A],
    ],
    [
      [A, B],
      [C, D],
    ],
  ] as const

  /** Who knows what after each round, as in "AC": the news of A and C. */
  const known = (exchange: 'push' | 'pushPull') => {
    const replicas = createReplicas(4, 4)
    for (const node of [A, B, C, D]) update(replicas, node, node)
    return rounds.map((pairs) => {
      round(replicas, exchange, pairs)
      return [A, B, C, D].map((node) =>
        ['A', 'B', 'C', 'D'].filter((_, item) => version(replicas, node, item) > 0).join(''),
      )
    })
  }

  test('by push alone, only the news of A has reached all after three rounds', () => {
    expect(known('push')).toEqual([
      ['A', 'B', 'AC', 'BD'],
      ['ABD', 'ABC', 'AC', 'BD'],
      ['ABD', 'ABCD', 'AC', 'ABCD'],
    ])
  })

  test('both ways, two rounds suffice', () => {
    expect(known('pushPull')[0]).toEqual(['AC', 'BD', 'AC', 'BD'])
    expect(known('pushPull')[1]).toEqual(['ABCD', 'ABCD', 'ABCD', 'ABCD'])
  })
})

test('a meeting sends what the other end lacks, and nothing once both agree', () => {
  const replicas = createReplicas(2, 3)
  update(replicas, 0, 1)
  update(replicas, 0, 1)
  update(replicas, 1, 2)
  expect(meet(replicas, 'push', 1, 0)).toBe(true)
  expect([version(replicas, 0, 2), version(replicas, 1, 1)]).toEqual([1, 0])
  expect(meet(replicas, 'pull', 1, 0)).toBe(true)
  expect([holders(replicas, 1, 2), holders(replicas, 0, 1)]).toEqual([2, 0])
  expect(meet(replicas, 'pushPull', 0, 1)).toBe(false)
  expect([replicas.meetings, replicas.sent]).toEqual([3, 2])
})
