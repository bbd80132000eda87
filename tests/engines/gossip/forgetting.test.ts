import { describe, expect, test } from 'vitest'
import { hear } from '../../../src/engines/gossip/belief.ts'
import { crashes, enters } from '../../../src/engines/gossip/life.ts'
import { STREAM_ACK, STREAM_PING } from '../../../src/engines/gossip/mail.ts'
import { ALIVE, beliefOf, DEAD } from '../../../src/engines/gossip/member.ts'
import { informedShare, viewOf } from '../../../src/engines/gossip/swim.ts'
import { dispatch, maths, plan, play } from '../../../src/labs/gossip/group.ts'
import { heal, split } from '../../../src/world/network.ts'
import { group, named, views } from './swim-play.ts'

const SINCE = 20_000
const mourning = (config: Parameters<typeof group>[1] = {}) => {
  const watched = group(8, { ...config, config: { forgetAfter: SINCE, ...config.config } })
  plan(watched, 5000, ({ swim }) => crashes(swim, 7))
  return watched
}

describe('a member that is dead', () => {
  test('is forgotten by each when a round of probes ends, about so long after it died, and then by all', () => {
    const watched = mourning()
    play(watched, 60_000)
    const at = (state: string) =>
      [0, 1, 2, 3, 4, 5, 6].map((observer) => {
        const change = watched.changes.filter((one) => one.observer === observer && one.after.startsWith(state))
        expect(change).toHaveLength(1)
        return change[0]?.at as number
      })
    const died = at('dead')
    at('unknown').forEach((time, observer) => {
      expect(time - (died[observer] as number)).toBeGreaterThan(SINCE - 1000)
      expect(time - (died[observer] as number)).toBeLessThan(SINCE + 10_000)
    })
    expect(views(watched, 7)).toEqual(['unknown'])
    expect([watched.swim.members, watched.swim.news.used]).toEqual([7, 0])
  })

  test('is remembered for ever where nothing is forgotten', () => {
    const watched = mourning({ config: { forgetAfter: 0 } })
    play(watched, 300_000)
    expect(views(watched, 7)).toEqual(['dead 0'])
    expect(watched.swim.members).toBe(8)
  })

  test('comes back by an old "alive" to those who have forgotten it, and to no others', () => {
    const watched = mourning()
    const { swim, config } = watched
    while (views(watched, 7).length < 2 || watched.now < SINCE) play(watched, watched.now + 100)
    const knows = (node: number) => viewOf(swim, node, 7) >= 0
    const mindful = [0, 1, 2, 3, 4, 5, 6].filter(knows)
    const oblivious = [0, 1, 2, 3, 4, 5, 6].filter((node) => !knows(node))
    expect(oblivious.length * mindful.length).toBeGreaterThan(0)
    expect(informedShare(swim, 7)).toBe(1)
    for (const node of [...oblivious, ...mindful]) {
      hear(swim, config, node, 7, beliefOf(DEAD, 0), 1, watched.now)
      hear(swim, config, node, 7, beliefOf(ALIVE, 0), 7, watched.now)
    }
    for (const node of oblivious) expect(named(viewOf(swim, node, 7))).toBe('alive 0')
    for (const node of mindful) expect(named(viewOf(swim, node, 7))).toBe('dead 0')
    expect(informedShare(swim, 7)).toBeCloseTo(mindful.length / 7)
  })

  test('that starts again is new to all, at the incarnation with which it begins', () => {
    const watched = mourning()
    plan(watched, 60_000, (world) => {
      enters(world.swim, world.config, maths, 7, 0, world.now, world.random)
      dispatch(world)
    })
    play(watched, 90_000)
    expect(views(watched, 7)).toEqual(['alive 0'])
    expect(watched.swim.members).toBe(8)
  })

  test('in a group that probes in any order is forgotten too', () => {
    const watched = mourning({ config: { probeOrder: 'random' } })
    play(watched, 60_000)
    expect(views(watched, 7)).toEqual(['unknown'])
  })
})

test('sides of a partition that have forgotten each other never meet again', () => {
  const apart = (forgetAfter: number) => {
    const world = group(10, { config: { forgetAfter, reconnects: true, exchangeInterval: 5000 } })
    plan(world, 2000, ({ network }) => {
      network.side.fill(1, 0, 4)
      split(network)
    })
    plan(world, 150_000, ({ network }) => heal(network))
    play(world, 400_000)
    return views(world, 0)
  }
  expect(apart(SINCE)).toEqual(['alive 0', 'unknown'])
  expect(apart(0)).toEqual([expect.stringMatching(/^alive [1-9]/)])
})

test('a probe over a connection keeps lost messages from becoming suspicions, and finds a crash none the less', () => {
  const suspicions = (streamProbe: boolean) => {
    const world = group(20, { config: { streamProbe }, links: { loss: 0.3 } })
    play(world, 60_000)
    return { world, count: world.changes.filter(({ after }) => after.startsWith('suspect')).length }
  }
  const { world, count } = suspicions(true)
  expect(suspicions(false).count).toBeGreaterThan(100)
  expect(count).toBe(0)
  expect(world.swim.sent[STREAM_PING]).toBeGreaterThan(100)
  expect(world.swim.sent[STREAM_ACK]).toBe(world.swim.sent[STREAM_PING])
  crashes(world.swim, 3)
  play(world, 120_000)
  expect(views(world, 3)).toEqual(['dead 0'])
})
