import { describe, expect, test } from 'vitest'
import { begin, lamp, play, read, taken } from './run.ts'

const alone = { watch: 'off', rumorEvery: 0, loss: 0 } as const
const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a rumor that is told for ever', () => {
  test('reaches 1,000 nodes in about log₂ N + ln N + 1 rounds', () => {
    const rounds = seeds.map((seed) => play(8000, { ...alone, nodes: 1000 }, [], seed).world.rounds)
    expect(Math.min(...rounds)).toBeGreaterThanOrEqual(14)
    expect(mean(rounds)).toBeGreaterThan(16.7)
    expect(mean(rounds)).toBeLessThan(19.4)
  })

  test.each(['push', 'pull', 'pushPull'] as const)('by %s follows the law in a large group', (way) => {
    const run = begin({ ...alone, way, nodes: 10_000, loss: 0.1 })
    const differences: number[] = []
    for (let round = 4; round <= 25; round += 1) {
      run.advance({ time: round * 200 + 190, event: Infinity })
      differences.push(Math.abs(read(run, 'informed') - read(run, 'expected')))
    }
    expect(Math.max(...differences)).toBeLessThan(0.2)
    expect(read(run, 'informed')).toBeGreaterThan(0.99)
    expect(read(run, 'expected')).toBeGreaterThan(0.99)
  })

  test('spreads as fast when every node has a clock of its own', () => {
    const times = seeds.map((seed) => play(8000, { ...alone, clocks: 'own' }, [], seed).world.complete)
    expect(Math.min(...times)).toBeGreaterThan(1500)
    expect(mean(times)).toBeLessThan(4000)
  })

  test('takes longer where messages are lost, and still reaches all', () => {
    const rounds = (loss: number) => mean(seeds.map((seed) => play(12_000, { ...alone, loss }, [], seed).world.rounds))
    expect(rounds(0.5)).toBeGreaterThan(rounds(0) * 1.3)
  })
})

describe('losing interest', () => {
  const residue = (set: Parameters<typeof play>[1]) =>
    mean(seeds.map((seed) => 1 - read(play(20_000, { ...alone, nodes: 1000, ...set }, [], seed), 'informed')))

  test('blind with coin and k = 2 leaves about a fifth that never hear (Demers et al., Table 2)', () => {
    expect(residue({ interest: 'coin', response: 'blind', k: 2 })).toBeCloseTo(0.2, 1)
  })

  test('with feedback, a counter of 3 leaves about one in a hundred (Demers et al., Table 1)', () => {
    const left = residue({ interest: 'counter', response: 'feedback', k: 3 })
    expect(left).toBeGreaterThan(0.004)
    expect(left).toBeLessThan(0.025)
  })

  test('ends the messages, and anti-entropy finds those that the rumor missed', () => {
    const set = { ...alone, nodes: 1000, interest: 'coin', response: 'blind', k: 2 } as const
    const quiet = play(30_000, set)
    expect(quiet.world.rumor.infective).toBe(0)
    expect(read(quiet, 'informed')).toBeLessThan(0.95)
    expect(quiet.world.messages).toBe(play(60_000, set).world.messages)
    expect(read(play(30_000, { ...set, antiEntropy: 3000 }), 'informed')).toBe(1)
  })

  test('feedback is paid for with replies, blindness is not', () => {
    const set = { ...alone, interest: 'counter', k: 3 } as const
    expect(play(9000, { ...set, response: 'feedback' }).world.totals.replies).toBeGreaterThan(500)
    expect(play(9000, { ...set, response: 'blind' }).world.totals.replies).toBe(0)
  })
})

describe('faults', () => {
  test('who crashes forgets, and a telling to it is lost', () => {
    const run = play(6000, { ...alone, nodes: 50 }, [{ at: 4000, do: 'crash', with: { node: 7 } }])
    expect(run.world.up).toBe(49)
    expect(run.world.rumor.informed).toBe(49)
    expect(run.world.totals.lost).toBeGreaterThan(0)
    expect(lamp(run, 'told')).toBe(true)
  })

  test('a node that starts again hears the rumor anew', () => {
    const run = play(9000, { ...alone, nodes: 50 }, [
      { at: 4000, do: 'crash', with: { node: 7 } },
      { at: 5000, do: 'restart' },
    ])
    expect(run.world.rumor.informed).toBe(50)
    expect(run.world.rumor.heard[7]).toBeGreaterThan(5000)
  })

  test('a rumor stays on its side of a partition until it heals', () => {
    const cut = [{ at: 0, do: 'partition' }]
    const run = play(10_000, { ...alone, nodes: 100, cutShare: 0.4 }, cut)
    const side = [...run.world.network.side.subarray(0, 100)]
    expect(side.filter((value) => value === 1).length).toBeGreaterThan(30)
    expect(run.world.rumor.informed).toBe(side.filter((value) => value === side[run.world.source]).length)
    const healed = play(20_000, { ...alone, nodes: 100 }, [...cut, { at: 10_000, do: 'heal' }])
    expect(healed.world.rumor.informed).toBe(100)
  })

  test('a cut one way lets news through the other way only', () => {
    const informed = (node: number) =>
      play(10_000, { ...alone, rumors: false, nodes: 100 }, [
        { at: 0, do: 'partition', with: { oneWay: 1 } },
        { at: 1, do: 'rumor', with: { node } },
      ]).world.rumor.informed
    const first = play(1, { ...alone, nodes: 100 }, [{ at: 0, do: 'partition' }]).world.network.side
    const [inside, outside] = [first.indexOf(1), first.indexOf(0)]
    expect(informed(inside)).toBe(100)
    expect(informed(outside)).toBeLessThan(100)
  })

  test('a message that arrives twice informs once', () => {
    const run = play(6000, { ...alone, duplication: 0.9 })
    expect(run.world.rumor.informed).toBe(1000)
    expect(run.world.learnt).toBe(999)
  })
})

test('a new rumor is forgotten by nobody who carries news of the old one', () => {
  const run = play(2090, { ...alone, nodes: 1000 }, [{ at: 2050, do: 'rumor', with: { node: 3 } }])
  expect(run.world.number).toBe(2)
  expect(run.world.rumor.informed).toBe(1)
  expect(taken(run, 'rumor.begins')).toBe(2)
})

test('messages of a rumor are tellings, questions, replies and comparisons, and no others', () => {
  const run = play(9000, { ...alone, way: 'pull', interest: 'counter', antiEntropy: 2000 })
  const { comparisons, questions, replies, tellings } = run.world.totals
  expect(run.world.messages).toBe(comparisons + questions + replies + tellings)
  expect(Math.min(comparisons, questions, replies, tellings)).toBeGreaterThan(0)
})

test('the lamps see a rumor known to one who was not told', () => {
  const run = play(500, alone)
  expect(lamp(run, 'told')).toBe(true)
  run.world.rumor.informed += 1
  expect(lamp(run, 'told')).toBe(false)
})
