import { crash, holds, restart } from '../../../engines/lock/client.ts'
import type { Millis } from '../../../units.ts'
import { stepClock } from '../../../world/clocks.ts'
import { plan } from '../../../world/mishaps.ts'
import { block, heal } from '../../../world/network.ts'
import { NEVER } from './account.ts'
import { followClient } from './client-trail.ts'
import { happening, type LockEvent } from './event.ts'
import { BELIEVES, closeSpan, DOWN, openSpan, PAUSED, WAITS } from './spans.ts'
import { clientNode, type LockMoment, type LockWorld, type Member, memberOf, serverNode } from './world.ts'

/** A client stands still; a pause within a pause only lengthens it. */
function pause(world: LockWorld, moment: LockMoment, member: Member, lasts: Millis): void {
  const { lock, open, pausedUntil } = member
  const until = moment.now + lasts
  if (lock.state === 'down' || until <= pausedUntil) return
  world.totals.pauses += 1
  if (pausedUntil <= moment.now) {
    open[PAUSED] = openSpan(world.spans, PAUSED, lock.number, lock.resource, lock.token, moment.now)
  }
  member.pausedUntil = until
  member.pausedBy = moment.number
  moment.at(until, happening('resume', { client: lock.number }))
}

/** The pause is over, unless it was lengthened. */
export function resume(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  if (moment.now < member.pausedUntil) return
  closeSpan(world.spans, member.open[PAUSED] as number, moment.now)
}

/** Who believes to hold the first lock; undefined when nobody does. */
export const believer = (world: LockWorld): Member | undefined =>
  world.members.find(({ lock }) => holds(lock) && lock.resource === 0)

/** The user pauses a client: the one named, or the holder of the first lock, be it the next one. */
export function pauseByHand(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const named = world.members[event.client - 1]
  const found = named ?? believer(world)
  if (found) pause(world, moment, found, event.time)
  else {
    world.marks.pauseNext = event.time
    world.marks.pauseAsked = moment.number
  }
}

/** The user crashes a client, chosen in the same way. */
export function crashByHand(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const found = world.members[event.client - 1] ?? believer(world)
  if (found) fall(world, moment, found)
  else {
    world.marks.crashNext = true
    world.marks.pauseAsked = moment.number
  }
}

/** What a user meant for the next holder of the first lock comes true. */
export function strikeHolder(world: LockWorld, moment: LockMoment, member: Member): void {
  const { marks } = world
  if (member.lock.resource !== 0 || (marks.pauseNext === 0 && !marks.crashNext)) return
  moment.because(marks.pauseAsked)
  if (marks.pauseNext > 0) pause(world, moment, member, marks.pauseNext)
  if (marks.crashNext) fall(world, moment, member)
  marks.pauseNext = 0
  marks.crashNext = false
}

function fall(world: LockWorld, moment: LockMoment, member: Member): void {
  const { lock, open } = member
  if (lock.state === 'down') return
  const { account, spans, totals } = world
  for (const what of [WAITS, BELIEVES, PAUSED]) closeSpan(spans, open[what] as number, moment.now)
  for (let resource = 0; resource < account.holder.length; resource += 1) {
    if (account.holder[resource] === lock.number) account.orphanedAt[resource] = moment.now
  }
  totals.crashes += 1
  crash(lock)
  followClient(lock, moment)
  open[DOWN] = openSpan(spans, DOWN, lock.number, 0, 0, moment.now)
  Object.assign(member, { pausedUntil: moment.now, writing: false, stamping: false })
  member.acquiring.length = 0
  member.extending.length = 0
  member.checking.length = 0
  moment.after(moment.params.restartTime, happening('restart', { client: lock.number, era: lock.era }))
}

/** A crashed client is back; true if this is its return. */
export function comeBack(world: LockWorld, event: LockEvent, moment: LockMoment): boolean {
  const { lock, open } = memberOf(world, event.client)
  if (lock.state !== 'down' || event.era !== lock.era) return false
  restart(lock)
  followClient(lock, moment)
  closeSpan(world.spans, open[DOWN] as number, moment.now)
  return true
}

/** Sets the next pause by chance. */
export function schedulePauses(world: LockWorld, moment: LockMoment): void {
  const rate = moment.params.pauseRate * world.members.length
  if (rate > 0) {
    const due = moment.random.pauses.exponential(1000 / rate)
    moment.after(due, happening('pausing', { era: world.marks.pauseEra }))
  }
}

/** Sets the next crash by chance. */
export function scheduleCrashes(world: LockWorld, moment: LockMoment): void {
  const rate = moment.params.crashRate * world.members.length
  if (rate > 0) {
    const due = moment.random.crashes.exponential(1000 / rate)
    moment.after(due, happening('crashing', { era: world.marks.crashEra }))
  }
}

/** Chance pauses some client. */
export function pauseByChance(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  if (event.era !== world.marks.pauseEra) return
  const { pauses } = moment.random
  const member = memberOf(world, 1 + pauses.below(world.members.length))
  pause(world, moment, member, pauses.exponential(moment.params.pauseTime))
  schedulePauses(world, moment)
}

/** Chance crashes some client. */
export function crashByChance(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  if (event.era !== world.marks.crashEra) return
  fall(world, moment, memberOf(world, 1 + moment.random.crashes.below(world.members.length)))
  scheduleCrashes(world, moment)
}

/** The next message of a kind is lost (`time` 0) or comes so late. */
export const meetWith = ({ mishaps }: LockWorld, { kind, time }: LockEvent): void =>
  plan(mishaps, { kind, from: -1, late: time > 0 ? time : Infinity })

/** Somebody sets clocks: of the last so many nodes of the service, and of a client. */
export function stepClocks(world: LockWorld, event: LockEvent): void {
  const servers = world.nodes.length > 0 ? world.nodes.length : 1
  for (let n = 0; n < event.server && n < servers; n += 1) {
    stepClock(world.clocks, serverNode(world, servers - 1 - n), event.time)
  }
  if (world.members[event.client - 1]) stepClock(world.clocks, clientNode(event.client), event.time)
}

/** A client no longer reaches the service, nor the service it; the storage it still reaches. */
export function cutOff(world: LockWorld, event: LockEvent): void {
  const { marks, network } = world
  reunite(world)
  const client = event.client > 0 ? event.client : (believer(world)?.lock.number ?? 1)
  if (!world.members[client - 1]) return
  marks.cut = client
  network.side[clientNode(client)] = 1
  block(network, 0, 1)
  block(network, 1, 0)
}

/** Everybody reaches everybody again. */
export function reunite({ marks, network }: LockWorld): void {
  if (marks.cut > 0) network.side[clientNode(marks.cut)] = 0
  marks.cut = 0
  heal(network)
}

/** How long a lock has been held by a client that has crashed, at the longest, the present one included. */
export function longestOrphan({ account }: LockWorld, now: Millis): Millis {
  let longest = account.longestOrphan
  for (const since of account.orphanedAt) {
    if (since !== NEVER && now - since > longest) longest = now - since
  }
  return longest
}
