import {
  finish,
  holds,
  lose,
  mayRely,
  obtained,
  renew,
  renewed,
  stop,
  unanswered,
} from '../../../engines/lock/client.ts'
import { entered } from '../../../engines/lock/safety.ts'
import type { Millis } from '../../../units.ts'
import { wallTime } from '../../../world/clocks.ts'
import { sample } from '../../../world/latencies.ts'
import { keepPlace, think } from './asking.ts'
import { followClient } from './client-trail.ts'
import { following, happening, type LockEvent } from './event.ts'
import { CALLED, EXTEND, RELEASE, STAMP } from './kinds.ts'
import { strikeHolder } from './mischief.ts'
import { clientReads, toServer, toStorage, whenReads } from './post.ts'
import { askNodes, closed, releaseNodes } from './rounds.ts'
import { BELIEVES, closeSpan, openSpan, WAITS } from './spans.ts'
import { clientNode, type LockMoment, type LockWorld, type Member, memberOf } from './world.ts'

/** How long a client needs to drop what it was doing. */
const STOPPING: Millis = 60

/** From when a client counts what is left of the TTL, on the clock that it reads. */
export function countsFrom(world: LockWorld, answer: LockEvent, moment: LockMoment): Millis {
  const now = clientReads(world, moment, answer.client)
  const { validity } = moment.params
  if (validity === 'serverTime') {
    return now + answer.until - wallTime(world.clocks, clientNode(answer.client), moment.now) - answer.ttl
  }
  return validity === 'arrived' || answer.kind === CALLED ? now : answer.time
}

/** A grant has come from a service with tokens; what nobody waits for is given back. */
export function obtain(world: LockWorld, grant: LockEvent, moment: LockMoment, member: Member): void {
  const { lock } = member
  const { owner, token, ttl } = grant
  if (owner === lock.owner && holds(lock)) return
  const now = clientReads(world, moment, lock.number)
  const got = obtained(lock, world.config.client, owner, token, ttl, countsFrom(world, grant, moment), now)
  followClient(lock, moment)
  if (got === 'holds') begin(world, moment, member)
  else toServer(world, moment, following(grant, RELEASE))
}

/** The client holds its lock, as far as it knows. */
export function begin(world: LockWorld, moment: LockMoment, member: Member): void {
  const { lock } = member
  const { params } = moment
  world.totals.acquired += 1
  sample(world.waits, moment.now, moment.now - member.wishedAt)
  closeSpan(world.spans, member.open[WAITS] as number, moment.now)
  member.open[BELIEVES] = openSpan(world.spans, BELIEVES, lock.number, lock.resource, lock.token, moment.now)
  member.writesLeft = params.writes
  member.writing = false
  const timer = { client: lock.number, owner: lock.owner }
  if (params.heartbeat > 0) moment.after(params.heartbeat, happening('heartbeat', timer))
  awaitLapse(world, moment, member)
  member.stamping = params.fencing === 'stamped' && lock.token > 0
  if (member.stamping) stamp(world, moment, member)
  else work(world, moment, member)
  strikeHolder(world, moment, member)
}

/** Shows the token to the storage, again and again until it has answered. */
export function stamp(world: LockWorld, moment: LockMoment, { lock }: Member): void {
  const { number: client, owner, resource, token } = lock
  toStorage(world, moment, happening('deliver', { client, kind: STAMP, resource, owner, token }))
  moment.after(moment.params.answerTimeout, happening('silent', { client, kind: STAMP, owner }))
}

/** From here on the client's work rests on what it finds in the storage. */
export function work(world: LockWorld, moment: LockMoment, member: Member): void {
  const { lock } = member
  const { checked, unchecked } = world.checkers
  entered(unchecked, lock.resource, lock.owner, lock.token)
  entered(checked, lock.resource, lock.owner, lock.token)
  world.marks.begun[lock.resource] = moment.number
  member.stamping = false
  workOn(moment, member)
}

/** The next piece of the work; a write ends it. */
export function workOn(moment: LockMoment, { lock }: Member): void {
  const { params, random } = moment
  const mean = params.workTime / params.writes
  const takes = params.workDistribution === 'constant' ? mean : random.work.exponential(mean)
  moment.after(takes, happening('work', { client: lock.number, owner: lock.owner }))
}

