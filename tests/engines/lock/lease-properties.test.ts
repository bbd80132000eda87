import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createLeaseStore,
  etcdLease,
  holderKey,
  type LeaseStore,
  leasedLockOf,
  leaseOf,
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
import { copy } from '../../../src/sim/copy.ts'

const verbs = fc.array(
  fc.record({
    do: fc.constantFrom('lease', 'key', 'key', 'keepAlive', 'delete', 'revoke', 'tick', 'promote'),
    /** Which lease, counted back from the youngest. */
    back: fc.integer({ min: 0, max: 3 }),
    time: fc.constantFrom(0, 100, 499, 500, 2000, 3000),
  }),
  { minLength: 20, maxLength: 80, size: 'max' },
)

function perform(store: LeaseStore, verb: { do: string; back: number }, now: number): void {
  const id = store.nextLease - 1 - verb.back
  if (verb.do === 'lease') grantLease(store, etcdLease, (store.nextLease % 5) + 1, 3000, now)
  else if (verb.do === 'key') createKey(store, 0, id, now)
  else if (verb.do === 'keepAlive') keepAlive(store, etcdLease, id, now)
  else if (verb.do === 'delete') deleteKey(store, 0, id, now)
  else if (verb.do === 'revoke') revoke(store, id, now)
  else if (verb.do === 'promote') promote(store, 500, now)
  else expireLease(store, etcdLease, id, now)
}

test('whatever happens, the oldest key holds the lock, and revisions that got it strictly increase', () => {
  let grants = 0
  fc.assert(
    fc.property(verbs, (script) => {
      const store = createLeaseStore(1)
      const lock = leasedLockOf(store, 0)
      let last = 0
      let now = 0
      for (const verb of script) {
        now += verb.time
        perform(store, verb, now)
        const created = lock.keys.map((key) => key.created)
        expect(created).toEqual([...new Set(created)].sort((a, b) => a - b))
        expect(lock.keys.every((key) => leaseOf(store, key.lease) !== undefined)).toBe(true)
        expect(lock.state === 'available').toBe(created.length === 0)
        const held = holderKey(lock)
        expect(lock.state === 'expired').toBe(held !== undefined && leaseOf(store, held.lease)?.expired === true)
        expect(store.woken.length).toBeLessThanOrEqual(1)
        if (!store.trail.edges.slice(0, store.trail.count).includes('acquires')) continue
        expect(held?.created).toBeGreaterThan(last)
        last = held?.created ?? 0
        grants += 1
      }
    }),
    { numRuns: 200 },
  )
  expect(grants).toBeGreaterThan(300)
})

test('a copy of the store goes on exactly as the original does', () => {
  fc.assert(
    fc.property(verbs, verbs, (before, later) => {
      const store = createLeaseStore(1)
      before.forEach((verb, i) => {
        perform(store, verb, i * 400)
      })
      const twin = copy(store)
      later.forEach((verb, i) => {
        perform(store, verb, 40_000 + i * 400)
        perform(twin, verb, 40_000 + i * 400)
      })
      expect(twin).toEqual(store)
    }),
    { numRuns: 50 },
  )
})
