import {
  holderKey,
  type Lease,
  type LockKey,
  leaseDue,
  leasedLockOf,
  leaseOf,
  stillCreatedAt,
} from '../../../engines/lock/lease.ts'
import { createKey, expireLease, grantLease, keepAlive, promote, revoke } from '../../../engines/lock/leasing.ts'
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
  LEAVE,
  NOT_HOLDER,
  PUBLISHED,
  QUEUED,
  RELEASE,
  RELEASED,
  RETRY,
  VALID,
} from './kinds.ts'
import { offer } from './offering.ts'
import { reads, toClient, whenReads } from './post.ts'
import { endInTruth, followLock, grantInTruth } from './truth.ts'
import { type LockMoment, type LockWorld, serverNode, type Tenure } from './world.ts'

const tenureOf = ({ tenures }: LockWorld, owner: number): Tenure | undefined =>
  tenures.find((tenure) => tenure.owner === owner)

/** A message has reached the store. */
export function atStore(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { kind } = event
  if (kind === ACQUIRE || kind === RETRY) request(world, event, moment)
  else if (kind === EXTEND) heartbeat(world, event, moment)
  else if (kind === CHECK) answers(world, event, moment, inForce(world, event) ? VALID : NOT_HOLDER)
  else if (kind === RELEASE || kind === LEAVE) gone(world, event, moment)
  else if (kind === PUBLISHED && inForce(world, event)) grants(world, moment, event, event.about)
}

const answers = (world: LockWorld, event: LockEvent, moment: LockMoment, kind: number): void =>
  toClient(world, moment, following(event, kind))

const readsNow = (world: LockWorld, moment: LockMoment) => reads(world, moment, serverNode(world, 0))

/** A client without a lease gets one; then its key is created below the lock. */
function request(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { client, owner, resource } = event
  const { store, tenures } = world
  const now = readsNow(world, moment)
  if (!tenureOf(world, owner)) {
    const lease = grantLease(store, world.config.lease, client, event.ttl, now)
    tenures.push({ lease: lease.id, owner, client, resource })
    awaitEnd(world, moment, lease)
  }
  const answer = createKey(store, resource, tenureOf(world, owner)?.lease ?? 0, now)
  settled(world, moment)
  if (answer === 'granted') grants(world, moment, event, GRANT)
  else answers(world, event, moment, QUEUED)
}

/**
 * A keep-alive: the lease lasts another time to live, unless it is over. What a late request of the same client has
 * begun since is not the lease that its holder means (who waits has no token yet).
 */
function heartbeat(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { store } = world
  const tenure = tenureOf(world, event.owner)
  const lock = leasedLockOf(store, event.resource)
  const meant = tenure && (event.token === 0 || stillCreatedAt(lock, tenure.lease, event.token))
  const lease = meant ? leaseOf(store, tenure.lease) : undefined
  const answer = keepAlive(store, world.config.lease, lease?.id ?? 0, readsNow(world, moment))
  settled(world, moment)
  if (answer === 'renewed' && lease) awaitEnd(world, moment, lease)
  if (answer !== 'renewed' || !lease) answers(world, event, moment, NOT_HOLDER)
  else {
    const ttl = leftOf(world, moment, lease)
    toClient(world, moment, following(event, EXTENDED, EXTEND, event.token, ttl, deadline(world, moment, ttl)))
  }
}

/**
 * Whether a client's key is the oldest, and still the one that it knows; an expired lease counts until it is revoked.
 */
function inForce(world: LockWorld, { owner, resource, token }: LockEvent): boolean {
  const tenure = tenureOf(world, owner)
  const lock = leasedLockOf(world.store, resource)
  return tenure !== undefined && holderKey(lock)?.lease === tenure.lease && stillCreatedAt(lock, tenure.lease, token)
}

/** A client gives its lease back, and with it the lock or its place in line. */
function gone(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const tenure = tenureOf(world, event.owner)
  if (tenure) {
    revoke(world.store, tenure.lease, readsNow(world, moment))
    settled(world, moment)
  }
  if (event.kind === RELEASE) answers(world, event, moment, RELEASED)
}

/** What is left of a lease. */
const leftOf = (world: LockWorld, moment: LockMoment, lease: Lease): Millis => lease.deadline - readsNow(world, moment)

/** When that will be over, on the store's wall clock. */
const deadline = (world: LockWorld, moment: LockMoment, left: Millis): Millis =>
  wallTime(world.clocks, serverNode(world, 0), moment.now) + left

/** Tells the owner of the oldest key that it holds the lock, once the storage knows if it has to. */
function grants(world: LockWorld, moment: LockMoment, event: LockEvent, kind: number): void {
  const key = holderKey(leasedLockOf(world.store, event.resource))
  const lease = key && leaseOf(world.store, key.lease)
  if (!key || !lease) return
  const ttl = leftOf(world, moment, lease)
  offer(world, moment, following(event, kind, event.kind, key.created, ttl, deadline(world, moment, ttl)))
}

/** What follows in the store from a verb: edges, truth, leases that are gone, and clients to be called. */
function settled(world: LockWorld, moment: LockMoment): void {
  const { store, tenures } = world
  followLock(world, moment, 0, store.trail)
  for (let at = tenures.length - 1; at >= 0; at -= 1) {
    if (!leaseOf(store, (tenures[at] as Tenure).lease)) tenures.splice(at, 1)
  }
  store.locks.forEach((lock, resource) => {
    const key = holderKey(lock)
    compare(world, moment, resource, key)
    if (!key || !store.woken.includes(key.client)) return
    const tenure = tenures.find(({ lease }) => lease === key.lease)
    if (!tenure || tenure.resource !== resource) return
    const call = happening('deliver', { client: key.client, resource, owner: tenure.owner })
    grants(world, moment, call, CALLED)
  })
}

/** The truth is the oldest key, as long as its lease is not over. */
function compare(world: LockWorld, moment: LockMoment, resource: number, key: LockKey | undefined): void {
  const { account, store, tenures } = world
  const valid = key && leaseOf(store, key.lease)?.expired === false ? key : undefined
  if (!valid) endInTruth(world, moment, resource)
  else if (account.owner[resource] === 0 || account.token[resource] !== valid.created) {
    const owner = tenures.find(({ lease }) => lease === valid.lease)?.owner ?? 0
    grantInTruth(world, moment, resource, valid.client, owner, valid.created)
  }
}

/** Sets the timer for what happens to a lease next: it expires, or is revoked. */
function awaitEnd(world: LockWorld, moment: LockMoment, lease: Lease): void {
  const due = whenReads(world, moment, serverNode(world, 0), leaseDue(world.config.lease, lease))
  moment.at(due, happening('expire', { token: lease.id, era: lease.era }))
}

/** A lease may be over, or due to be revoked. */
export function endLease(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { store } = world
  const known = leaseOf(store, event.token)
  if (!known || known.era !== event.era) return
  expireLease(store, world.config.lease, event.token, readsNow(world, moment))
  settled(world, moment)
  const lease = leaseOf(store, event.token)
  if (lease) awaitEnd(world, moment, lease)
}

/** Clocks have changed: every timer is set anew. */
export function awaitEnds(world: LockWorld, moment: LockMoment): void {
  for (const lease of world.store.leases) awaitEnd(world, moment, lease)
}

/** Another node leads from now on: leases begin anew. */
export function failOver(world: LockWorld, moment: LockMoment): void {
  promote(world.store, 0, readsNow(world, moment))
  settled(world, moment)
  awaitEnds(world, moment)
}
