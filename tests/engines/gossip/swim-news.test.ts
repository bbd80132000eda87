import { describe, expect, test } from 'vitest'
import { hear } from '../../../src/engines/gossip/belief.ts'
import { deliver } from '../../../src/engines/gossip/delivery.ts'
import { crashes } from '../../../src/engines/gossip/life.ts'
import { copied, NACK, NEWS, onTheWay, PING, PING_REQUEST } from '../../../src/engines/gossip/mail.ts'
import { ALIVE, beliefOf, DEAD, LEFT, SUSPECT } from '../../../src/engines/gossip/member.ts'
import { clear, SUSPICION } from '../../../src/engines/gossip/outbox.ts'
import { say } from '../../../src/engines/gossip/protocol.ts'
import { type Swim, viewOf } from '../../../src/engines/gossip/swim.ts'
import { type SwimConfig, swimProfiles } from '../../../src/engines/gossip/swim-config.ts'
import { plan, play } from '../../../src/labs/gossip/group.ts'
import { group, named } from './swim-play.ts'

const config: SwimConfig = { ...swimProfiles.lan, gossipInterval: 0, exchangeInterval: 0 }
const still = (members: number, change: Partial<SwimConfig> = {}) =>
  group(members, { config: { ...config, ...change } }).swim

/** `node` hears that so many members, from 1, are suspect, one after the other. */
const suspectMany = (swim: Swim, node: number, members: readonly number[]) => {
  for (const member of members) hear(swim, config, node, member, beliefOf(SUSPECT, 0), 9, 0)
}

/** What a message from `from` to `to` carries: members in the order on it. */
function carried(swim: Swim, from: number, to: number, settings = config, kind = NEWS): readonly number[] {
  clear(swim.out)
  say(swim, settings, kind, from, to, 0, 0, 0)
  const slot = swim.out.message[0] as number
  const { stride, count, member } = swim.mail
  const found = [...member.subarray(slot * stride, slot * stride + (count[slot] as number))]
  copied(swim.mail, slot, 0)
  return found
}

describe('what a message carries', () => {
  test('the newest news first, then those sent least, as many as fit', () => {
    const swim = still(20, { piggyback: 2 })
    const settings = { ...config, piggyback: 2 }
    suspectMany(swim, 0, [1, 2, 3])
    expect(carried(swim, 0, 15, settings)).toEqual([3, 2])
    expect(carried(swim, 0, 15, settings)).toEqual([1, 3])
    suspectMany(swim, 0, [4])
    expect(carried(swim, 0, 15, settings)).toEqual([4, 2])
    expect(carried(swim, 0, 15, settings)).toEqual([4, 1])
  })

  test('each news as often as the limit says, and an update about the same member starts again', () => {
    const swim = still(9)
    suspectMany(swim, 0, [1])
    expect([1, 2, 3, 4, 5].map(() => carried(swim, 0, 5).length)).toEqual([1, 1, 1, 1, 0])
    hear(swim, config, 0, 1, beliefOf(DEAD, 0), 9, 0)
    expect([1, 2, 3, 4, 5].map(() => carried(swim, 0, 5).length)).toEqual([1, 1, 1, 1, 0])
    expect(swim.news.used).toBe(1)
  })

  test('to a suspected member ahead of all else that it is suspected, however often that was sent', () => {
    const swim = still(9)
    suspectMany(swim, 0, [1, 2, 3])
    for (let i = 0; i < 5; i += 1) carried(swim, 0, 5)
    expect(carried(swim, 0, 1, config, PING)).toEqual([1])
    expect(carried(swim, 0, 1, { ...config, buddy: false }, PING)).toEqual([])
    suspectMany(swim, 0, [4])
    expect(carried(swim, 0, 1, config, PING)).toEqual([1, 4])
  })

  test('reaches a node that runs and leaves the mail empty', () => {
    const swim = still(9)
    suspectMany(swim, 0, [1, 2])
    clear(swim.out)
    say(swim, config, NEWS, 0, 5, 0, 0, 0)
    const slot = swim.out.message[0] as number
    copied(swim.mail, slot, 2)
    deliver(swim, config, slot, 10)
    expect([1, 2, 3].map((member) => named(viewOf(swim, 5, member)))).toEqual(['suspect 0', 'suspect 0', 'alive 0'])
    expect(swim.out.changes).toBe(2)
    deliver(swim, config, slot, 11)
    expect([swim.out.changes, onTheWay(swim.mail)]).toEqual([0, 0])
  })
})

