import { describe, expect, test } from 'vitest'
import { stateOf } from '../../../src/engines/gossip/member.ts'
import { viewOf } from '../../../src/engines/gossip/swim.ts'
import { readDetection } from '../../../src/labs/gossip/reading/detection.ts'
import { type GossipRun, lamp, play, playPreset, read, taken } from './run.ts'

const quiet = { rumors: false, loss: 0, observer: 0 } as const
const ALIVE = 0
const DEAD = 2
const LEFT = 3

/** What every node that runs believes of a member, without doubles. */
function beliefs({ world }: GossipRun, member: number): readonly number[] {
  const { state, size, swim } = world
  const found = new Set<number>()
  for (let node = 0; swim && node < size; node += 1) {
    if (node !== member && state[node] === 1) found.add(stateOf(viewOf(swim, node, member)))
  }
  return [...found]
}

describe('SWIM', () => {
  test('a crash comes to be known by all, and a restart too', () => {
    const crash = { at: 2000, do: 'crash', with: { node: 3 } }
    const run = play(30_000, { ...quiet, nodes: 12 }, [crash])
    expect(beliefs(run, 3)).toEqual([DEAD])
    expect(read(run, 'allKnew')).toBeGreaterThan(2000)
    expect(read(run, 'allKnew')).toBeLessThan(20_000)
    const back = play(60_000, { ...quiet, nodes: 12 }, [crash, { at: 30_000, do: 'restart' }])
    expect(beliefs(back, 3)).toEqual([ALIVE])
    expect(read(back, 'falseDeaths')).toBe(0)
  })

  test('who leaves is not suspected', () => {
    const run = play(20_000, { ...quiet, nodes: 12 }, [{ at: 2000, do: 'leave', with: { node: 3 } }])
    expect(beliefs(run, 3)).toEqual([LEFT])
    expect(run.world.watch.suspicions).toBe(0)
    expect(taken(run, 'members.leaves')).toBe(1)
  })

  test('who joins is known to all', () => {
    const run = play(30_000, { ...quiet, nodes: 12 }, [{ at: 2000, do: 'join' }])
    expect(run.world.size).toBe(13)
    expect(beliefs(run, 12)).toEqual([ALIVE])
  })

  test('messages a node and period do not grow with the group', () => {
    const traffic = (nodes: number) => read(play(20_000, { ...quiet, nodes, gossipInterval: 0 }), 'memberTraffic') / 20
    expect(traffic(16)).toBeCloseTo(2, 0)
    expect(traffic(256)).toBeCloseTo(2, 0)
  })

  test('a slow node refutes suspicions, and is dead at each lapse without them', () => {
    const before = playPreset('flapping', 45_000)
    expect(read(before, 'falseSuspicions')).toBeGreaterThan(0)
    expect(read(before, 'falseDeaths')).toBe(0)
    expect(read(playPreset('flapping', 90_000), 'falseDeaths')).toBeGreaterThan(0)
  })

  test('the sides of a partition bury each other, and agree again once it has healed', () => {
    const cut = playPreset('partition', 40_000)
    expect(read(cut, 'falseDeaths')).toBe(40)
    expect(read(cut, 'agreement')).toBeLessThan(0.7)
    const healed = playPreset('partition', 110_000)
    expect(read(healed, 'agreement')).toBe(1)
    expect(beliefs(healed, 0)).toEqual([ALIVE])
  })

  test('sides that do not try the dead again stay apart', () => {
    const acts = [
      { at: 2000, do: 'partition' },
      { at: 90_000, do: 'heal' },
    ]
    const set = { ...quiet, nodes: 20, exchangeInterval: 2000, suspicionMultiplier: 1, gossipToDead: 5000 }
    const apart = play(150_000, { ...set, reconnects: false }, acts)
    expect(read(apart, 'agreement')).toBeLessThan(1)
    expect(lamp(apart, 'agree')).not.toBe(false)
    expect(read(play(150_000, { ...set, reconnects: true }, acts), 'agreement')).toBe(1)
  })

  test('sides that forgot each other stay apart though they would try the dead, and the time line says so', () => {
    const cut = playPreset('forgotten', 55_000)
    expect(cut.world.watch.seen[DEAD]).toBe(0)
    expect(taken(cut, 'members.forgets')).toBe(9)
    const healed = playPreset('forgotten', 300_000)
    expect(read(healed, 'agreement')).toBeLessThan(0.7)
    expect(lamp(healed, 'agree')).toBeUndefined()
    expect([lamp(healed, 'forward'), lamp(healed, 'merge')]).toEqual([true, true])
    expect(taken(healed, 'members.joins') + taken(healed, 'members.rejoins')).toBe(0)
    const { rows } = readDetection(healed.world, healed.params, healed.now)
    expect(rows.some(({ stretches }) => stretches.at(-1)?.as === 'unknown')).toBe(true)
  })

  test('a probe by TCP keeps loss from becoming suspicion', () => {
    const suspicions = (streamProbe: boolean) => {
      const run = play(40_000, { ...quiet, nodes: 60, loss: 0.2, streamProbe })
      return read(run, 'falseSuspicions')
    }
    expect(suspicions(false)).toBeGreaterThan(3)
    expect(suspicions(true)).toBe(0)
  })

  test('a quiet group agrees, and the lamp says so', () => {
    const run = playPreset('death', 19_500)
    expect(lamp(run, 'agree')).toBe(true)
    const { swim, watch } = run.world
    if (!swim) throw new Error('nobody watches')
    swim.agreeing[3] = 1
    swim.base[3] = 0
    watch.unsettled.push(3)
    expect(lamp(run, 'agree')).toBe(false)
  })

  test('the machine counts the members as the observer sees them', () => {
    const run = playPreset('partition', 40_000)
    const { observer, seen } = run.world.watch
    const counted = [0, 0, 0, 0]
    const { swim } = run.world
    for (let member = 0; swim && member < 40; member += 1) {
      const state = member === observer ? ALIVE : stateOf(viewOf(swim, observer, member))
      counted[state] = (counted[state] ?? 0) + 1
    }
    expect([...seen]).toEqual(counted)
    expect(seen[DEAD]).toBeGreaterThan(10)
  })
})

