import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crashes, enters, leaves } from '../../../src/engines/gossip/life.ts'
import { onTheWay } from '../../../src/engines/gossip/mail.ts'
import { memberStates, SUSPECT, stateOf, UNKNOWN } from '../../../src/engines/gossip/member.ts'
import { edgesBetween, memberMachine } from '../../../src/engines/gossip/member-machine.ts'
import { find, NONE } from '../../../src/engines/gossip/news.ts'
import { viewOf } from '../../../src/engines/gossip/swim.ts'
import { dispatch, type Group, maths, play } from '../../../src/labs/gossip/group.ts'
import { copy } from '../../../src/sim/copy.ts'
import { heal, split } from '../../../src/world/network.ts'
import { group, quickLinks, views } from './swim-play.ts'

const NODES = 9
const setting = fc.record({
  seed: fc.nat({ max: 10_000 }),
  loss: fc.constantFrom(0, 0.1, 0.4),
  duplication: fc.constantFrom(0, 0.3),
  jitter: fc.constantFrom(0, 400),
  probeOrder: fc.constantFrom('roundRobin' as const, 'random' as const),
  remoteDead: fc.constantFrom('dead' as const, 'suspect' as const),
  localHealth: fc.boolean(),
  suspicion: fc.boolean(),
  streamProbe: fc.boolean(),
  forgetAfter: fc.constantFrom(0, 500, 6000),
})
const script = fc.array(
  fc.record({ act: fc.constantFrom('crash', 'enter', 'leave', 'split', 'heal'), node: fc.nat({ max: NODES - 1 }) }),
  { maxLength: 10 },
)

function acts(world: Group, act: string, node: number) {
  const { swim, config, network, now, random } = world
  if (act === 'crash') crashes(swim, node)
  else if (act === 'enter') enters(swim, config, maths, node, (node + 1) % NODES, now, random)
  else if (act === 'leave') leaves(swim, config, maths, node, now, random)
  else if (act === 'heal') heal(network)
  else {
    for (let other = 0; other < NODES; other += 1) network.side[other] = other < node ? 1 : 0
    split(network)
  }
  if (act === 'crash' || act === 'enter' || act === 'leave') dispatch(world)
}

/** A group under such settings, with room for one more node, after such acts three seconds apart. */
function troubled(drawn: typeof setting extends fc.Arbitrary<infer T> ? T : never, planned: readonly Act[]) {
  const { seed, loss, duplication, jitter, ...config } = drawn
  const world = group(NODES - 1, {
    seed,
    links: { loss, duplication, jitter },
    config: { ...config, reconnects: true, exchangeInterval: 10_000 },
    nodes: NODES,
  })
  const changes = world.watch
  world.watch = (at) => {
    changes?.(at)
    expectForward(at)
  }
  for (const { act, node } of planned) {
    acts(world, act, node)
    play(world, world.now + 3000)
  }
  return world
}

interface Act {
  readonly act: string
  readonly node: number
}

/** No belief goes back, and each change is edges of the machine that lead from the one to the other. */
function expectForward({ swim: { out } }: Group) {
  for (let i = 0; i < out.changes; i += 1) {
    const before = out.before[i] as number
    const after = out.after[i] as number
    if (after !== UNKNOWN && after <= before && !(after === before && stateOf(after) === SUSPECT))
      throw new Error(`${before} to ${after}`)
    const start = stateName(before)
    const end = edgesBetween(before, after).reduce<string>((at, edge) => memberMachine.next(at as never, edge), start)
    if (end !== stateName(after)) throw new Error(`${start} to ${end}`)
  }
}

const stateName = (belief: number): string =>
  belief === UNKNOWN ? 'unknown' : (memberStates[stateOf(belief)] as string)

test('beliefs never go back, and the count of those who have the latest is a recount, whatever happens', () => {
  fc.assert(
    fc.property(setting, script, (drawn, planned) => {
      const { swim } = troubled(drawn, planned)
      const running = [...swim.up.keys()].filter((node) => swim.up[node] !== 0)
      expect(swim.running).toBe(running.length)
      for (let member = 0; member < NODES; member += 1) {
        const views = running.map((node) => viewOf(swim, node, member))
        const oblivious = running.filter((node) => {
          const record = find(swim.news, node, member)
          return record !== NONE && swim.news.belief[record] === UNKNOWN
        })
        expect(swim.forgot[member]).toBe(oblivious.length)
        if (swim.parted[member] === 1) expect(swim.best[member]).toBe(Math.max(...views))
        if (swim.base[member] === swim.best[member] && swim.parted[member] === 0) continue
        const informed = running.filter((node) => viewOf(swim, node, member) === swim.best[member])
        expect(swim.agreeing[member]).toBe(informed.length)
      }
    }),
    { numRuns: 60 },
  )
})

test('once links are whole and nothing more happens, all who run agree: on those who run that they live', () => {
  fc.assert(
    fc.property(setting, script, (drawn, planned) => {
      const world = troubled({ ...drawn, forgetAfter: 0 }, planned)
      const { swim } = world
      heal(world.network)
      world.links = quickLinks
      for (let node = 0; node < NODES; node += 1) if (swim.up[node] === 2) crashes(swim, node)
      play(world, world.now + 500_000)
      for (let member = 0; member < NODES; member += 1) {
        const seen = views(world, member)
        if (swim.running === 0) continue
        expect(seen).toHaveLength(1)
        if (swim.up[member] === 1) expect(seen[0]).toMatch(/^alive/)
        else expect(seen[0]).toMatch(/^(dead|left|unknown)/)
      }
    }),
    { numRuns: 40 },
  )
})

test('where members are forgotten, in the end nobody that runs believes in one that does not', () => {
  fc.assert(
    fc.property(setting, script, (drawn, planned) => {
      const world = troubled({ ...drawn, forgetAfter: 6000 }, planned)
      const { swim } = world
      heal(world.network)
      world.links = quickLinks
      for (let node = 0; node < NODES; node += 1) if (swim.up[node] === 2) crashes(swim, node)
      play(world, world.now + 500_000)
      for (let member = 0; member < NODES && swim.running > 0; member += 1) {
        const left = views(world, member).filter((view) => !(swim.up[member] === 1 && view.startsWith('alive')))
        for (const view of left) expect(view).toMatch(/^(unknown|dead|left)/)
      }
      expect(swim.members).toBe([...swim.counts].reduce((sum, one) => sum + one, 0))
    }),
    { numRuns: 30 },
  )
})

test('when all is quiet, no record of news and no message is left over', () => {
  const world = group(12, { links: { loss: 0.2 } })
  play(world, 60_000)
  expect(world.changes.length).toBeGreaterThan(0)
  world.links = quickLinks
  play(world, 200_000.5)
  expect([world.swim.news.used, onTheWay(world.swim.mail) < 30]).toEqual([0, true])
})

test('a copy of the record goes on as the record does', () => {
  const run = (copied: boolean) => {
    const world = group(12, { links: { loss: 0.1 } })
    play(world, 20_000)
    if (copied) Object.assign(world, { swim: copy(world.swim) })
    play(world, 40_000)
    return world.changes
  }
  expect(run(true)).toEqual(run(false))
})
