import { describe, expect, test } from 'vitest'
import { crashes, enters, leaves } from '../../../src/engines/gossip/life.ts'
import { ACK, FULL_EXCHANGE, NACK, NEWS, PING, PING_REQUEST } from '../../../src/engines/gossip/mail.ts'
import { informedShare } from '../../../src/engines/gossip/swim.ts'
import { dispatch, maths, plan, play } from '../../../src/labs/gossip/group.ts'
import { block, heal, split } from '../../../src/world/network.ts'
import { group, views } from './swim-play.ts'

const quiet = { exchangeInterval: 0 }

test('in a healthy group nobody changes a belief, and each member sends one probe and one answer a period', () => {
  const healthy = group(20, { config: quiet })
  play(healthy, 60_000)
  const { sent, health } = healthy.swim
  expect(healthy.changes).toEqual([])
  expect([sent[PING_REQUEST], sent[NACK], sent[NEWS], sent[FULL_EXCHANGE]]).toEqual([0, 0, 0, 0])
  expect(sent[PING]).toBe(20 * 60)
  expect(Math.abs((sent[ACK] as number) - 20 * 60)).toBeLessThanOrEqual(20)
  expect([...health].every((score) => score === 0)).toBe(true)
})

describe('a member that crashes', () => {
  test('is suspected, then dead when the suspicion ends, and all believe so in the end', () => {
    const watched = group(30)
    plan(watched, 5000, ({ swim }) => crashes(swim, 7))
    play(watched, 60_000)
    expect(views(watched, 7)).toEqual(['dead 0'])
    const first = watched.changes.find(({ after }) => after === 'suspect 0')
    expect(first?.member).toBe(7)
    expect(first?.at).toBeGreaterThanOrEqual(6000)
    const firstDead = watched.changes.find(({ after }) => after === 'dead 0')
    const shortest = 4000 * (maths.log(30) / maths.log(10))
    expect((firstDead?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(shortest)
    expect(watched.changes.every(({ member }) => member === 7)).toBe(true)
    expect(watched.swim.news.used).toBe(0)
  })

  test(
    'is found by everybody on their own within 2n − 1 periods and ' + 'one, when probing round robin without news',
    () => {
      const deaf = group(12, { config: { ...quiet, piggyback: 0, gossipInterval: 0, localHealth: false } })
      plan(deaf, 0, ({ swim }) => crashes(swim, 3))
      play(deaf, 24_000)
      const found = new Set(deaf.changes.filter(({ after }) => after === 'suspect 0').map(({ observer }) => observer))
      expect(found.size).toBe(11)
    },
  )

  test('is dead at once when suspicion is off', () => {
    const hasty = group(10, { config: { suspicion: false } })
    plan(hasty, 5000, ({ swim }) => crashes(swim, 2))
    play(hasty, 20_000)
    expect(views(hasty, 2)).toEqual(['dead 0'])
    expect(hasty.changes.filter(({ after }) => after.startsWith('suspect'))).toEqual([])
  })

  test('that restarts outbids what was said of its earlier life', () => {
    const returning = group(10)
    plan(returning, 1000, ({ swim }) => crashes(swim, 2))
    plan(returning, 30_000, (world) => {
      enters(world.swim, world.config, maths, 2, 5, world.now, world.random)
      dispatch(world)
    })
    play(returning, 29_999)
    expect(views(returning, 2)).toEqual(['dead 0'])
    play(returning, 45_000)
    expect(views(returning, 2)).toEqual(['alive 1'])
  })
})

describe('a member that is cut off', () => {
  const cut = (until: number) => {
    const isolated = group(20, { config: { reconnects: true } })
    isolated.network.side[4] = 1
    plan(isolated, 2000, ({ network }) => split(network))
    plan(isolated, until, ({ network }) => heal(network))
    return isolated
  }

  test('for a short time refutes the suspicion with a higher incarnation and never dies', () => {
    const isolated = cut(6000)
    play(isolated, 30_000)
    const ofIt = isolated.changes.filter(({ member, observer }) => member === 4 && observer !== 4)
    expect(ofIt.some(({ after }) => after.startsWith('suspect'))).toBe(true)
    expect(ofIt.some(({ after }) => after.startsWith('dead'))).toBe(false)
    expect(views(isolated, 4)).toHaveLength(1)
    expect(views(isolated, 4)[0]).toMatch(/^alive [1-9]/)
  })

  test(
    'for long is dead to the others as they are to it, and all are ' + 'alive again once a full exchange got through',
    () => {
      const isolated = cut(120_000)
      play(isolated, 119_999)
      expect(views(isolated, 4)).toEqual(expect.arrayContaining([expect.stringMatching(/^dead/)]))
      play(isolated, 400_000)
      for (let member = 0; member < 20; member += 1) {
        expect(views(isolated, member)).toEqual([expect.stringMatching(/^alive/)])
      }
    },
  )

  test('one way only, so that its answers are lost, is reached by nobody and accuses nobody wrongly for long', () => {
    const mute = group(20)
    mute.network.side[4] = 1
    plan(mute, 2000, ({ network }) => block(network, 1, 0))
    play(mute, 60_000)
    expect(views(mute, 4)).toContain('dead 0')
    const others = mute.changes.filter(({ member, observer, after }) => {
      return member !== 4 && observer !== 4 && !after.startsWith('alive')
    })
    expect(others).toEqual([])
  })
})

describe('joining and leaving', () => {
  test('a farewell is no failure: all believe that it left, and nobody suspects it', () => {
    const parting = group(15)
    plan(parting, 3000, (world) => {
      leaves(world.swim, world.config, maths, 6, world.now, world.random)
      dispatch(world)
    })
    plan(parting, 6000, ({ swim }) => crashes(swim, 6))
    play(parting, 40_000)
    expect(views(parting, 6)).toEqual(['left 0'])
    expect(parting.changes.every(({ after }) => after === 'left 0')).toBe(true)
    expect(parting.swim.members).toBe(14)
  })

  test('a newcomer is known to nobody, then to all, and all probe it', () => {
    const growing = group(9, { nodes: 10 })
    play(growing, 2000)
    expect(views(growing, 9)).toEqual(['unknown'])
    plan(growing, 2000, (world) => {
      enters(world.swim, world.config, maths, 9, 0, world.now, world.random)
      dispatch(world)
    })
    play(growing, 2050)
    expect(informedShare(growing.swim, 9)).toBeLessThan(1)
    play(growing, 10_000)
    expect(views(growing, 9)).toEqual(['alive 0'])
    expect(informedShare(growing.swim, 9)).toBe(1)
    plan(growing, 10_000, ({ swim }) => crashes(swim, 9))
    play(growing, 40_000)
    expect(views(growing, 9)).toEqual(['dead 0'])
  })
})

test('a member that left and comes again is alive under a higher incarnation, and counted again', () => {
  const coming = group(8)
  plan(coming, 1000, (world) => {
    leaves(world.swim, world.config, maths, 3, world.now, world.random)
    dispatch(world)
  })
  plan(coming, 5000, ({ swim }) => crashes(swim, 3))
  plan(coming, 20_000, (world) => {
    enters(world.swim, world.config, maths, 3, 1, world.now, world.random)
    dispatch(world)
  })
  play(coming, 30_000)
  expect(views(coming, 3)).toEqual(['alive 1'])
  expect(coming.swim.members).toBe(8)
})
