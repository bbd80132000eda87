import type { Millis } from '../../units.ts'
import type { Chance } from '../chance.ts'
import type { Maths } from '../maths.ts'
import { believe } from './belief.ts'
import { recountParted, uncount, unforget } from './forgetting.ts'
import { FULL_EXCHANGE } from './mail.ts'
import { ALIVE, beliefOf, UNKNOWN } from './member.ts'
import { drop, NONE } from './news.ts'
import { clear } from './outbox.ts'
import { armFirst, say, tellSome } from './protocol.ts'
import { DOWN, LEAVING, ownBelief, rescale, type Swim, UP } from './swim.ts'
import type { SwimConfig } from './swim-config.ts'

const FEWEST_FAREWELLS = 3

/** A node that was up from the beginning starts its periods. */
export function starts(swim: Swim, config: SwimConfig, node: number, now: Millis, chance: Chance): void {
  clear(swim.out)
  armFirst(swim, config, node, now, chance)
}

/** The process of `node` ends without a word. */
export function crashes(swim: Swim, node: number): void {
  clear(swim.out)
  if (swim.up[node] === DOWN) return
  const { news } = swim
  for (let record = news.first[node] as number; record !== NONE; record = drop(news, node, NONE, record)) {
    const member = news.member[record] as number
    const belief = news.belief[record] as number
    if (belief === UNKNOWN) unforget(swim, member)
    if (belief !== swim.best[member] || swim.base[member] === swim.best[member]) continue
    swim.agreeing[member] = (swim.agreeing[member] as number) - 1
  }
  swim.up[node] = DOWN
  swim.era[node] = (swim.era[node] as number) + 1
  swim.gossiping[node] = 0
  swim.target[node] = NONE
  swim.health[node] = 0
  swim.running -= 1
  recountParted(swim, NONE, 0)
}

/**
 * `node` joins, joins again or restarts, with incarnation 0 and what all know, and asks `contact` for the rest.
 * What others
 * say of its earlier life it outbids when it hears it.
 */
export function enters(
  swim: Swim,
  config: SwimConfig,
  maths: Maths,
  node: number,
  contact: number,
  now: Millis,
  chance: Chance,
): void {
  clear(swim.out)
  if (swim.up[node] !== DOWN) return
  const known = swim.best[node] as number
  swim.up[node] = UP
  swim.era[node] = (swim.era[node] as number) + 1
  swim.incarnation[node] = 0
  swim.running += 1
  swim.members += 1 - (swim.counts[node] as number)
  swim.counts[node] = 1
  rescale(swim, config, maths)
  if (known === UNKNOWN) believe(swim, config, node, node, UNKNOWN, beliefOf(ALIVE, 0), node, now)
  recountParted(swim, node, now)
  armFirst(swim, config, node, now, chance)
  if (contact !== node) say(swim, config, FULL_EXCHANGE, node, contact, 0, 0, 0)
}

/** `node` says farewell and runs on to spread the word, until it is made to crash. */
export function leaves(swim: Swim, config: SwimConfig, maths: Maths, node: number, now: Millis, chance: Chance): void {
  clear(swim.out)
  if (swim.up[node] !== UP) return
  const before = ownBelief(swim, node)
  swim.up[node] = LEAVING
  uncount(swim, node)
  rescale(swim, config, maths)
  believe(swim, config, node, node, before, ownBelief(swim, node), node, now)
  tellSome(swim, config, node, Math.max(FEWEST_FAREWELLS, config.gossipFanout), now, chance)
}
