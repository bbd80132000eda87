import type { Millis } from '../../units.ts'
import type { Chance } from '../chance.ts'
import { believe, encloseFirst, encloseNews, hasNews, hear, worsen } from './belief.ts'
import { forgetDead } from './forgetting.ts'
import { ACK, compose, FULL_EXCHANGE, NACK, NEWS, PING, PING_REQUEST, STREAM_ACK, STREAM_PING } from './mail.ts'
import { beliefOf, DEAD, incarnationOf, SUSPECT, stateOf } from './member.ts'
import { NONE } from './news.ts'
import { arm, clear, EXCHANGE, GOSSIP, PROBE, PROBE_TIMEOUT, post, RELAY, SUSPICION } from './outbox.ts'
import { closeRelay } from './relay.ts'
import { DOWN, type Swim, viewOf } from './swim.ts'
import { exchangePause, type SwimConfig } from './swim-config.ts'
import { exchangeTarget, gossipTarget, nextTarget, randomTarget } from './target.ts'

const MOST_HELPERS = 16
const helpers = new Int32Array(MOST_HELPERS)

/** Composes a message and wants it sent; all but probes over a connection carry news. */
export function say(
  swim: Swim,
  config: SwimConfig,
  kind: number,
  from: number,
  to: number,
  third: number,
  probe: number,
  relay: number,
): void {
  const slot = compose(swim.mail, kind, from, to, third, probe, relay)
  if (kind === PING && config.buddy && stateOf(viewOf(swim, from, to)) === SUSPECT) encloseFirst(swim, slot, from, to)
  if (kind < STREAM_PING) encloseNews(swim, config, slot)
  swim.sent[kind] = (swim.sent[kind] as number) + 1
  post(swim.out, slot)
}

/**
 * A timer of the outbox is due. Timers of a node that is down or of an earlier life of it do nothing, and so do
 * timers of
 * a suspicion that is over.
 */
export function timerFires(
  swim: Swim,
  config: SwimConfig,
  kind: number,
  node: number,
  about: number,
  era: number,
  now: Millis,
  chance: Chance,
): void {
  clear(swim.out)
  if (kind === RELAY) {
    relayEnds(swim, config, node, about)
    return
  }
  if (swim.up[node] === DOWN) return
  if (kind === SUSPICION) {
    if (swim.news.serial[about] === era) suspicionEnds(swim, config, node, about, now)
    return
  }
  if (swim.era[node] !== era) return
  if (kind === PROBE) probePeriod(swim, config, node, now, chance)
  else if (kind === PROBE_TIMEOUT) askOthers(swim, config, node, chance)
  else if (kind === GOSSIP) gossip(swim, config, node, now, chance)
  else if (kind === EXCHANGE) beginExchange(swim, config, node, now, chance)
}

/** The first timers of a node that starts to run: its periods begin at a random time within one. */
export function armFirst(swim: Swim, config: SwimConfig, node: number, now: Millis, chance: Chance): void {
  const era = swim.era[node] as number
  arm(swim.out, PROBE, node, NONE, era, now + chance.uniform() * config.probeInterval)
  const pause = exchangePause(config.exchangeInterval, swim.members)
  if (pause > 0) arm(swim.out, EXCHANGE, node, NONE, era, now + chance.uniform() * pause)
}

/** A period of `node` begins: the last probe is judged, the next member probed. */
function probePeriod(swim: Swim, config: SwimConfig, node: number, now: Millis, chance: Chance): void {
  if (swim.target[node] !== NONE && swim.acked[node] === 0) probeFailed(swim, config, node, now)
  const order = swim.order[node]
  const target = nextTarget(swim, config, node, chance)
  const probe = ((swim.probe[node] as number) + 1) | 0
  const ends = config.probeOrder === 'random' ? probe % Math.max(1, swim.members) === 0 : swim.order[node] !== order
  if (ends && config.forgetAfter > 0) forgetDead(swim, config, node, now)
  const era = swim.era[node] as number
  swim.target[node] = target
  swim.probe[node] = probe
  swim.acked[node] = 0
  swim.asked[node] = 0
  swim.nacks[node] = 0
  arm(swim.out, PROBE, node, NONE, era, now + config.probeInterval * ((swim.health[node] as number) + 1))
  if (target === NONE) return
  say(swim, config, PING, node, target, 0, probe, 0)
  if (config.indirectProbes === 0 && !config.streamProbe) return
  arm(swim.out, PROBE_TIMEOUT, node, NONE, era, now + Math.min(config.probeTimeout, config.probeInterval))
}

/**
 * No answer to the probe of `node`, direct or through others: it accuses the target, and itself for every helper
 * that did
 * not even say that it failed too.
 */
