import { describe, expect, test } from 'vitest'
import { outcomeOf, track } from '../../src/engines/circuit-breaker/filter.ts'
import { breakerMachine } from '../../src/engines/circuit-breaker/machine.ts'
import { letsThrough, measure, nextCheck, statistics } from '../../src/engines/circuit-breaker/statistics.ts'
import { Driver, opened, type Ticket } from './breaker-driver.ts'

describe('closed', () => {
  test('opens on failures among the last calls once the window holds enough of them', () => {
    const driver = new Driver('setpoint', { windowCalls: 8, minimumCalls: 8, failuresToOpen: 5 })
    driver.calls('fffffss', 0)
    expect(driver.state).toBe('closed')
    driver.call('success', 1)
    expect(driver.edges).toEqual(['counts', 'opens'])
    expect(driver.numbers).toEqual([5, 8, 5, 8])
  })

  test('goes back to monitoring after a success and after a failure below the limit', () => {
    const driver = new Driver('setpoint', {}, { trip: 'consecutive' })
    driver.call('success', 0)
    expect(driver.edges).toEqual(['counts', 'succeeds'])
    driver.call('failure', 0)
    expect(driver.edges).toEqual(['counts', 'tolerates'])
    expect(driver.breaker.state).toBe('closed.monitoring')
  })

  test('counts failures in a row only, when told so', () => {
    const driver = new Driver('setpoint', { failuresToOpen: 3 }, { trip: 'consecutive' })
    driver.calls('ffsffsff', 0)
    expect(driver.state).toBe('closed')
    driver.call('failure', 0)
    expect(driver.state).toBe('open')
  })

  test('opens on slow calls: strictly longer than the limit is slow, and a slow failure counts in both rates', () => {
    const driver = new Driver(
      'setpoint',
      { slowAfter: 100, slowRateToOpen: 0.5, failureRateToOpen: 1, minimumCalls: 4 },
      { trip: 'rate', slow: true },
    )
    const tickets = [0, 0, 0, 0].map((at) => driver.start(at)) as [Ticket, Ticket, Ticket, Ticket]
    driver.end(tickets[0], 'success', 100)
    driver.end(tickets[1], 'failure', 101)
    expect(driver.breaker.window).toMatchObject({ calls: 2, failures: 1, slow: 1 })
    driver.end(tickets[2], 'success', 101)
    driver.end(tickets[3], 'success', 102)
    expect(driver.edges).toEqual(['counts', 'opensSlow'])
    expect(driver.numbers).toEqual([3, 4, 2, 4])
  })

  test('puts a result into the bucket of its admission, or nowhere when that has left', () => {
    const driver = new Driver('setpoint', { windowTime: 10_000, windowBuckets: 10 }, { trip: 'rate', window: 'time' })
    const [early, later] = [driver.start(500), driver.start(5500)]
    driver.call('success', 10_400)
    driver.end(early, 'failure', 10_400)
    expect(driver.breaker.window).toMatchObject({ calls: 1, failures: 0 })
    driver.end(later, 'failure', 10_400)
    expect(driver.breaker.window).toMatchObject({ calls: 2, failures: 1 })
    expect(measure(driver.breaker, driver.config, 15_000)).toMatchObject({ calls: 1, failures: 0 })
    expect(driver.breaker.window).toMatchObject({ calls: 2, failures: 1 })
  })

  test('keeps the latest results when the window of calls is made smaller or larger', () => {
    const driver = new Driver('setpoint', { windowCalls: 8, minimumCalls: 8, failuresToOpen: 8 })
    driver.calls('ffssfsf', 0)
    Object.assign(driver.config, { windowCalls: 3 })
    driver.call('failure', 1)
    expect(driver.breaker.window).toMatchObject({ calls: 3, failures: 2 })
    Object.assign(driver.config, { windowCalls: 6 })
    driver.call('success', 2)
    expect(driver.breaker.window).toMatchObject({ calls: 4, failures: 2 })
  })
})

describe('open', () => {
  test('the wait grows by its factor with each re-opening up to the longest, and is as before after closing', () => {
    const driver = opened(new Driver('setpoint', { openWait: 100, openWaitGrowth: 3, openWaitLongest: 500 }), 0)
    const waits = [driver.breaker.wait]
    let now = 0
    for (let i = 0; i < 3; i += 1) {
      now = nextCheck(driver.breaker, driver.config)
      driver.call('failure', now)
      waits.push(driver.breaker.wait)
    }
    expect(waits).toEqual([100, 300, 500, 500])
    driver.calls('ss', nextCheck(driver.breaker, driver.config))
    expect(opened(driver, 5000).breaker.wait).toBe(100)
  })

  test('jitter shortens or lengthens the wait by its share, and never adds up over re-openings', () => {
    const driver = new Driver('setpoint', { failuresToOpen: 1, minimumCalls: 1, openWait: 1000, openWaitJitter: 0.2 })
    driver.end(driver.start(0), 'failure', 0, 0)
    expect(driver.breaker.wait).toBe(800)
    driver.end(driver.start(800), 'failure', 800, 0.75)
    expect(driver.breaker.wait).toBe(1100)
    expect(driver.breaker.steadyWait).toBe(1000)
  })

  test('keeps the numbers that opened it readable while it refuses', () => {
    const driver = opened(new Driver('setpoint', { minimumCalls: 4, failuresToOpen: 4 }), 0)
    for (let i = 0; i < 7; i += 1) driver.admit(10)
    expect(measure(driver.breaker, driver.config, 10)).toMatchObject({ failures: 4, calls: 4, limit: 4 })
    expect(statistics(driver.breaker, driver.config)).toMatchObject({ rejected: 7, total: 11 })
    expect(letsThrough(driver.breaker)).toBe(false)
  })
})

