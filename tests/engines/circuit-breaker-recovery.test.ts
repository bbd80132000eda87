import { describe, expect, test } from 'vitest'
import { profiled } from '../../src/engines/circuit-breaker/configuration.ts'
import { statistics } from '../../src/engines/circuit-breaker/statistics.ts'
import { Driver, opened } from './breaker-driver.ts'
import { someNumbers } from './breaker-numbers.ts'

describe('half-open', () => {
  test('the reference lets any number through, and the first success closes', () => {
    const driver = opened(new Driver('reference'), 1)
    const herd = Array.from({ length: 50 }, () => driver.start(6000))
    expect(driver.breaker.probesInFlight).toBe(50)
    driver.end(herd[0] as never, 'success', 6001)
    expect(driver.state).toBe('closed')
  })

  test.each(['polly', 'hystrix', 'opossum'] as const)('%s lets exactly one trial through', (profile) => {
    const driver = opened(new Driver(profile, { probes: 5, probesToClose: 5 }), 0)
    driver.elapse(5000)
    const trial = driver.start(5001)
    expect(driver.admit(60_000)).toBe('refused')
    driver.end(trial, 'success', 60_001)
    expect(driver.state).toBe('closed')
  })

  test('gobreaker admits maxRequests and needs that many successes', () => {
    const driver = opened(new Driver('gobreaker', { probes: 3, probesToClose: 1 }), 0)
    const trials = [driver.start(5001), driver.start(5001), driver.start(5001)]
    expect(driver.admit(5001)).toBe('refused')
    driver.end(trials[0] as never, 'success', 5002)
    driver.end(trials[1] as never, 'success', 5002)
    expect(driver.admit(5002)).toBe('refused')
    expect(driver.state).toBe('halfOpen')
    driver.end(trials[2] as never, 'success', 5002)
    expect(driver.state).toBe('closed')
  })

  test('gobreaker opens again on any failure', () => {
    const driver = opened(new Driver('gobreaker', { probes: 3 }), 0)
    driver.calls('ss', 5001)
    driver.call('failure', 5002)
    expect(driver.edges).toEqual(['reopens'])
  })

  test('gobreaker takes 0 for one request', () => {
    expect(profiled('gobreaker', { ...someNumbers, probes: 0 }).probes).toBe(1)
  })

  test('resilience4j decides half-open early at min(permits, minimum)', () => {
    const driver = opened(new Driver('resilience4j', { probes: 10, minimumCalls: 4 }), 0)
    driver.calls('sss', 5001)
    expect(driver.state).toBe('halfOpen')
    driver.call('success', 5001)
    expect(driver.state).toBe('closed')
  })

  test('resilience4j decides half-open by the rate, not by the first failure', () => {
    const driver = opened(new Driver('resilience4j', { probes: 5, minimumCalls: 100 }), 0)
    driver.calls('ffsss', 5001)
    expect(driver.edges).toEqual(['closes'])
    expect(driver.numbers).toEqual([3, 5, 3, 0])
  })

  test('resilience4j opens again when the slow probes reach their rate', () => {
    const driver = opened(new Driver('resilience4j', { probes: 2, slowAfter: 100 }), 0)
    const slow = [driver.start(5001), driver.start(5001)]
    driver.end(slow[0] as never, 'success', 5101)
    driver.end(slow[1] as never, 'success', 5102)
    expect(driver.edges).toEqual(['reopens'])
    expect(driver.numbers).toEqual([1, 2, 1, 5000])
  })

  test('resilience4j spends permits: a probe that ends frees none', () => {
    const driver = opened(new Driver('resilience4j', { probes: 3, minimumCalls: 3 }), 0)
    driver.calls('ss', 5001)
    driver.start(5001)
    expect(driver.admit(5001)).toBe('refused')
  })
})

