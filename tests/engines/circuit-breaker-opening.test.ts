import { describe, expect, test } from 'vitest'
import { profiled } from '../../src/engines/circuit-breaker/configuration.ts'
import { numbersRead, type Profile, published, type TunableNumbers } from '../../src/engines/circuit-breaker/profile.ts'
import { Driver, opened } from './breaker-driver.ts'
import { someNumbers } from './breaker-numbers.ts'

describe('the threshold', () => {
  test.each(['resilience4j', 'polly', 'hystrix'] as const)('%s opens at exactly the threshold', (profile) => {
    const driver = new Driver(profile, { windowCalls: 20, minimumCalls: 10, failureRateToOpen: 0.5 })
    driver.calls('sssssffff', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })

  test('opossum opens only above the threshold', () => {
    const driver = new Driver('opossum', { minimumCalls: 10, failureRateToOpen: 0.5 })
    driver.calls('sssssfffff', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })

  test('gobreaker by default needs a sixth failure in a row', () => {
    const driver = new Driver('gobreaker', { failuresToOpen: 5 })
    driver.calls('fffffsfffff', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.edges).toEqual(['counts', 'opens'])
    expect(driver.numbers).toEqual([6, 6, 6, 1])
  })

  test('gobreaker with a rate divides by the calls sent, those in flight among them', () => {
    const driver = new Driver('gobreaker', { minimumCalls: 4, failureRateToOpen: 0.5 }, { trip: 'rate' })
    const pending = [driver.start(0), driver.start(0), driver.start(0)]
    driver.calls('ff', 0)
    expect(driver.state).toBe('closed')
    for (const ticket of pending) driver.end(ticket, 'success', 1)
    driver.call('failure', 2)
    expect(driver.numbers).toEqual([3, 6, 3, 4])
  })

  test('hystrix compares whole per cents: 29 of 100 is 28 per cent', () => {
    const driver = new Driver('hystrix', { minimumCalls: 100, failureRateToOpen: 0.29 })
    driver.calls(`${'f'.repeat(29)}${'s'.repeat(71)}`, 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })

  test('the reference forgives no failure for a success', () => {
    const driver = new Driver('reference', { failuresToOpen: 3 })
    driver.calls('fssssfsss', 0)
    driver.call('failure', 3_600_000)
    expect(driver.state).toBe('open')
  })
})

describe('the minimum of calls', () => {
  test('resilience4j asks for no more calls than a window of calls can hold', () => {
    const driver = new Driver('resilience4j', { windowCalls: 4, minimumCalls: 100 })
    driver.calls('fff', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })

  test('resilience4j takes the minimum as it is in a window of time', () => {
    const driver = new Driver('resilience4j', { windowCalls: 4, minimumCalls: 6 }, { window: 'time' })
    driver.calls('fffff', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })

  test('polly asks for at least two calls', () => {
    const driver = new Driver('polly', { minimumCalls: 1 })
    driver.call('failure', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })

  test.each(['resilience4j', 'hystrix'] as const)(
    '%s may open on the success that completes the minimum',
    (profile) => {
      const driver = new Driver(profile, { minimumCalls: 4 })
      driver.calls('fffs', 0)
      expect(driver.state).toBe('open')
    },
  )

  test.each(['polly', 'opossum'] as const)('%s opens on a failure only', (profile) => {
    const driver = new Driver(profile, { minimumCalls: 4 })
    driver.calls('fffs', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })
})

describe('the end of the wait', () => {
  test.each(['resilience4j', 'gobreaker', 'hystrix'] as const)('%s leaves open strictly after the wait', (profile) => {
    const driver = opened(new Driver(profile, { openWait: 5000 }), 100)
    expect(driver.admit(5100)).toBe('refused')
    expect(driver.edges).toEqual(['checks', 'tooEarly'])
    expect(driver.admit(5100.5)).toBe('probe')
  })

  test.each(['setpoint', 'reference', 'polly'] as const)('%s leaves open at the end of the wait', (profile) => {
    const driver = opened(new Driver(profile, { openWait: 5000 }), 100)
    expect(driver.admit(5099.5)).toBe('refused')
    expect(driver.admit(5100)).toBe('probe')
    expect(driver.edges.slice(0, 3)).toEqual(['checks', 'halfOpens', 'probe'])
  })

  test('opossum half-opens by a timer, whether or not anyone calls', () => {
    const driver = opened(new Driver('opossum', { openWait: 5000 }), 100)
    expect(driver.due).toBe(5100)
    expect(driver.admit(9000)).toBe('refused')
    expect(driver.edges).toEqual([])
    driver.elapse(9000)
    expect(driver.edges).toEqual(['halfOpens'])
    expect(driver.admit(9000)).toBe('probe')
  })

  test('resilience4j can be told to half-open by a timer too, punctually', () => {
    const driver = opened(new Driver('resilience4j', { openWait: 5000 }, { recovery: 'timer' }), 100)
    driver.elapse(5099)
    expect(driver.state).toBe('open')
    driver.elapse(5100)
    expect(driver.state).toBe('halfOpen')
  })

  test.each(['resilience4j', 'polly', 'hystrix'] as const)('%s does not move when its state is read', (profile) => {
    const driver = opened(new Driver(profile), 0)
    expect(driver.read(60_000)).toBe('open')
    expect(driver.state).toBe('open')
  })

  test.each(['gobreaker', 'reference'] as const)('%s moves when its state is read', (profile) => {
    const driver = opened(new Driver(profile), 1)
    expect(driver.read(60_000)).toBe('halfOpen')
    expect(driver.edges).toEqual(['halfOpens'])
    expect(driver.state).toBe('halfOpen')
  })

  test('setpoint tells half-open once the wait is over, without moving', () => {
    const driver = opened(new Driver('setpoint'), 0)
    expect(driver.read(4999)).toBe('open')
    expect(driver.read(5000)).toBe('halfOpen')
    expect(driver.state).toBe('open')
  })

  test('gobreaker moves on a late result too, which is then dropped', () => {
    const driver = new Driver('gobreaker')
    const late = driver.start(0)
    opened(driver, 1)
    driver.end(late, 'success', 6000)
    expect(driver.edges).toEqual(['halfOpens'])
    expect(driver.breaker.late).toBe(1)
  })
})

describe('numbers', () => {
  const profiles = Object.keys(numbersRead) as Profile[]

  test.each(profiles)('%s publishes defaults only for numbers that it reads', (profile) => {
    const read: readonly string[] = numbersRead[profile]
    expect(Object.keys(published[profile]).filter((name) => !read.includes(name))).toEqual([])
  })

  test.each(profiles)('%s passes on every number that it reads, and fixes or ignores the others', (profile) => {
    const read = numbersRead[profile]
    const tuned = {
      ...someNumbers,
      windowTime: 7000,
      windowBuckets: 7,
      probes: 3,
      openWaitGrowth: 2,
      openWaitJitter: 0.1,
    }
    const config = profiled(profile, tuned)
    for (const name of read) expect([name, config[name]]).toEqual([name, tuned[name]])
    const unread = (Object.keys(tuned) as (keyof TunableNumbers)[]).filter((name) => !read.includes(name))
    expect(unread.includes('openWaitGrowth')).toBe(config.openWaitGrowth === 1)
  })
})