/** Whether an event belongs to the lock that a client believes to hold. */
export const belongs = ({ lock }: Member, event: LockEvent): boolean => holds(lock) && event.owner === lock.owner

/** It is time for a heartbeat: of a holder, or of a client in line whose lease must live. */
export function beat(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  const { lock } = member
  const { params } = moment
  if (event.owner !== lock.owner) return
  if (lock.state === 'waiting.queued' && params.service === 'lease') keepPlace(world, moment, member)
  if (!holds(lock)) return
  if (params.heartbeat > 0) moment.after(params.heartbeat, event.by === 0 ? event : { ...event, by: 0 })
  const time = clientReads(world, moment, lock.number)
  if (!renew(lock, time)) return
  followClient(lock, moment)
  const { number: client, owner, resource, token, era } = lock
  const request = happening('deliver', { client, kind: EXTEND, resource, owner, token, era, time, ttl: params.ttl })
  if (params.service === 'quorum') askNodes(world, moment, member, request)
  else toServer(world, moment, request)
  moment.after(params.answerTimeout, happening('silent', { client, kind: EXTEND, owner, era }))
}

/** The lock is good for another TTL, counted from `from`. */
export function prolong(
  world: LockWorld,
  moment: LockMoment,
  member: Member,
  owner: number,
  ttl: Millis,
  from: Millis,
): void {
  const { lock } = member
  const config = moment.params.service === 'quorum' ? world.config.quorumClient : world.config.client
  renewed(lock, config, owner, ttl, from, clientReads(world, moment, lock.number))
  followClient(lock, moment)
}

/** No answer came to a heartbeat. */
export function unheard(world: LockWorld, event: LockEvent, moment: LockMoment, member: Member): void {
  const { lock } = member
  if (!belongs(member, event) || event.era !== lock.era) return
  if (moment.params.service === 'quorum') closed(world, moment, member, EXTEND)
  unanswered(lock, clientReads(world, moment, lock.number))
  followClient(lock, moment)
}

/** Sets the timer by which a client that looks at its clock finds its lock over. */
function awaitLapse(world: LockWorld, moment: LockMoment, { lock }: Member): void {
  if (moment.params.guard !== 'ownClock') return
  const due = whenReads(world, moment, clientNode(lock.number), lock.validUntil)
  moment.at(due, happening('lapse', { client: lock.number, owner: lock.owner }))
}

/** The end of validity may have come; a heartbeat may have moved it on. */
export function lapse(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  if (!belongs(member, event) || moment.params.guard !== 'ownClock') return
  if (mayRely(member.lock, clientReads(world, moment, event.client))) awaitLapse(world, moment, member)
  else letGo(world, moment, member, 'lapses')
}

/** The client learns that its lock is gone, and drops its work. */
export function letGo(world: LockWorld, moment: LockMoment, member: Member, why: 'refused' | 'lapses'): void {
  const { lock } = member
  world.totals.lost += 1
  lose(lock, why, clientReads(world, moment, lock.number))
  followClient(lock, moment)
  closeSpan(world.spans, member.open[BELIEVES] as number, moment.now)
  moment.after(STOPPING, happening('stop', { client: lock.number, era: lock.era }))
}

/** It has stopped. */
export function stopped(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  if (event.era !== member.lock.era || member.lock.state !== 'lost') return
  stop(member.lock)
  followClient(member.lock, moment)
  think(moment, member)
}

/** The work is done: the lock is given back. */
export function giveBack(world: LockWorld, moment: LockMoment, member: Member): void {
  const { lock } = member
  const { number: client, owner, resource, token } = lock
  finish(lock, clientReads(world, moment, client))
  followClient(lock, moment)
  closeSpan(world.spans, member.open[BELIEVES] as number, moment.now)
  if (moment.params.service === 'quorum') releaseNodes(world, moment, member)
  else toServer(world, moment, happening('deliver', { client, kind: RELEASE, resource, owner, token }))
  think(moment, member)
}
