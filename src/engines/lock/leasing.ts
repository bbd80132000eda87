import { begin, step } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import {
  holderKey,
  type Lease,
  type LeaseConfig,
  type LeasedLock,
  type LeaseStore,
  leasedLockOf,
  leaseOf,
  revokedAt,
} from './lease.ts'
import { type LockEdge, lockMachine } from './lock-machine.ts'

/**
 * What the store says to a key that is to be created: its owner holds the lock, or waits for the key before its own.
 */
export type KeyAnswer = 'granted' | 'queued' | 'noLease'

/**
 * What it says to a keep-alive: the lease has its whole time to live again; it is over and about to be revoked, so that
 * the answer has to wait until then; or there is no such lease.
 */
export type KeepAliveAnswer = 'renewed' | 'expired' | 'noLease'

/** Edges of one operation beyond this are taken without being noted. */
const NOTED = 8

function take(store: LeaseStore, lock: LeasedLock, edge: LockEdge, a: number, b: number, c: number, d: number): void {
  lock.state = lockMachine.next(lock.state, edge)
  if (store.trail.count < NOTED) step(store.trail, edge, a, b, c, d)
}

function start(store: LeaseStore): void {
  begin(store.trail)
  store.woken.length = 0
}

const held = (lock: LeasedLock): boolean => lock.state === 'acquired.active' || lock.state === 'extended.active'

/** Locks that a lease holds. */
const heldBy = (store: LeaseStore, lease: Lease): readonly LeasedLock[] =>
  store.locks.filter((lock) => holderKey(lock)?.lease === lease.id)

/** A client gets a lease that lasts `ttl`, at least the store's least, from now. */
export function grantLease(store: LeaseStore, config: LeaseConfig, client: number, ttl: Millis, now: Millis): Lease {
  start(store)
  const lasts = ttl < config.leastTtl ? config.leastTtl : ttl
  const lease = { id: store.nextLease, client, ttl: lasts, deadline: now + lasts, expired: false, era: 0 }
  store.nextLease += 1
  store.leases.push(lease)
  return lease
}

/**
 * The owner of a lease wants a lock: its key is created unless it exists already, and it holds the lock if no key is
 * older. An expired lease can still create a key until it is revoked.
 */
export function createKey(store: LeaseStore, resource: number, id: number, now: Millis): KeyAnswer {
  start(store)
  const lock = leasedLockOf(store, resource)
  const lease = leaseOf(store, id)
  if (!lease) return 'noLease'
  if (!lock.keys.some((key) => key.lease === id)) {
    store.revision += 1
    lock.keys.push({ lease: id, client: lease.client, created: store.revision })
    if (lock.state === 'available') grant(store, lock, now)
  }
  return holderKey(lock)?.lease === id ? 'granted' : 'queued'
}

/** The oldest key has the lock. */
function grant(store: LeaseStore, lock: LeasedLock, now: Millis): void {
  const key = holderKey(lock)
  if (!key) return
  const lease = leaseOf(store, key.lease)
  lock.since = now
  lock.era += 1
  store.granted += 1
  take(store, lock, 'acquires', key.client, lock.number, key.created, (lease?.deadline ?? now) - now)
  if (lease?.expired) take(store, lock, 'expires', key.client, lock.number, key.created, 0)
}

/** A heartbeat: the lease and every lock that it holds last another time to live from now, unless it is over (≥). */
export function keepAlive(store: LeaseStore, config: LeaseConfig, id: number, now: Millis): KeepAliveAnswer {
  start(store)
  const lease = leaseOf(store, id)
  if (!lease || expires(store, config, lease, now)) {
    store.strays += 1
    return lease && leaseOf(store, id) ? 'expired' : 'noLease'
  }
  for (const lock of heldBy(store, lease)) {
    const first = lock.state === 'acquired.active'
    const token = holderKey(lock)?.created ?? 0
    take(store, lock, first ? 'checks' : 'checksAgain', lease.client, lock.number, token, lease.deadline - now)
    take(store, lock, first ? 'extends' : 'prolongs', lease.client, lock.number, token, lease.ttl)
  }
  lease.deadline = now + lease.ttl
  lease.era += 1
  store.extended += 1
  return 'renewed'
}

/** What time does to a lease by itself: it expires at its deadline (≥), and is revoked by the next sweep. */
export function expireLease(store: LeaseStore, config: LeaseConfig, id: number, now: Millis): boolean {
  start(store)
  const lease = leaseOf(store, id)
  return lease !== undefined && expires(store, config, lease, now)
}

/** True if the lease is over at `now`; takes what steps are due. */
function expires(store: LeaseStore, config: LeaseConfig, lease: Lease, now: Millis): boolean {
  if (!lease.expired && now < lease.deadline) return false
  if (!lease.expired) {
    lease.expired = true
    lease.era += 1
    store.expired += 1
    for (const lock of heldBy(store, lease)) {
      const token = holderKey(lock)?.created ?? 0
      take(store, lock, 'expires', lease.client, lock.number, token, now - lock.since)
    }
  }
  if (now >= revokedAt(config, lease)) drop(store, lease, now)
  return true
}

/** A client gives its lease back: all its keys are deleted. False if there is no such lease. */
export function revoke(store: LeaseStore, id: number, now: Millis): boolean {
  start(store)
  const lease = leaseOf(store, id)
  if (lease) drop(store, lease, now)
  return lease !== undefined
}

function drop(store: LeaseStore, lease: Lease, now: Millis): void {
  store.leases.splice(store.leases.indexOf(lease), 1)
  for (const lock of store.locks) remove(store, lock, lease, now)
}

/** A client deletes its key: it releases the lock, or leaves the line. False if the key is gone already. */
export function deleteKey(store: LeaseStore, resource: number, id: number, now: Millis): boolean {
  start(store)
  const lease = leaseOf(store, id)
  if (lease && remove(store, leasedLockOf(store, resource), lease, now)) return true
  store.strays += 1
  return false
}

/** Deletes the key of a lease; the lock passes to the next key, and only the client behind the key is told. */
function remove(store: LeaseStore, lock: LeasedLock, lease: Lease, now: Millis): boolean {
  const place = lock.keys.findIndex((key) => key.lease === lease.id)
  const key = lock.keys[place]
  if (!key) return false
  store.revision += 1
  lock.keys.splice(place, 1)
  const next = lock.keys[place]
  if (next) store.woken.push(next.client)
  if (place > 0) return true
  const waiting = lock.keys.length
  lock.era += 1
  if (held(lock)) {
    take(store, lock, 'releases', key.client, lock.number, key.created, now - lock.since)
    take(store, lock, 'frees', lock.number, waiting, 0, 0)
    store.released += 1
  } else take(store, lock, 'reclaims', lock.number, waiting, now - lease.deadline, 0)
  grant(store, lock, now)
  return true
}

/**
 * Another node leads from now on: it does not know how long the leases have been running, so each lasts a whole time to
 * live, and `longer`, from now. A lease can live longer than its time to live, never shorter.
 */
export function promote(store: LeaseStore, longer: Millis, now: Millis): void {
  start(store)
  for (const lease of store.leases) {
    if (lease.expired) continue
    lease.deadline = now + lease.ttl + longer
    lease.era += 1
  }
}
