import type { Millis } from '../../units.ts'
import { remembers } from './forgetting.ts'
import { enclose } from './mail.ts'
import { ALIVE, beliefOf, incarnationOf, SUSPECT, stateOf, UNKNOWN } from './member.ts'
import { accusedBy, confirm, drop, find, lastAccuser, NONE, renew } from './news.ts'
import { arm, GOSSIP, note, noteSuspicion, SUSPICION } from './outbox.ts'
import { LEAVING, ownBelief, type Swim, settle, viewOf } from './swim.ts'
import type { SwimConfig } from './swim-config.ts'

const SICKEST = 7
const MOST_CHOSEN = 16
const chosen = new Int32Array(MOST_CHOSEN)

/**
 * `node` hears `belief` of `member`. It takes it if it is larger than its own; an equal suspicion by an accuser it has
 * not counted confirms; what is said of itself it refutes; all else is old. Where members are forgotten, only life is
 * news of one that it does not know.
 */
export function hear(
  swim: Swim,
  config: SwimConfig,
  node: number,
  member: number,
  belief: number,
  accuser: number,
  now: Millis,
): void {
  if (member === node) {
    refute(swim, config, node, belief, accuser, now)
    return
  }
  const before = viewOf(swim, node, member)
  if (before === UNKNOWN && config.forgetAfter > 0 && stateOf(belief) !== ALIVE) return
  if (belief > before) believe(swim, config, node, member, before, belief, accuser, now)
  else if (belief === before && stateOf(belief) === SUSPECT) accuse(swim, config, node, member, accuser, now)
}

/** What others say of `node` itself beats its own word: it answers as alive, one incarnation above the claim. */
function refute(swim: Swim, config: SwimConfig, node: number, belief: number, accuser: number, now: Millis): void {
  const own = ownBelief(swim, node)
  if (belief <= own || swim.up[node] === LEAVING) return
  const incarnation = incarnationOf(belief) + 1
  swim.incarnation[node] = incarnation
  if (stateOf(belief) !== ALIVE) worsen(swim, config, node, 1)
  believe(swim, config, node, node, own, beliefOf(ALIVE, incarnation), accuser, now)
}

/** `node` finds itself slow by so much more (negative: less), between 0 and 7. */
export function worsen(swim: Swim, config: SwimConfig, node: number, by: number): void {
  if (!config.localHealth) return
  swim.health[node] = Math.min(SICKEST, Math.max(0, (swim.health[node] as number) + by))
}

/** `node` believes something new: a record, a note, a timer if it is a suspicion, and something to gossip about. */
export function believe(
  swim: Swim,
  config: SwimConfig,
  node: number,
  member: number,
  before: number,
  belief: number,
  accuser: number,
  now: Millis,
): void {
  const { news, out } = swim
  const full = (news.length[node] as number) >= swim.newsLimit
  if (full && node !== member && find(news, node, member) === NONE) {
    swim.refused += 1
    return
  }
  note(out, node, member, before, belief, accuser)
  if (before === UNKNOWN) remembers(swim, node, member)
  const record = renew(news, node, member, belief, accuser, now)
  if (belief > (swim.best[member] as number)) {
    swim.best[member] = belief
    swim.agreeing[member] = 1
    swim.changed[member] = now
  } else if (belief === swim.best[member]) {
    swim.agreeing[member] = (swim.agreeing[member] as number) + 1
  }
  if (stateOf(belief) === SUSPECT) {
    const wait = swim.timeouts[0] as number
    arm(out, SUSPICION, node, record, news.serial[record] as number, now + wait)
    noteSuspicion(out, wait, 0)
  }
  wake(swim, config, node, now)
}

