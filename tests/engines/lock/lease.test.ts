import { describe, expect, test } from 'vitest'
import {
  createLeaseStore,
  etcdLease,
  holderKey,
  leaseDue,
  leasedLockOf,
  predecessorKey,
  revokedAt,
  stillCreatedAt,
} from '../../../src/engines/lock/lease.ts'
import {
  createKey,
  deleteKey,
  expireLease,
  grantLease,
  keepAlive,
  promote,
  revoke,
} from '../../../src/engines/lock/leasing.ts'

const edges = (store: ReturnType<typeof createLeaseStore>) => store.trail.edges.slice(0, store.trail.count)

/** Leases of 3 s for clients 1 to `clients`, each with a key below the one lock. */
function contended(clients: number) {
  const store = createLeaseStore(1)
  const leases = Array.from({ length: clients }, (_, i) => grantLease(store, etcdLease, i + 1, 3000, 0))
  const answers = leases.map((lease) => createKey(store, 0, lease.id, 0))
  return {
    store,
    leases,
    answers,
    lock: leasedLockOf(store, 0),
    lease: (client: number) => leases[client - 1]?.id ?? 0,
  }
}

test('the oldest key holds the lock; its creation revision is the token', () => {
  const { answers, lock } = contended(3)
  expect(answers).toEqual(['granted', 'queued', 'queued'])
  expect(holderKey(lock)).toMatchObject({ client: 1, created: 1 })
  expect(lock.keys.map(({ created }) => created)).toEqual([1, 2, 3])
})

test('each waiter watches the key created last before its own', () => {
  const { lock, lease } = contended(3)
  expect(predecessorKey(lock, lease(3))?.client).toBe(2)
  expect(predecessorKey(lock, lease(2))?.client).toBe(1)
  expect(predecessorKey(lock, lease(1))).toBeUndefined()
})

test('a release tells the next client alone, and it holds the lock', () => {
  const { store, lock, lease } = contended(3)
  expect(deleteKey(store, 0, lease(1), 100)).toBe(true)
  expect(edges(store)).toEqual(['releases', 'frees', 'acquires'])
  expect(store.woken).toEqual([2])
  expect(holderKey(lock)).toMatchObject({ client: 2, created: 2 })
})

test('who leaves the line is followed by the one behind, without the lock changing hands', () => {
  const { store, lock, lease } = contended(3)
  expect(deleteKey(store, 0, lease(2), 100)).toBe(true)
  expect(edges(store)).toEqual([])
  expect(store.woken).toEqual([3])
  expect(holderKey(lock)?.client).toBe(1)
  expect(predecessorKey(lock, lease(3))?.client).toBe(1)
})

test('asking again gives the same key', () => {
  const { store, lock, lease } = contended(2)
  expect(createKey(store, 0, lease(1), 10)).toBe('granted')
  expect(createKey(store, 0, lease(2), 10)).toBe('queued')
  expect(lock.keys).toHaveLength(2)
})

describe('an expired lease', () => {
  test('holds the lock until the next sweep revokes it', () => {
    const { store, leases, lock, lease } = contended(2)
    keepAlive(store, etcdLease, lease(2), 2000)
    keepAlive(store, etcdLease, lease(1), 100)
    expect(edges(store)).toEqual(['checks', 'extends'])
    const first = leases[0]
    if (!first) throw new Error('no lease')
    expect(leaseDue(etcdLease, first)).toBe(3100)
    expect(expireLease(store, etcdLease, first.id, 3099)).toBe(false)
    expect(expireLease(store, etcdLease, first.id, 3100)).toBe(true)
    expect([lock.state, holderKey(lock)?.client]).toEqual(['expired', 1])
    expect(leaseDue(etcdLease, first)).toBe(3500)
    expireLease(store, etcdLease, first.id, 3500)
    expect(edges(store)).toEqual(['reclaims', 'acquires'])
    expect([lock.state, holderKey(lock)?.client, store.woken]).toEqual(['acquired.active', 2, [2]])
  })

  test('cannot be renewed at its deadline (≥): first the answer waits, then the lease is not found', () => {
    const { store, lease } = contended(1)
    expect(keepAlive(store, etcdLease, lease(1), 2999.9)).toBe('renewed')
    expect(keepAlive(store, etcdLease, lease(1), 5999.9)).toBe('expired')
    expect(keepAlive(store, etcdLease, lease(1), 6000)).toBe('noLease')
    expect(store.strays).toBe(2)
  })

  test('that waited in line only leaves it', () => {
    const { store, lock, lease } = contended(3)
    keepAlive(store, etcdLease, lease(1), 1000)
    keepAlive(store, etcdLease, lease(3), 1000)
    expireLease(store, etcdLease, lease(2), 3000)
    expect(lock.keys.map(({ client }) => client)).toEqual([1, 3])
    expect(store.woken).toEqual([3])
  })
})

test('keep-alives move the deadline of the lock from Acquired to Extended and on', () => {
  const { store, lock, lease } = contended(1)
  keepAlive(store, etcdLease, lease(1), 1000)
  expect(edges(store)).toEqual(['checks', 'extends'])
  keepAlive(store, etcdLease, lease(1), 2000)
  expect(edges(store)).toEqual(['checksAgain', 'prolongs'])
  expect(lock.state).toBe('extended.active')
})

test('a guard on the creation revision holds until the key is deleted, and never again', () => {
  const { store, lock, lease } = contended(2)
  expect(stillCreatedAt(lock, lease(1), 1)).toBe(true)
  deleteKey(store, 0, lease(1), 10)
  createKey(store, 0, lease(1), 20)
  expect(stillCreatedAt(lock, lease(1), 1)).toBe(false)
  expect(lock.keys.map(({ created }) => created)).toEqual([2, 4])
})

test('a lease shorter than the store allows is lengthened', () => {
  const store = createLeaseStore(1)
  expect(grantLease(store, etcdLease, 1, 500, 0)).toMatchObject({ ttl: 2000, deadline: 2000 })
})

test('revoking a lease frees all that hangs on it, once', () => {
  const store = createLeaseStore(2)
  const { id } = grantLease(store, etcdLease, 1, 3000, 0)
  createKey(store, 0, id, 0)
  createKey(store, 1, id, 0)
  expect(revoke(store, id, 10)).toBe(true)
  expect(store.locks.map(({ state }) => state)).toEqual(['available', 'available'])
  expect(revoke(store, id, 10)).toBe(false)
  expect(createKey(store, 0, id, 11)).toBe('noLease')
  expect(deleteKey(store, 0, id, 11)).toBe(false)
})

test('under a new leader leases begin anew: they live longer than their time, never shorter', () => {
  const { store, leases } = contended(1)
  promote(store, 1000, 2900)
  expect(leases[0]?.deadline).toBe(6900)
})

test('a sweep exactly at the deadline revokes at once', () => {
  const { store, leases } = contended(1)
  const [lease] = leases
  if (!lease) throw new Error('no lease')
  expect(revokedAt(etcdLease, lease)).toBe(3000)
  expireLease(store, etcdLease, lease.id, 3000)
  expect(edges(store)).toEqual(['expires', 'reclaims'])
})
