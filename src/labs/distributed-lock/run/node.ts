import { acquire, expire, extend, forget, leave, release } from '../../../engines/lock/holding.ts'
import { type Lock, type LockService, lockOf, nextDue } from '../../../engines/lock/service.ts'
import type { Millis } from '../../../units.ts'
import { wallTime } from '../../../world/clocks.ts'
import { following, happening, type LockEvent } from './event.ts'
import {
  ACQUIRE,
  CALLED,
  CHECK,
  EXTEND,
  EXTENDED,
  GRANT,
  HELD,
  LEAVE,
  NOT_HOLDER,
  PUBLISHED,
  QUEUED,
  RELEASE,
  RELEASED,
  RETRY,
  VALID,
  WOKEN,
} from './kinds.ts'
import { offer } from './offering.ts'
import { reads, toClient, whenReads } from './post.ts'
import { compareNodes, endInTruth, followLock, grantInTruth } from './truth.ts'
import { type LockMoment, type LockWorld, memberOf, serverNode } from './world.ts'

const nodeOf = (world: LockWorld, server: number): LockService => {
  const node = world.nodes[server]
  if (!node) throw new Error(`there is no node ${server}`)
  return node
}

/** A message has reached a node of the service. */
export function atNode(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { client, kind, owner, resource, server, token } = event
  const node = nodeOf(world, server)
  const { lock: config } = world.config
  const now = reads(world, moment, serverNode(world, server))
  const claim = { client, owner }
  const era = lockOf(node, resource).era
  switch (kind) {
    case ACQUIRE:
    case RETRY: {
      const answer = acquire(node, config, resource, claim, event.ttl, now, moment.params.acquireTimeout)
      settled(world, moment, server, resource, era)
      if (answer === 'granted') grants(world, moment, event, GRANT)
      else toClient(world, moment, following(event, answer === 'held' ? HELD : QUEUED))
      break
    }
    case EXTEND:
    case CHECK: {
      const answer = extend(node, config, resource, claim, token, kind === CHECK ? 0 : event.ttl, now)
      settled(world, moment, server, resource, era)
      const says = answer === 'extended' ? EXTENDED : answer === 'valid' ? VALID : NOT_HOLDER
      const ttl = leftOf(world, moment, event)
      toClient(world, moment, following(event, says, kind, token, ttl, deadline(world, moment, server, ttl)))
      break
    }
    case RELEASE: {
      const holder = lockOf(node, resource).owner
      const answer = release(node, config, resource, claim, now)
      if (answer === 'released' && holder !== owner && config.releaseBy === 'owner') world.account.foreignReleases += 1
      settled(world, moment, server, resource, era)
      toClient(world, moment, following(event, RELEASED))
      break
    }
    case LEAVE:
      leave(node, resource, owner)
      break
    case PUBLISHED:
      if (lockOf(node, resource).owner === owner) grants(world, moment, event, event.about)
      break
  }
}

/** What is left of a lock. */
const leftOf = (world: LockWorld, moment: LockMoment, { server, resource }: LockEvent): Millis =>
  lockOf(nodeOf(world, server), resource).deadline - reads(world, moment, serverNode(world, server))

/** When that will be over, on the wall clock of its node. */
const deadline = (world: LockWorld, moment: LockMoment, server: number, left: Millis): Millis =>
  wallTime(world.clocks, serverNode(world, server), moment.now) + left

/** Tells a client that the lock is its own, once the storage knows if it has to. */
function grants(world: LockWorld, moment: LockMoment, event: LockEvent, kind: number): void {
  const { token } = lockOf(nodeOf(world, event.server), event.resource)
  const ttl = leftOf(world, moment, event)
  offer(world, moment, following(event, kind, event.kind, token, ttl, deadline(world, moment, event.server, ttl)))
}

/** What follows at a node from a verb: edges, truth, timers, and clients to be told. */
function settled(world: LockWorld, moment: LockMoment, server: number, resource: number, era: number): void {
  const node = nodeOf(world, server)
  const lock = lockOf(node, resource)
  followLock(world, moment, server, node.trail)
  if (world.nodes.length > 1) compareNodes(world, moment, resource)
  else compare(world, moment, lock, resource)
  if (lock.era !== era) awaitExpiry(world, moment, server, resource)
  for (const client of node.woken) {
    const { owner } = world.config.lock.waiting === 'herd' ? memberOf(world, client).lock : lock
    const call = happening('deliver', { client, server, resource, owner })
    if (world.config.lock.waiting === 'herd') toClient(world, moment, following(call, WOKEN))
    else grants(world, moment, call, CALLED)
  }
}

/** The truth is what the only node says. */
function compare(world: LockWorld, moment: LockMoment, lock: Lock, resource: number): void {
  const { account } = world
  if (lock.owner === 0) endInTruth(world, moment, resource)
  else if (account.owner[resource] !== lock.owner || account.token[resource] !== lock.token) {
    grantInTruth(world, moment, resource, lock.client, lock.owner, lock.token)
  }
}

/** Sets the timer by which a node notices that a lock is over or to be swept. */
function awaitExpiry(world: LockWorld, moment: LockMoment, server: number, resource: number): void {
  const { lock: config } = world.config
  const lock = lockOf(nodeOf(world, server), resource)
  const due = nextDue(config, lock)
  const unnoticed = moment.params.noticed === 'asked' && config.waiting === 'none' && lock.state !== 'expired'
  if (due === Infinity || unnoticed) return
  const at = whenReads(world, moment, serverNode(world, server), due)
  moment.at(at, happening('expire', { server, resource, era: lock.era }))
}

/** A lock may be over. */
export function expireLock(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { era, resource, server } = event
  const node = nodeOf(world, server)
  if (lockOf(node, resource).era !== era) return
  expire(node, world.config.lock, resource, reads(world, moment, serverNode(world, server)))
  settled(world, moment, server, resource, era)
  if (lockOf(node, resource).era === era && node.trail.count === 0) awaitExpiry(world, moment, server, resource)
}

/** Clocks or rules have changed: every timer is set anew. */
export function awaitAll(world: LockWorld, moment: LockMoment): void {
  for (let server = 0; server < world.nodes.length; server += 1)
    for (let resource = 0; resource < world.unchecked.length; resource += 1)
      awaitExpiry(world, moment, server, resource)
}

/** The first node restarts without its memory. */
export function forgetAll(world: LockWorld, moment: LockMoment): void {
  const node = nodeOf(world, 0)
  const now = reads(world, moment, serverNode(world, 0))
  for (let resource = 0; resource < world.unchecked.length; resource += 1) {
    const { era } = lockOf(node, resource)
    forget(node, resource, now)
    settled(world, moment, 0, resource, era)
  }
}
