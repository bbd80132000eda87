import { askAgain, denied, giveUp, queued, want } from '../../../engines/lock/client.ts'
import { followClient } from './client-trail.ts'
import { happening, type LockEvent } from './event.ts'
import { ACQUIRE, EXTEND, LEAVE, RETRY } from './kinds.ts'
import { clientReads, toServer, whenReads } from './post.ts'
import { askNodes, releaseNodes } from './rounds.ts'
import { closeSpan, openSpan, WAITS } from './spans.ts'
import { clientNode, type LockMoment, type LockWorld, type Member, memberOf } from './world.ts'

/** While a client stands in line with a lease, it is heard of at least so often within a TTL. */
const HEARD_OF = 3

/** A client has nothing to do; after a while it wants a lock again. */
export function think(moment: LockMoment, { lock }: Member): void {
  const due = moment.random.wishes.exponential(moment.params.thinkTime)
  moment.after(due, happening('want', { client: lock.number, era: lock.era }))
}

/** A client wants a lock, and asks for it. */
export function wish(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  const { lock } = member
  if (event.era !== lock.era || lock.state !== 'idle') return
  world.totals.wishes += 1
  world.account.owners += 1
  const resource = moment.random.wishes.below(world.unchecked.length)
  const now = clientReads(world, moment, lock.number)
  want(lock, world.config.client, resource, world.account.owners, now)
  followClient(lock, moment)
  member.wishedAt = moment.now
  member.open[WAITS] = openSpan(world.spans, WAITS, lock.number, resource, 0, moment.now)
  ask(world, moment, member, ACQUIRE)
}

/** Everybody who has nothing to do wants a lock at this very moment. */
export function everybody(world: LockWorld, moment: LockMoment): void {
  for (const { lock, pausedUntil } of world.members) {
    if (lock.state !== 'idle' || moment.now < pausedUntil) continue
    wish(world, happening('want', { client: lock.number, era: lock.era }), moment)
  }
}

/** A request leaves, and the client begins to wait for its answer. */
export function ask(world: LockWorld, moment: LockMoment, member: Member, kind: number): void {
  const { lock } = member
  const { params } = moment
  world.totals.requests += 1
  const request = happening('deliver', {
    client: lock.number,
    kind,
    resource: lock.resource,
    owner: lock.owner,
    era: lock.attempt,
    time: clientReads(world, moment, lock.number),
    ttl: params.ttl,
  })
  if (params.service === 'quorum') askNodes(world, moment, member, request)
  else toServer(world, moment, request)
  moment.after(params.answerTimeout, happening('silent', { client: lock.number, kind: ACQUIRE, era: lock.era }))
}

/** Whether an answer is the one that a client waits for. */
export const awaited = ({ lock }: Member, answer: LockEvent): boolean =>
  lock.state === 'asking' && answer.owner === lock.owner && answer.era === lock.attempt

/** It was refused, or heard nothing: it waits, or gives up. */
export function refused(world: LockWorld, moment: LockMoment, member: Member, why: 'held' | 'silent'): void {
  const { lock } = member
  const chance = moment.random.backoff.uniform()
  const then = denied(lock, world.config.client, why, chance, clientReads(world, moment, lock.number))
  followClient(lock, moment)
  if (then === 'waits') moment.after(lock.wait, happening('retry', { client: lock.number, era: lock.era }))
  else abandoned(world, moment, member)
}

function abandoned(world: LockWorld, moment: LockMoment, member: Member): void {
  world.totals.gaveUp += 1
  closeSpan(world.spans, member.open[WAITS] as number, moment.now)
  think(moment, member)
}

/** No answer came to a request for the lock. */
export function heardNothing(world: LockWorld, event: LockEvent, moment: LockMoment, member: Member): void {
  const { lock } = member
  if (event.era !== lock.era || lock.state !== 'asking') return
  if (moment.params.service === 'quorum') {
    releaseNodes(world, moment, member)
    member.acquiring.length = 0
  }
  refused(world, moment, member, 'silent')
}

/** The backoff is over, or the client was woken. */
export function again(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  if (event.era === member.lock.era && member.lock.state === 'waiting.backoff') askOnce(world, moment, member)
}

function askOnce(world: LockWorld, moment: LockMoment, member: Member): void {
  askAgain(member.lock, clientReads(world, moment, member.lock.number))
  followClient(member.lock, moment)
  ask(world, moment, member, RETRY)
}

/** The service has put the client in line. */
export function lineUp(world: LockWorld, event: LockEvent, moment: LockMoment, member: Member): void {
  if (!awaited(member, event)) return
  const { lock } = member
  queued(lock)
  followClient(lock, moment)
  const due = whenReads(world, moment, clientNode(lock.number), lock.giveUpAt)
  moment.at(due, happening('patience', { client: lock.number, era: lock.era }))
  if (moment.params.service === 'lease') beHeardOf(moment, member)
}

function beHeardOf(moment: LockMoment, { lock }: Member): void {
  moment.after(moment.params.ttl / HEARD_OF, happening('heartbeat', { client: lock.number, owner: lock.owner }))
}

/** A client in line keeps its lease alive. */
export function keepPlace(world: LockWorld, moment: LockMoment, member: Member): void {
  const { lock } = member
  toServer(
    world,
    moment,
    happening('deliver', {
      client: lock.number,
      kind: EXTEND,
      resource: lock.resource,
      owner: lock.owner,
      time: clientReads(world, moment, lock.number),
      ttl: moment.params.ttl,
    }),
  )
  beHeardOf(moment, member)
}

/** The lock is free, and everybody who waits asks again. */
export function wokenUp(world: LockWorld, event: LockEvent, moment: LockMoment, member: Member): void {
  if (event.owner === member.lock.owner && member.lock.state === 'waiting.queued') askOnce(world, moment, member)
}

/** A client has stood in line for too long. */
export function runOut(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const member = memberOf(world, event.client)
  const { lock } = member
  if (event.era !== lock.era || lock.state !== 'waiting.queued') return
  const { owner, resource } = lock
  giveUp(lock, clientReads(world, moment, lock.number))
  followClient(lock, moment)
  toServer(world, moment, happening('deliver', { client: lock.number, kind: LEAVE, resource, owner }))
  abandoned(world, moment, member)
}
