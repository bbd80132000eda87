import { describe, expect, test } from 'vitest'
import { forget, leave } from '../../../src/engines/lock/holding.ts'
import { nextDue } from '../../../src/engines/lock/service.ts'
import { LockDriver } from './driver.ts'

test('a free lock is granted with a token and a deadline, a held one is not', () => {
  const driver = new LockDriver()
  expect(driver.acquire(1, 10)).toBe('granted')
  expect(driver.lock).toMatchObject({ state: 'acquired.active', client: 1, token: 1, deadline: 110 })
  expect(driver.acquire(2, 50)).toBe('held')
  expect(driver.lock).toMatchObject({ client: 1, token: 1, deadline: 110 })
})

test('a released lock is free at once and its next token is higher', () => {
  const driver = new LockDriver()
  driver.acquire(1, 0)
  expect(driver.release(1, 30)).toBe('released')
  expect(driver.edges).toEqual(['releases', 'frees'])
  expect(driver.acquire(2, 30)).toBe('granted')
  expect(driver.lock.token).toBe(2)
})

describe('expiry', () => {
  test('at its deadline a lock is over (≥), as in etcd', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    expect(driver.acquire(2, 99.99)).toBe('held')
    expect(nextDue(driver.config, driver.lock)).toBe(100)
    expect(driver.acquire(2, 100)).toBe('granted')
    expect(driver.edges).toEqual(['expires', 'reclaims', 'acquires'])
  })

  test('on a clock of whole milliseconds only after it (>), as in Redis', () => {
    const driver = new LockDriver({ over: 'after' })
    driver.acquire(1, 0.7)
    expect(driver.lock.deadline).toBe(100)
    expect(nextDue(driver.config, driver.lock)).toBe(101)
    expect(driver.acquire(2, 100.99)).toBe('held')
    expect(driver.acquire(2, 101)).toBe('granted')
  })

  test('a timer at the deadline frees the lock without anybody asking', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    expect(driver.expire(99)).toBe(false)
    expect(driver.expire(100)).toBe(true)
    expect(driver.lock.state).toBe('available')
  })

  test('a swept lock rests in Expired until the next look, which is when it is free', () => {
    const driver = new LockDriver({ sweepEvery: 80 })
    driver.acquire(1, 0)
    driver.expire(100)
    expect(driver.lock.state).toBe('expired')
    expect(nextDue(driver.config, driver.lock)).toBe(160)
    expect(driver.acquire(2, 150)).toBe('held')
    expect(driver.extend(1, 150, 1)).toBe('notHolder')
    expect(driver.acquire(2, 160)).toBe('granted')
    expect(driver.edges).toEqual(['reclaims', 'acquires'])
  })

  test('every change of holder or deadline begins a new era, so that an old timer is recognised', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    const { era } = driver.lock
    driver.extend(1, 50, 1)
    expect(driver.lock.era).toBeGreaterThan(era)
    expect(driver.expire(100)).toBe(false)
    expect(driver.lock.state).toBe('extended.active')
  })
})

describe('heartbeats', () => {
  test('extend with the valid token, first from Acquired, then from Extended', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    expect(driver.extend(1, 60, 1)).toBe('extended')
    expect(driver.edges).toEqual(['checks', 'extends'])
    expect(driver.extend(1, 120, 1)).toBe('extended')
    expect(driver.edges).toEqual(['checksAgain', 'prolongs'])
    expect(driver.lock.deadline).toBe(220)
  })

  test('with a ttl of 0 only ask whether the token is still good', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    expect(driver.extend(1, 60, 1, 0)).toBe('valid')
    expect(driver.edges).toEqual(['checks', 'valid'])
    driver.extend(1, 60, 1)
    expect(driver.extend(1, 70, 1, 0)).toBe('valid')
    expect(driver.edges).toEqual(['checksAgain', 'stillValid'])
    expect(driver.lock.deadline).toBe(160)
  })

  test('with another token or owner change nothing and count as strays', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    expect(driver.extend(1, 10, 7)).toBe('notHolder')
    expect(driver.extend(2, 10, 1)).toBe('notHolder')
    expect(driver.edges).toEqual(['checks', 'refuses'])
    driver.extend(1, 20, 1)
    expect(driver.extend(2, 30, 1)).toBe('notHolder')
    expect(driver.edges).toEqual(['checksAgain', 'refusesAgain'])
    expect(driver.lock).toMatchObject({ client: 1, deadline: 120 })
    expect(driver.service.strays).toBe(3)
  })

  test('at the deadline come too late: the token is invalid and the lock free', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    expect(driver.extend(1, 100, 1)).toBe('notHolder')
    expect(driver.edges).toEqual(['checks', 'invalid', 'reclaims'])
    expect(driver.lock.state).toBe('available')
  })

  test('of a client that has lost its lock do not disturb the new holder', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    driver.acquire(2, 150)
    expect(driver.extend(1, 160, 1)).toBe('notHolder')
    expect(driver.lock).toMatchObject({ client: 2, token: 2, deadline: 250 })
  })
})

describe('release', () => {
  test('by a client whose lock expired does not touch the lock of the next', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    driver.acquire(2, 150)
    expect(driver.release(1, 160)).toBe('notHolder')
    expect(driver.lock.client).toBe(2)
  })

  test('with an owner value of an earlier acquisition is refused too', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0, 100, 1)
    driver.release(1, 10, 1)
    driver.acquire(1, 20, 100, 2)
    expect(driver.release(1, 30, 1)).toBe('notHolder')
    expect(driver.release(1, 30, 2)).toBe('released')
  })

  test('without a check of the owner frees whoever holds it', () => {
    const driver = new LockDriver({ releaseBy: 'anyone' })
    driver.acquire(1, 0)
    driver.acquire(2, 150)
    expect(driver.release(1, 160)).toBe('released')
    expect(driver.edges).toEqual(['snatches', 'frees'])
    expect(driver.acquire(3, 170)).toBe('granted')
  })
})

describe('a request that comes twice', () => {
  test('is refused the second time, as NX does', () => {
    const driver = new LockDriver()
    driver.acquire(1, 0)
    expect(driver.acquire(1, 1)).toBe('held')
  })

  test('or is told the same token and deadline again', () => {
    const driver = new LockDriver({ repeated: 'sameToken' })
    driver.acquire(1, 0)
    expect(driver.acquire(1, 1)).toBe('granted')
    expect(driver.lock).toMatchObject({ token: 1, deadline: 100 })
    expect(driver.service.granted).toBe(1)
  })
})

test('a service that forgets its locks keeps its counter of tokens', () => {
  const driver = new LockDriver({ waiting: 'line' })
  driver.acquire(1, 0)
  driver.acquire(2, 0)
  forget(driver.service, 0, 10)
  expect(driver.edges).toEqual(['forgets'])
  expect(driver.acquire(3, 11)).toBe('granted')
  expect(driver.lock).toMatchObject({ client: 3, token: 2, line: [] })
})

test('without tokens every grant has token 0 and the owner value alone decides', () => {
  const driver = new LockDriver({ tokens: 'none' })
  driver.acquire(1, 0)
  expect(driver.lock.token).toBe(0)
  expect(driver.extend(2, 10, 0)).toBe('notHolder')
  expect(driver.extend(1, 10, 0)).toBe('extended')
})

test('a lock that does not exist is a mistake of the programmer', () => {
  const driver = new LockDriver()
  expect(() => leave(driver.service, 7, 1)).toThrow('there is no lock 7')
})
