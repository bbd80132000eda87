import type { Chance } from '../chance.ts'
import type { Maths } from '../maths.ts'
import { createMail, type Mail, MESSAGE_KINDS } from './mail.ts'
import { ALIVE, beliefOf, DEAD, LEFT, stateOf, UNKNOWN } from './member.ts'
import { createNews, find, MOST_ACCUSERS, type News, NONE } from './news.ts'
import { drawOrder, orderBits } from './order.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createRelays, type Relays } from './relay.ts'
import {
  neededConfirmations,
  retransmitLimit,
  type SwimConfig,
  shortestSuspicion,
  suspicionTimeout,
} from './swim-config.ts'

/** A node is down, runs, or has said farewell and runs on for a while. */
export const DOWN = 0
export const UP = 1
export const LEAVING = 2

const MOST_NODES = 65_535
/** Records that all nodes together may hold, and bounds of what that makes for one. */
const RECORDS = 400_000
const FEWEST_RECORDS = 32
const MOST_RECORDS = 128

/**
 * A group of nodes that watch each other, as plain data: all nodes in columns. What an observer believes of a member is
 * the larger of what all believe (`base`) and of its own record in `news`, so a group at rest needs no table of pairs.
 * A belief held by every node that runs sinks into `base`; a node that starts knows `base`.
 */
export interface Swim {
  readonly nodes: number
  readonly bits: number
  /** By node: DOWN, UP or LEAVING. */
  readonly up: Uint8Array
  /** By node: counts its starts and crashes; timers of an earlier life are ignored. */
  readonly era: Int32Array
  /** By node: its own incarnation, which it alone raises. */
  readonly incarnation: Int32Array
  /** By node: 0 healthy to 7; its probe interval is so many times longer, plus one. */
  readonly health: Uint8Array
  /** By node: the member it probes, −1 if none; the number of that probe; whether an answer came. */
  readonly target: Int32Array
  readonly probe: Int32Array
  readonly acked: Uint8Array
  /** By node: helpers asked in this probe, and how many said that they could not reach the target either. */
  readonly asked: Uint8Array
  readonly nacks: Uint8Array
  /** By node: seed of its order of members, and its place in it. */
  readonly order: Int32Array
  readonly place: Int32Array
  /** By node: whether a gossip timer runs. */
  readonly gossiping: Uint8Array

  /** By member: what all believe; the highest belief that anybody has; how many running nodes have that one. */
  readonly base: Int32Array
  readonly best: Int32Array
  readonly agreeing: Int32Array
  /** By member: when somebody first had that one; running nodes that have forgotten the member since it was dead. */
  readonly changed: Float64Array
  readonly forgot: Int32Array
  /** By member: 1 once somebody has forgotten it, as what all believe then is not what all believe. */
  readonly parted: Uint8Array
  /** By member: whether it counts among `members`. */
  readonly counts: Uint8Array
  /** Nodes that run, and members that neither left nor are forgotten: the size by which timers and limits scale. */
  running: number
  members: number
  readonly news: News
  readonly newsLimit: number
  readonly mail: Mail
  readonly relays: Relays
  readonly out: Outbox

  /** Times that one node sends one news. */
  retransmits: number
  /** Confirmations that make a suspicion shortest, and its length by confirmations. */
  needed: number
  readonly timeouts: Float64Array

  /** Messages sent by kind, news carried by them, and news refused because a node held too many. */
  readonly sent: Float64Array
  carried: number
  refused: number
}

/**
 * A group of which the first `members` of `nodes` run and know each other, alive at incarnation 0; the others may join
 * later. At most 65,535 nodes. A message holds as many news as `config.piggyback` says now, and one for a buddy.
 */
