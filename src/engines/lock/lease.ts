import { type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type LockEdge, type LockState, lockMachine } from './lock-machine.ts'

/** How a store keeps leases. */
export interface LeaseConfig {
  /** How often expired leases are looked for and revoked, at multiples of this on the store's clock: 500 ms in etcd. */
  readonly sweepEvery: Millis
  /** A shorter time to live is raised to this: 2 s in etcd with its default election time-out. */
  readonly leastTtl: Millis
}

/** etcd with its defaults. */
export const etcdLease: LeaseConfig = { sweepEvery: 500, leastTtl: 2000 }

/** A client's promise to be heard of: when it is revoked, all keys that hang on it are deleted. */
export interface Lease {
  readonly id: number
  readonly client: number
  ttl: Millis
  deadline: Millis
  /** Over, but not yet revoked: it cannot be renewed any more. */
  expired: boolean
  /** Raised whenever the deadline changes or has passed. */
  era: number
}

/** A key of a client below a lock's name. The client whose key has the lowest creation revision holds the lock. */
export interface LockKey {
  readonly lease: number
  readonly client: number
  /** The store's revision that created it, never given again: the fencing token. */
  readonly created: number
}

/** A lock of the store: its keys by revision, the holder's first. */
export interface LeasedLock {
  /** From 1: what sentences call it. */
  readonly number: number
  state: LockState
  /** Raised whenever the holder changes. */
  era: number
  readonly keys: LockKey[]
  since: Millis
}

/** A store with leases and revisions (etcd) as plain data; `now` is the reading of its leader's clock. */
export interface LeaseStore {
  /** Raised by one with every change of a key. */
  revision: number
  nextLease: number
  readonly leases: Lease[]
  readonly locks: LeasedLock[]
  /** The edges that the last verb took. */
  readonly trail: Trail<LockEdge>
  /** Clients whose predecessor's key the last verb deleted: the only ones it has to tell. */
  readonly woken: number[]
  granted: number
  released: number
  expired: number
  extended: number
  /** Keep-alives and releases of leases that are over. */
  strays: number
}

/** A store without leases; the first key is created at `firstRevision`. */
export const createLeaseStore = (locks: number, firstRevision = 1): LeaseStore => ({
  revision: firstRevision - 1,
  nextLease: 1,
  leases: [],
  locks: Array.from({ length: locks }, (_, index) => ({
    number: index + 1,
    state: lockMachine.initial,
    era: 0,
    keys: [],
    since: 0,
  })),
  trail: trail(),
  woken: [],
  granted: 0,
  released: 0,
  expired: 0,
  extended: 0,
  strays: 0,
})

/** The lease with this number, unless it was revoked. */
export const leaseOf = (store: LeaseStore, id: number): Lease | undefined =>
  store.leases.find((lease) => lease.id === id)

/** The lock of a resource; throws when the store keeps none. */
export function leasedLockOf(store: LeaseStore, resource: number): LeasedLock {
  const lock = store.locks[resource]
  if (!lock) throw new Error(`there is no lock ${resource}`)
  return lock
}

/** The key that holds the lock: the oldest; undefined when there is none. */
export const holderKey = (lock: LeasedLock): LockKey | undefined => lock.keys[0]

/** The only key that the owner of this lease has to watch: the one created last before its own. */
export function predecessorKey(lock: LeasedLock, lease: number): LockKey | undefined {
  const place = lock.keys.findIndex((key) => key.lease === lease)
  return place > 0 ? lock.keys[place - 1] : undefined
}

/**
 * The guard of a transaction: the key still has the creation revision that its owner knows, so that it has not been
 * deleted meanwhile. What is written to the store itself under this guard needs no other fencing.
 */
export const stillCreatedAt = (lock: LeasedLock, lease: number, created: number): boolean =>
  lock.keys.some((key) => key.lease === lease && key.created === created)

/** When an expired lease is revoked: the first sweep at its deadline or later. */
export const revokedAt = (config: LeaseConfig, lease: Lease): Millis =>
  config.sweepEvery > 0 ? Math.ceil(lease.deadline / config.sweepEvery) * config.sweepEvery : lease.deadline

/** The reading of the store's clock at which `expireLease` has something to do; a timer for it carries the `era`. */
export const leaseDue = (config: LeaseConfig, lease: Lease): Millis =>
  lease.expired ? revokedAt(config, lease) : lease.deadline