test.each([
  ['alive 3', beliefOf(SUSPECT, 2), 'alive 3'],
  ['suspect 3', beliefOf(ALIVE, 3), 'suspect 3'],
  ['suspect 3', beliefOf(ALIVE, 4), 'alive 4'],
  ['dead 3', beliefOf(ALIVE, 3), 'dead 3'],
  ['dead 3', beliefOf(SUSPECT, 3), 'dead 3'],
  ['dead 3', beliefOf(LEFT, 3), 'left 3'],
  ['left 3', beliefOf(DEAD, 3), 'left 3'],
])('a node that believes %s keeps or takes what is larger', (start, heard, result) => {
  const swim = still(6)
  const states = { alive: ALIVE, suspect: SUSPECT, dead: DEAD } as const
  const state = start.startsWith('left') ? LEFT : states[start.split(' ')[0] as keyof typeof states]
  hear(swim, config, 0, 1, beliefOf(state, 3), 4, 0)
  hear(swim, config, 0, 1, heard, 4, 0)
  expect(named(viewOf(swim, 0, 1))).toBe(result)
})

describe('a suspicion', () => {
  /** Due times of the suspicion timers that accusations one second apart set. */
  const timers = (swim: Swim, accusers: readonly number[]) =>
    accusers.map((accuser, i) => {
      clear(swim.out)
      hear(swim, config, 0, 1, beliefOf(SUSPECT, 0), accuser, i * 1000)
      return swim.out.timers === 1 && swim.out.kind[0] === SUSPICION ? Math.round(swim.out.due[0] as number) : undefined
    })

  test('ends sooner with each distinct accuser besides the first, and no more than two count', () => {
    const due = timers(still(10), [5, 5, 6, 5, 7, 8])
    expect(due).toEqual([
      24_000,
      undefined,
      Math.round(24_000 - (20_000 * Math.LN2) / Math.log(3)),
      undefined,
      4000,
      undefined,
    ])
  })

  test('has its shortest time at once in a group too small for confirmations', () => {
    expect(timers(still(3), [2, 0])).toEqual([4000, undefined])
  })

  test('is told again by who hears it confirmed, with the new accuser', () => {
    const swim = still(9)
    hear(swim, config, 0, 1, beliefOf(SUSPECT, 0), 5, 0)
    for (let i = 0; i < 5; i += 1) carried(swim, 0, 3)
    hear(swim, config, 0, 1, beliefOf(SUSPECT, 0), 6, 0)
    expect(carried(swim, 0, 3)).toEqual([1])
    expect(swim.mail.accuser[0]).toBe(6)
  })
})

describe('the own health of a node (Lifeguard)', () => {
  test('suffers from every helper that stays silent and from every refutation, and recovers by answers', () => {
    const cut = group(10, { config: { ...config, probeOrder: 'random' } })
    const { swim, network } = cut
    network.side[0] = 1
    network.blocked[network.sides] = 1
    play(cut, 3000)
    expect(swim.health[0]).toBeGreaterThanOrEqual(3)
    play(cut, 30_000)
    expect(swim.health[0]).toBe(7)
    const probes = swim.probe[0] as number
    play(cut, 62_000)
    expect((swim.probe[0] as number) - probes).toBeLessThanOrEqual(5)
    network.blocked.fill(0)
    play(cut, 200_000)
    expect(swim.health[0]).toBe(0)
  })

  test('does not suffer when helpers say that they failed too', () => {
    const dead = group(10, { config })
    plan(dead, 100, ({ swim }) => crashes(swim, 4))
    play(dead, 60_000)
    expect(dead.swim.sent[NACK]).toBe(dead.swim.sent[PING_REQUEST])
    expect([...dead.swim.health].every((score) => score === 0)).toBe(true)
  })

  test('stays 0 when it is switched off, and nobody reports failures', () => {
    const cut = group(10, { config: { ...config, localHealth: false } })
    cut.network.side[0] = 1
    cut.network.blocked[1] = 1
    play(cut, 30_000)
    expect(cut.swim.sent[PING_REQUEST]).toBeGreaterThan(0)
    expect([cut.swim.sent[NACK], cut.swim.health[0]]).toEqual([0, 0])
  })
})