describe('half-open', () => {
  const halfOpen = (tuned = {}, choices = {}): Driver =>
    opened(new Driver('setpoint', { openWait: 100, ...tuned }, choices), 0)

  test('takes a permit at admission and returns it when the probe ends', () => {
    const driver = halfOpen({ probes: 1, probesToClose: 3 })
    const first = driver.start(100)
    expect(driver.breaker.state).toBe('halfOpen.tracking')
    expect(driver.admit(101)).toBe('refused')
    driver.end(first, 'success', 102)
    expect(driver.edges).toEqual(['again'])
    expect(driver.admit(103)).toBe('probe')
  })

  test('closes after as many successes as are asked for, starting empty', () => {
    const driver = halfOpen({ probes: 1, probesToClose: 2 })
    driver.call('success', 100)
    driver.call('success', 101)
    expect(driver.edges).toEqual(['closes'])
    expect(driver.numbers).toEqual([2, 2, 2, 0])
    expect(driver.breaker).toMatchObject({ failures: 0, consecutive: 0, window: { calls: 0 } })
  })

  test('opens again on the first failure, whatever succeeded before', () => {
    const driver = halfOpen({ probes: 3, probesToClose: 3 })
    driver.calls('ssf', 100)
    expect(driver.edges).toEqual(['reopens'])
    expect(driver.numbers).toEqual([1, 3, 1, 100])
  })

  test('takes a slow success for a failed probe where slow calls count', () => {
    const driver = halfOpen({ slowAfter: 50 }, { slow: true })
    driver.end(driver.start(100), 'success', 151)
    expect(driver.edges).toEqual(['reopens'])
  })

  test('leaves by a timer when it lasts too long, opening again', () => {
    const driver = halfOpen({ halfOpenLongest: 400, openWaitGrowth: 2 })
    driver.start(100)
    expect(driver.due).toBe(500)
    driver.elapse(499)
    expect(driver.state).toBe('halfOpen')
    driver.elapse(500)
    expect(driver.edges).toEqual(['givesUp'])
    expect(driver.numbers).toEqual([400, 400, 200, 0])
  })

  test('or closing, if that is chosen', () => {
    const driver = halfOpen({ halfOpenLongest: 400 }, { halfOpenThen: 'closed' })
    driver.start(100)
    driver.elapse(500)
    expect(driver.edges).toEqual(['presumes'])
    expect(driver.due).toBe(Infinity)
  })
})

describe('by hand', () => {
  test('forced open refuses until a reset, however long', () => {
    const driver = new Driver('setpoint')
    driver.forceOpen(0)
    expect(driver.edges).toEqual(['forces'])
    expect(driver.admit(1e9)).toBe('refused')
    driver.reset(1e9)
    expect(driver.edges).toEqual(['resets'])
    expect(driver.admit(1e9)).toBe('call')
  })

  test('an open breaker is forced open by way of closed', () => {
    const driver = opened(new Driver('setpoint'), 0)
    driver.forceOpen(1)
    expect(driver.edges).toEqual(['resets', 'forces'])
    driver.forceOpen(2)
    expect(driver.edges).toEqual([])
  })

  test('disabled lets everything through and never opens, but goes on counting calls', () => {
    const driver = new Driver('setpoint')
    driver.disable(0)
    driver.calls('ffffffffffff', 1)
    expect(driver.breaker.state).toBe('disabled')
    expect(statistics(driver.breaker, driver.config)).toMatchObject({ failures: 12, total: 12 })
  })

  test('a reset of a closed breaker forgets its counts and the calls in flight', () => {
    const driver = new Driver('setpoint', { failuresToOpen: 2 }, { trip: 'consecutive' })
    const late = driver.start(0)
    driver.call('failure', 0)
    driver.reset(1)
    driver.end(late, 'failure', 2)
    driver.call('failure', 2)
    expect(driver.state).toBe('closed')
    expect(driver.breaker.late).toBe(1)
  })
})

describe('failure kinds', () => {
  const ancestry = { timeout: ['network', 'error'], network: ['error'], clientError: ['error'] }

  test('a kind counts through its ancestors, and exclusion wins', () => {
    const filter = { counted: ['error'], excluded: ['clientError'] }
    expect(outcomeOf('timeout', filter, ancestry)).toBe('failure')
    expect(outcomeOf('clientError', filter, ancestry)).toBe('ignored')
    expect(outcomeOf('unheard of', filter, ancestry)).toBe('ignored')
  })

  test('counts per kind outlive a reset', () => {
    const driver = new Driver('setpoint')
    track(driver.breaker, 'timeout')
    driver.reset(0)
    track(driver.breaker, 'timeout')
    expect(driver.breaker.kinds).toEqual({ timeout: 2 })
  })
})

test('an edge that the machine lacks throws', () => {
  expect(() => breakerMachine.next('closed.monitoring', 'halfOpens')).toThrow('no edge halfOpens')
})
