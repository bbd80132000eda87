import type { Millis } from '../../units.ts'
import { hear } from './belief.ts'
import { ACK, arrived, FULL_EXCHANGE, NACK, PING, PING_REQUEST, STREAM_ACK, STREAM_PING } from './mail.ts'
import { beliefOf, DEAD, incarnationOf, SUSPECT, stateOf, UNKNOWN } from './member.ts'
import { lastAccuser, NONE } from './news.ts'
import { arm, clear, RELAY } from './outbox.ts'
import { answer, probeAnswered, say } from './protocol.ts'
import { answerRelay, openRelay } from './relay.ts'
import { DOWN, ownBelief, type Swim, viewOf } from './swim.ts'
import type { SwimConfig } from './swim-config.ts'

/** A copy of the message in this slot of the mail reaches its node: news first, then what it asks. */
export function deliver(swim: Swim, config: SwimConfig, slot: number, now: Millis): void {
  clear(swim.out)
  const node = swim.mail.to[slot] as number
  if (swim.up[node] !== DOWN) {
    if (swim.mail.count[slot] !== 0) readNews(swim, config, slot, node, now)
    act(swim, config, slot, node, now)
  }
  arrived(swim.mail, slot)
}

function readNews(swim: Swim, config: SwimConfig, slot: number, node: number, now: Millis): void {
  const { mail } = swim
  const start = slot * mail.stride
  const end = start + (mail.count[slot] as number)
  for (let at = start; at < end; at += 1) {
    hear(swim, config, node, mail.member[at] as number, mail.belief[at] as number, mail.accuser[at] as number, now)
  }
}

function act(swim: Swim, config: SwimConfig, slot: number, node: number, now: Millis): void {
  const { mail } = swim
  const from = mail.from[slot] as number
  const probe = mail.probe[slot] as number
  switch (mail.kind[slot]) {
    case PING:
    case STREAM_PING:
      answer(swim, config, slot)
      break
    case ACK:
    case STREAM_ACK:
      passOn(swim, config, slot, node)
      break
    case PING_REQUEST:
      probeFor(swim, config, node, from, (mail.third[slot] as number) - 1, probe, now)
      break
    case NACK:
      if (swim.probe[node] === probe) swim.nacks[node] = (swim.nacks[node] as number) + 1
      break
    case FULL_EXCHANGE:
      if (swim.up[from] !== DOWN) exchange(swim, config, from, node, now)
      break
  }
}

/** An answer is for the node itself or, relayed, for the origin of the probe; a late one is passed on too. */
function passOn(swim: Swim, config: SwimConfig, slot: number, node: number): void {
  const { mail } = swim
  const probe = mail.probe[slot] as number
  const origin = (mail.third[slot] as number) - 1
  if (origin < 0) {
    probeAnswered(swim, config, node, probe)
    return
  }
  const relay = (mail.relay[slot] as number) - 1
  if (relay >= 0) answerRelay(swim.relays, relay, node, origin, probe)
  say(swim, config, ACK, node, origin, 0, probe, 0)
}

/** Probes `target` for `origin`; where health counts, a missing answer will be reported. */
function probeFor(
  swim: Swim,
  config: SwimConfig,
  helper: number,
  origin: number,
  target: number,
  probe: number,
  now: Millis,
): void {
  let relay = 0
  if (config.localHealth) {
    relay = openRelay(swim.relays, helper, origin, probe) + 1
    arm(swim.out, RELAY, helper, relay - 1, probe, now + config.probeTimeout)
  }
  say(swim, config, PING, helper, target, origin + 1, probe, relay)
}

/** Both ends merge all that they know, first about each other. */
function exchange(swim: Swim, config: SwimConfig, node: number, partner: number, now: Millis): void {
  hear(swim, config, partner, node, ownBelief(swim, node), node, now)
  hear(swim, config, node, partner, ownBelief(swim, partner), partner, now)
  tellAll(swim, config, node, partner, now)
  tellAll(swim, config, partner, node, now)
}

function tellAll(swim: Swim, config: SwimConfig, from: number, to: number, now: Millis): void {
  const { news } = swim
  tellHearsay(swim, config, to, to, viewOf(swim, from, to), from, now)
  let record = news.first[from] as number
  while (record !== NONE) {
    const next = news.next[record] as number
    const member = news.member[record] as number
    const accuser = lastAccuser(news, record)
    if (member !== to) tellHearsay(swim, config, to, member, news.belief[record] as number, accuser, now)
    record = next
  }
  if (config.forgetAfter > 0) tellForgotten(swim, config, from, to, now)
}

/** What `from` believes of those whom `to` has forgotten; of others it believes what all do, unless it has a record. */
function tellForgotten(swim: Swim, config: SwimConfig, from: number, to: number, now: Millis): void {
  const { news } = swim
  let record = news.first[to] as number
  while (record !== NONE) {
    const next = news.next[record] as number
    const member = news.member[record] as number
    const forgot = news.belief[record] === UNKNOWN && member !== from
    if (forgot) tellHearsay(swim, config, to, member, viewOf(swim, from, member), from, now)
    record = next
  }
}

function tellHearsay(
  swim: Swim,
  config: SwimConfig,
  to: number,
  member: number,
  belief: number,
  accuser: number,
  now: Millis,
): void {
  const doubted = config.remoteDead === 'suspect' && stateOf(belief) === DEAD && belief >= 0
  if (doubted) hear(swim, config, to, member, beliefOf(SUSPECT, incarnationOf(belief)), to, now)
  else hear(swim, config, to, member, belief, accuser, now)
}