describe('heartbeats', () => {
  test('reproduce the time line of the exercise: suspect at 10 s everywhere, dead 3 s and 5 s later by hearsay', () => {
    const run = playPreset('timeline', 25_000)
    const { member, rows } = readDetection(run.world, run.params, run.now)
    const lines = rows.map(({ node, stretches }) => [
      node,
      ...stretches
        .filter(({ from }, i) => from > 0 || i === 0)
        .map(({ as, from }) => `${as} ${Math.round(from / 100)}`),
    ])
    expect(member).toBe(0)
    expect(lines).toEqual([
      [0, 'up 0', 'down 10'],
      [1, 'unknown 0', 'alive 0', 'suspect 100', 'dead 150'],
      [2, 'unknown 0', 'alive 30', 'suspect 100', 'dead 180'],
      [3, 'unknown 0', 'alive 50', 'suspect 100', 'dead 200'],
      [4, 'unknown 0', 'alive 0', 'suspect 100', 'dead 150'],
    ])
  })

  test('silence that ends is no death', () => {
    const set = { ...quiet, nodes: 6, watch: 'heartbeat', suspectAfter: 3000, deadAfter: 9000 } as const
    const run = play(40_000, set, [
      { at: 5000, do: 'partition' },
      { at: 10_000, do: 'heal' },
    ])
    expect(read(run, 'falseSuspicions')).toBeGreaterThan(0)
    expect(read(run, 'falseDeaths')).toBe(0)
    expect(read(run, 'suspected')).toBe(0)
  })

  test('a higher phi takes longer to find a crash and wrongs fewer when latencies scatter', () => {
    const set = { ...quiet, nodes: 10, watch: 'phi', latencyDistribution: 'exponential', latency: 60 } as const
    const [hasty, patient] = [2, 16].map((phiThreshold) =>
      play(60_000, { ...set, phiThreshold }, [{ at: 30_000, do: 'crash', with: { node: 4 } }]),
    ) as [GossipRun, GossipRun]
    expect(read(patient, 'falseDeaths')).toBe(0)
    expect(read(patient, 'dead')).toBe(1)
    expect(read(patient, 'allKnew')).toBeLessThan(6000)
    expect(read(hasty, 'falseDeaths')).toBeGreaterThan(0)
    expect(read(hasty, 'allKnew')).toBeLessThan(read(patient, 'allKnew'))
  })

  test('a node that is back is alive to all again, and hears all', () => {
    const run = play(40_000, { ...quiet, nodes: 6, watch: 'heartbeat' }, [
      { at: 5000, do: 'crash', with: { node: 2 } },
      { at: 20_000, do: 'restart' },
    ])
    expect(read(run, 'dead')).toBe(0)
    expect(run.world.watch.unknown).toEqual([])
    expect([...run.world.watch.seen]).toEqual([6, 0, 0, 0])
  })

  test('groups above the limit are not watched, and say so', () => {
    expect(play(3000, { ...quiet, nodes: 49, watch: 'heartbeat' }).world.detector).toBe('off')
    expect(play(3000, { ...quiet, nodes: 48, watch: 'phi' }).world.detector).toBe('phi')
  })
})

test('lamps see a version that went back and a merge that breaks its laws', () => {
  const run = playPreset('death', 15_000)
  const { watch } = run.world
  expect(watch.changes).toBeGreaterThan(10)
  for (const [lampKey, counter] of [
    ['forward', 'backwards'],
    ['merge', 'unordered'],
    ['merge', 'unsteady'],
  ] as const) {
    expect(lamp(run, lampKey)).toBe(true)
    watch[counter] = 1
    expect(lamp(run, lampKey)).toBe(false)
    watch[counter] = 0
  }
})

test('a node that sends though it is down is seen', () => {
  const run = play(4000, { ...quiet, nodes: 8 }, [{ at: 1000, do: 'crash', with: { node: 3 } }])
  expect(lamp(run, 'silent')).toBe(true)
  run.world.state[4] = 0
  run.advance({ time: 8000, event: Infinity })
  expect(lamp(run, 'silent')).toBe(false)
})