function probeFailed(swim: Swim, config: SwimConfig, node: number, now: Millis): void {
  const target = swim.target[node] as number
  const asked = swim.asked[node] as number
  worsen(swim, config, node, asked > 0 ? asked - (swim.nacks[node] as number) : 1)
  const view = viewOf(swim, node, target)
  if (stateOf(view) > SUSPECT) return
  const state = config.suspicion ? SUSPECT : DEAD
  hear(swim, config, node, target, beliefOf(state, incarnationOf(view)), node, now)
}

/** The direct answer is late: others are asked to probe, each at most once; the target is asked once more. */
function askOthers(swim: Swim, config: SwimConfig, node: number, chance: Chance): void {
  const target = swim.target[node] as number
  if (target === NONE || swim.acked[node] === 1) return
  const wanted = Math.min(config.indirectProbes, MOST_HELPERS)
  let count = 0
  for (let tried = 0; tried < 4 * wanted && count < wanted; tried += 1) {
    const helper = randomTarget(swim, node, chance)
    if (helper === NONE || helper === target || asked(helper, count)) continue
    helpers[count] = helper
    count += 1
    say(swim, config, PING_REQUEST, node, helper, target + 1, swim.probe[node] as number, 0)
  }
  swim.asked[node] = count
  if (config.streamProbe) say(swim, config, STREAM_PING, node, target, 0, swim.probe[node] as number, 0)
}

function asked(helper: number, count: number): boolean {
  for (let i = 0; i < count; i += 1) if (helpers[i] === helper) return true
  return false
}

/** The time for a probe on behalf of another is over: without an answer, the origin is told that there was none. */
function relayEnds(swim: Swim, config: SwimConfig, helper: number, slot: number): void {
  const silent = closeRelay(swim.relays, slot)
  if (!silent || swim.up[helper] === DOWN) return
  const { origin, probe } = swim.relays
  say(swim, config, NACK, helper, origin[slot] as number, 0, probe[slot] as number, 0)
}

/** Nobody refuted the suspicion in time: dead, at the incarnation suspected. */
function suspicionEnds(swim: Swim, config: SwimConfig, node: number, record: number, now: Millis): void {
  const belief = swim.news.belief[record] as number
  if (stateOf(belief) !== SUSPECT) return
  const member = swim.news.member[record] as number
  believe(swim, config, node, member, belief, beliefOf(DEAD, incarnationOf(belief)), node, now)
}

function gossip(swim: Swim, config: SwimConfig, node: number, now: Millis, chance: Chance): void {
  swim.gossiping[node] = 0
  if (config.gossipInterval === 0 || !hasNews(swim, node)) return
  tellSome(swim, config, node, config.gossipFanout, now, chance)
  swim.gossiping[node] = 1
  arm(swim.out, GOSSIP, node, NONE, swim.era[node] as number, now + config.gossipInterval)
}

/** Sends news to so many random members, as long as there are any. */
export function tellSome(
  swim: Swim,
  config: SwimConfig,
  node: number,
  fanout: number,
  now: Millis,
  chance: Chance,
): void {
  for (let i = 0; i < fanout && hasNews(swim, node); i += 1) {
    const target = gossipTarget(swim, config, node, now, chance)
    if (target !== NONE) say(swim, config, NEWS, node, target, 0, 0, 0)
  }
}

function beginExchange(swim: Swim, config: SwimConfig, node: number, now: Millis, chance: Chance): void {
  const pause = exchangePause(config.exchangeInterval, swim.members)
  if (pause === 0) return
  arm(swim.out, EXCHANGE, node, NONE, swim.era[node] as number, now + pause)
  const partner = exchangeTarget(swim, config, node, chance)
  if (partner !== NONE) say(swim, config, FULL_EXCHANGE, node, partner, 0, 0, 0)
}

/** The answer to a probe of `node` has come. */
export function probeAnswered(swim: Swim, config: SwimConfig, node: number, probe: number): void {
  if (swim.probe[node] !== probe || swim.target[node] === NONE || swim.acked[node] === 1) return
  swim.acked[node] = 1
  worsen(swim, config, node, -1)
}

/** What answers to a probe, direct or for another: the same path back. */
export const answer = (swim: Swim, config: SwimConfig, slot: number): void => {
  const { from, kind, to, third, probe, relay } = swim.mail
  say(
    swim,
    config,
    kind[slot] === STREAM_PING ? STREAM_ACK : ACK,
    to[slot] as number,
    from[slot] as number,
    third[slot] as number,
    probe[slot] as number,
    relay[slot] as number,
  )
}
