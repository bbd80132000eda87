import { another, type Chance } from '../chance.ts'
import { DEAD, SUSPECT, stateOf, UNKNOWN } from './member.ts'
import { find, NONE } from './news.ts'
import { drawOrder, orderAt } from './order.ts'
import { type Swim, viewOf } from './swim.ts'
import type { SwimConfig } from './swim-config.ts'

/** Draws before a search for a random member is given up; with half of all dead, one in 2⁶⁴ searches fails. */
const TRIES = 64

/** Whether `node` takes `member` to be there: alive or suspect. */
const isThere = (swim: Swim, node: number, member: number): boolean => {
  const view = viewOf(swim, node, member)
  return view !== UNKNOWN && stateOf(view) <= SUSPECT
}

/** The member that `node` probes next; NONE if it knows of no other. */
export function nextTarget(swim: Swim, config: SwimConfig, node: number, chance: Chance): number {
  return config.probeOrder === 'random' ? randomTarget(swim, node, chance) : nextInOrder(swim, node, chance)
}

/**
 * Through a shuffled order of all numbers, past those that are no members; anew after each pass. A member that
 * joins has
 * its place in every order already, a random one.
 */
function nextInOrder(swim: Swim, node: number, chance: Chance): number {
  const places = 1 << swim.bits
  for (let tried = 0; tried < 2 * places; tried += 1) {
    const place = swim.place[node] as number
    if (place === 0) swim.order[node] = drawOrder(chance)
    swim.place[node] = place + 1 === places ? 0 : place + 1
    const member = orderAt(swim.order[node] as number, place, swim.bits)
    if (member < swim.nodes && member !== node && isThere(swim, node, member)) return member
  }
  return NONE
}

/** Any other member that `node` takes to be there; NONE if none is found. */
export function randomTarget(swim: Swim, node: number, chance: Chance): number {
  if (swim.nodes < 2) return NONE
  for (let tried = 0; tried < TRIES; tried += 1) {
    const member = another(swim.nodes, node, chance)
    if (isThere(swim, node, member)) return member
  }
  return NONE
}

/** Any other member to gossip with: there, or dead for no longer than the configuration says. */
export function gossipTarget(swim: Swim, config: SwimConfig, node: number, now: number, chance: Chance): number {
  for (let tried = 0; tried < TRIES && swim.nodes > 1; tried += 1) {
    const member = another(swim.nodes, node, chance)
    if (isThere(swim, node, member) || diedLately(swim, config, node, member, now)) return member
  }
  return NONE
}

/** Any other member for a full exchange: there, or dead if the configuration reconnects. */
export function exchangeTarget(swim: Swim, config: SwimConfig, node: number, chance: Chance): number {
  if (!config.reconnects) return randomTarget(swim, node, chance)
  for (let tried = 0; tried < TRIES && swim.nodes > 1; tried += 1) {
    const member = another(swim.nodes, node, chance)
    const view = viewOf(swim, node, member)
    if (view !== UNKNOWN && stateOf(view) <= DEAD) return member
  }
  return NONE
}

function diedLately(swim: Swim, config: SwimConfig, node: number, member: number, now: number): boolean {
  if (config.gossipToDead === 0 || stateOf(viewOf(swim, node, member)) !== DEAD) return false
  const record = find(swim.news, node, member)
  return record !== NONE && now - (swim.news.since[record] as number) <= config.gossipToDead
}