/** One more accuser of a member that `node` suspects already: the suspicion gets shorter, and is told again. */
function accuse(swim: Swim, config: SwimConfig, node: number, member: number, accuser: number, now: Millis): void {
  const { news, out } = swim
  const record = find(news, node, member)
  if (record === NONE || (news.accused[record] as number) > swim.needed || accusedBy(news, record, accuser)) return
  confirm(news, node, record, accuser)
  const confirmations = (news.accused[record] as number) - 1
  const due = Math.max(now, (news.since[record] as number) + (swim.timeouts[confirmations] as number))
  arm(out, SUSPICION, node, record, news.serial[record] as number, due)
  const belief = news.belief[record] as number
  note(out, node, member, belief, belief, accuser)
  noteSuspicion(out, due - now, confirmations)
  wake(swim, config, node, now)
}

function wake(swim: Swim, config: SwimConfig, node: number, now: Millis): void {
  if (config.gossipInterval === 0 || swim.gossiping[node] === 1) return
  swim.gossiping[node] = 1
  arm(swim.out, GOSSIP, node, NONE, swim.era[node] as number, now + config.gossipInterval)
}

/** Whether `node` has news that it has not yet sent often enough. */
export function hasNews(swim: Swim, node: number): boolean {
  const { news } = swim
  let record = news.first[node] as number
  while (record !== NONE && (news.sends[record] as number) >= swim.retransmits) record = news.next[record] as number
  return record !== NONE
}

/** Encloses what `node` believes of `member` ahead of other news, if it is more than what all believe. */
export function encloseFirst(swim: Swim, slot: number, node: number, member: number): void {
  const record = find(swim.news, node, member)
  if (record === NONE) return
  enclose(swim.mail, slot, member, swim.news.belief[record] as number, lastAccuser(swim.news, record))
}

/**
 * Encloses news of the sender: those sent least, among them the newest first. On the way, what was sent often
 * enough and
 * all know is forgotten.
 */
export function encloseNews(swim: Swim, config: SwimConfig, slot: number): void {
  const { news, mail } = swim
  const node = mail.from[slot] as number
  if (news.first[node] === NONE) return
  const already = mail.count[slot] === 0 ? NONE : (mail.member[slot * mail.stride] as number)
  const room = Math.min(config.piggyback, mail.stride - (mail.count[slot] as number), MOST_CHOSEN)
  const count = choose(swim, node, already, room)
  for (let i = 0; i < count; i += 1) {
    const record = chosen[i] as number
    enclose(mail, slot, news.member[record] as number, news.belief[record] as number, lastAccuser(news, record))
    news.sends[record] = (news.sends[record] as number) + 1
  }
  swim.carried += count
}

function choose(swim: Swim, node: number, already: number, room: number): number {
  const { news } = swim
  let count = 0
  let before = NONE
  let record = news.first[node] as number
  while (record !== NONE) {
    const sends = news.sends[record] as number
    if (sends >= swim.retransmits && spent(swim, record)) {
      record = drop(news, node, before, record)
      continue
    }
    if (sends < swim.retransmits && news.member[record] !== already) count = insert(swim, record, sends, count, room)
    before = record
    record = news.next[record] as number
  }
  return count
}

/** Puts a record behind those chosen that were sent as often or less; the last gives way when there is no room. */
function insert(swim: Swim, record: number, sends: number, count: number, room: number): number {
  let at = count
  if (count === room) {
    if (room === 0 || (swim.news.sends[chosen[room - 1] as number] as number) <= sends) return count
    at = room - 1
  }
  while (at > 0 && (swim.news.sends[chosen[at - 1] as number] as number) > sends) {
    chosen[at] = chosen[at - 1] as number
    at -= 1
  }
  chosen[at] = record
  return count === room ? count : count + 1
}

/** Whether a record says no more than what all believe; a suspicion is kept for its timer, and so is oblivion. */
function spent(swim: Swim, record: number): boolean {
  const member = swim.news.member[record] as number
  const belief = swim.news.belief[record] as number
  if (belief === UNKNOWN || stateOf(belief) === SUSPECT) return false
  settle(swim, member)
  const base = swim.base[member] as number
  return swim.news.apart[record] === 1 ? base === belief : base >= belief
}