describe('results that arrive late', () => {
  test.each(['setpoint', 'gobreaker'] as const)('%s drops a result of an earlier state', (profile) => {
    const driver = new Driver(profile)
    const late = driver.start(0)
    opened(driver, 1)
    driver.start(5002)
    driver.end(late, 'failure', 5003)
    expect(driver.state).toBe('halfOpen')
    expect(driver.breaker.late).toBe(1)
  })

  test.each(['reference', 'polly', 'hystrix', 'opossum'] as const)('%s closes on a success sent before', (profile) => {
    const driver = new Driver(profile)
    const late = driver.start(0)
    opened(driver, 1)
    driver.elapse(5001)
    driver.start(5002)
    driver.end(late, 'success', 5003)
    expect(driver.state).toBe('closed')
  })

  test('resilience4j counts a late result among the probes', () => {
    const driver = new Driver('resilience4j', { probes: 2, slowAfter: 60_000 })
    const late = [driver.start(0), driver.start(0)]
    opened(driver, 1)
    driver.start(5002)
    for (const ticket of late) driver.end(ticket, 'success', 5003)
    expect(driver.state).toBe('closed')
  })

  test('only the reference begins the wait anew on a late failure', () => {
    const profiles = ['reference', 'resilience4j', 'polly', 'hystrix', 'opossum'] as const
    const prolonging = profiles.filter((profile) => {
      const driver = new Driver(profile)
      const late = driver.start(0)
      opened(driver, 1)
      driver.end(late, 'failure', 4000)
      return driver.edges.includes('prolongs')
    })
    expect(prolonging).toEqual(['reference'])
  })
})

describe('ignored results', () => {
  test.each(['setpoint', 'resilience4j', 'gobreaker'] as const)('%s gives the permit back', (profile) => {
    const driver = opened(new Driver(profile, { probes: 1, probesToClose: 1, minimumCalls: 1 }), 0)
    driver.call('ignored', 5001)
    expect(driver.state).toBe('halfOpen')
    driver.call('success', 5001)
    expect(driver.state).toBe('closed')
  })

  test.each(['polly', 'opossum'] as const)('%s takes it for a success', (profile) => {
    const driver = opened(new Driver(profile), 0)
    driver.elapse(5000)
    driver.call('ignored', 5001)
    expect(driver.state).toBe('closed')
  })

  test('hystrix opens again, but does not count it while closed', () => {
    const driver = new Driver('hystrix', { minimumCalls: 1 })
    driver.calls('iiiiii', 0)
    expect(driver.state).toBe('closed')
    opened(driver, 0).call('ignored', 5001)
    expect(driver.edges).toEqual(['reopens'])
  })

  test('the reference stays half-open for ever on results that it does not expect', () => {
    const driver = opened(new Driver('reference'), 1)
    driver.calls('iiiiiiii', 60_000)
    expect(driver.state).toBe('halfOpen')
  })
})

describe('what stays', () => {
  test('opossum never clears its window, and counts refused calls in its rate', () => {
    const driver = opened(new Driver('opossum', { minimumCalls: 2, openWait: 100 }), 0)
    for (let i = 0; i < 10; i += 1) driver.admit(1)
    driver.elapse(100)
    driver.call('success', 101)
    expect(driver.state).toBe('closed')
    expect(driver.breaker.window.failures).toBe(2)
    expect(driver.breaker.window.calls).toBe(13)
  })

  test.each(['resilience4j', 'polly', 'hystrix'] as const)('%s closes with an empty window', (profile) => {
    const driver = opened(new Driver(profile, { minimumCalls: 2, probes: 1, openWait: 100 }), 0)
    driver.call('success', 101)
    expect(driver.state).toBe('closed')
    expect(driver.breaker.window.calls).toBe(0)
  })

  test('the reference divides successes by all calls, refused ones too, and forgets them on a reset', () => {
    const driver = new Driver('reference', { failuresToOpen: 1 })
    driver.calls('sf', 1)
    driver.admit(2)
    driver.admit(2)
    expect(statistics(driver.breaker, driver.config)).toMatchObject({ successes: 1, total: 4, successRate: 0.25 })
    driver.reset(3)
    expect(statistics(driver.breaker, driver.config)).toMatchObject({ successes: 0, total: 4, failures: 0 })
  })

  test('every other profile divides successes by results', () => {
    const driver = new Driver('gobreaker', { failuresToOpen: 0 })
    driver.calls('sf', 1)
    driver.admit(2)
    expect(statistics(driver.breaker, driver.config)).toMatchObject({ successes: 1, failures: 1, successRate: 0.5 })
  })
})