export function createSwim(nodes: number, members: number, config: SwimConfig, maths: Maths, chance: Chance): Swim {
  if (nodes > MOST_NODES) throw new Error(`more than ${MOST_NODES} nodes`)
  const swim: Swim = {
    nodes,
    bits: orderBits(nodes),
    up: new Uint8Array(nodes).fill(UP, 0, members),
    era: new Int32Array(nodes),
    incarnation: new Int32Array(nodes),
    health: new Uint8Array(nodes),
    target: new Int32Array(nodes).fill(NONE),
    probe: new Int32Array(nodes),
    acked: new Uint8Array(nodes),
    asked: new Uint8Array(nodes),
    nacks: new Uint8Array(nodes),
    order: new Int32Array(nodes),
    place: new Int32Array(nodes),
    gossiping: new Uint8Array(nodes),
    base: new Int32Array(nodes).fill(UNKNOWN, members),
    best: new Int32Array(nodes).fill(UNKNOWN, members),
    agreeing: new Int32Array(nodes),
    changed: new Float64Array(nodes),
    forgot: new Int32Array(nodes),
    parted: new Uint8Array(nodes),
    counts: new Uint8Array(nodes).fill(1, 0, members),
    running: members,
    members,
    news: createNews(nodes),
    newsLimit: Math.min(MOST_RECORDS, Math.max(FEWEST_RECORDS, Math.floor(RECORDS / nodes))),
    mail: createMail(config.piggyback + 1),
    relays: createRelays(),
    out: createOutbox(),
    retransmits: 0,
    needed: 0,
    timeouts: new Float64Array(MOST_ACCUSERS),
    sent: new Float64Array(MESSAGE_KINDS),
    carried: 0,
    refused: 0,
  }
  for (let node = 0; node < nodes; node += 1) swim.order[node] = drawOrder(chance)
  rescale(swim, config, maths)
  return swim
}

/** Fits limits and time-outs to the number of members; to be called when it or the configuration changes. */
export function rescale(swim: Swim, config: SwimConfig, maths: Maths): void {
  const { members } = swim
  const { suspicionMultiplier: multiplier } = config
  const shortest = shortestSuspicion(multiplier, members, config.probeInterval, maths)
  swim.retransmits = Math.min(255, retransmitLimit(config.retransmitMultiplier, members))
  swim.needed = config.suspicionStretch > 1 ? neededConfirmations(multiplier, members, MOST_ACCUSERS - 1) : 0
  for (let confirmations = 0; confirmations < MOST_ACCUSERS; confirmations += 1) {
    const longest = shortest * config.suspicionStretch
    swim.timeouts[confirmations] = suspicionTimeout(shortest, longest, swim.needed, confirmations, maths)
  }
}

/** What a node says of itself. */
export const ownBelief = (swim: Swim, node: number): number =>
  beliefOf(swim.up[node] === LEAVING ? LEFT : ALIVE, swim.incarnation[node] as number)

/** What `observer`, which runs, believes of `member`, as in `member.ts`; UNKNOWN if it has not heard of it. */
export function viewOf(swim: Swim, observer: number, member: number): number {
  if (observer === member) return ownBelief(swim, observer)
  const base = swim.base[member] as number
  if (swim.news.first[observer] === NONE) return base
  const record = find(swim.news, observer, member)
  if (record === NONE) return base
  const belief = swim.news.belief[record] as number
  return swim.news.apart[record] === 1 ? belief : Math.max(base, belief)
}

/** Share of the running nodes that have the latest news of `member`; who has forgotten a dead one has it too. */
export function informedShare(swim: Swim, member: number): number {
  const best = swim.best[member] as number
  if (swim.base[member] === best && swim.parted[member] === 0) return 1
  const forgot = stateOf(best) >= DEAD ? (swim.forgot[member] as number) : 0
  return ((swim.agreeing[member] as number) + forgot) / Math.max(1, swim.running)
}

/** Lets the latest news of `member` sink into what all believe, once every running node has it; true if it has. */
export function settle(swim: Swim, member: number): boolean {
  if (swim.base[member] === swim.best[member] && swim.parted[member] === 0) return true
  if ((swim.agreeing[member] as number) < swim.running) return false
  swim.base[member] = swim.best[member] as number
  swim.parted[member] = 0
  return true
}
