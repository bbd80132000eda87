import { expect, test } from 'vitest'
import { leave } from '../../../src/engines/lock/holding.ts'
import { watches } from '../../../src/engines/lock/service.ts'
import { claim, LockDriver } from './driver.ts'

const lined = () => {
  const driver = new LockDriver({ waiting: 'line' })
  driver.acquire(1, 0)
  for (const client of [2, 3, 4]) expect(driver.acquire(client, client)).toBe('queued')
  return driver
}

test('clients in line get the lock first come, first served, and only the next is woken', () => {
  const driver = lined()
  for (const client of [2, 3, 4]) {
    driver.release(client - 1, client * 10)
    expect(driver.service.woken).toEqual([client])
    expect(driver.lock).toMatchObject({ client, token: client })
  }
})

test('clients in line watch only the one before them', () => {
  const { lock } = lined()
  expect([2, 3, 4].map((client) => watches(lock, claim(client).owner))).toEqual([1, 2, 3])
  expect(watches(lock, claim(5).owner)).toBe(0)
})

test('clients in line stand in line once, however often they ask', () => {
  const driver = lined()
  driver.acquire(3, 9)
  expect(driver.lock.line.map(({ client }) => client)).toEqual([2, 3, 4])
})

test('the holder does not stand in line behind itself, however often its request comes', () => {
  const driver = lined()
  expect(driver.acquire(1, 5)).toBe('held')
  expect(driver.lock.line.map(({ client }) => client)).toEqual([2, 3, 4])
})

test('clients in line may leave; who stood behind watches the one before', () => {
  const driver = lined()
  expect(leave(driver.service, 0, claim(3).owner)).toBe(true)
  expect(leave(driver.service, 0, claim(3).owner)).toBe(false)
  expect(watches(driver.lock, claim(4).owner)).toBe(2)
})

test('clients in line that send a release only leave it', () => {
  const driver = lined()
  expect(driver.release(3, 100)).toBe('left')
  expect(driver.lock).toMatchObject({ client: 2 })
  expect(driver.lock.line.map(({ client }) => client)).toEqual([4])
})

test('clients in line are passed over from their time-out on (≥)', () => {
  const driver = new LockDriver({ waiting: 'line' })
  driver.acquire(1, 0)
  driver.acquire(2, 0, 100, 1, 40)
  driver.acquire(3, 0, 100, 1, 41)
  driver.release(1, 40)
  expect(driver.service.woken).toEqual([3])
})

test('clients in line have the lock at once when the holder expires', () => {
  const driver = lined()
  driver.expire(100)
  expect(driver.edges).toEqual(['expires', 'reclaims', 'acquires'])
  expect(driver.lock).toMatchObject({ client: 2, deadline: 200 })
})

test('clients that wait are all woken in a herd, and the lock stays free until one of them asks', () => {
  const driver = new LockDriver({ waiting: 'herd' })
  driver.acquire(1, 0)
  for (const client of [2, 3, 4]) driver.acquire(client, client)
  driver.release(1, 10)
  expect(driver.service.woken).toEqual([2, 3, 4])
  expect(driver.lock).toMatchObject({ state: 'available', line: [] })
})
