import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admit, record } from '../../src/engines/circuit-breaker/call.ts'
import type { Profile } from '../../src/engines/circuit-breaker/profile.ts'
import { copy } from '../../src/sim/copy.ts'
import { Driver } from './breaker-driver.ts'
import { type Act, acts, choices, numbers, play } from './breaker-play.ts'

const profiles: readonly Profile[] = [
  'setpoint',
  'reference',
  'resilience4j',
  'gobreaker',
  'polly',
  'hystrix',
  'opossum',
]

describe.each(profiles)('%s, whatever happens', (profile) => {
  test('never has more probes in flight than permits, and lets no call through while open', () => {
    fc.assert(
      fc.property(numbers, choices, acts, (tuned, chosen, script) => {
        const driver = new Driver(profile, tuned, chosen)
        play(driver, script, (act) => {
          const { probes } = driver.config
          if (probes > 0) expect(driver.breaker.probesInFlight).toBeLessThanOrEqual(probes)
          expect(driver.breaker.probesInFlight).toBeGreaterThanOrEqual(0)
          if (act.do === 'start' && driver.state === 'open') expect(driver.edges).not.toContain('probe')
        })
      }),
      { numRuns: 30 },
    )
  })

  test('its counters equal what happened', () => {
    fc.assert(
      fc.property(numbers, choices, acts, (tuned, chosen, script) => {
        const driver = new Driver(profile, tuned, chosen)
        const told = play(driver, profile === 'reference' ? withoutResets(script) : script, () => {})
        const { total, rejected, inFlight, successes, failed, ignored, late } = driver.breaker
        expect([total, rejected, inFlight]).toEqual([
          told.admitted + told.refused,
          told.refused,
          told.admitted - told.ended,
        ])
        expect(successes + failed + ignored + late).toBe(told.ended)
      }),
      { numRuns: 30 },
    )
  })

  test('a copy goes on exactly as the original does', () => {
    fc.assert(
      fc.property(numbers, choices, acts, acts, (tuned, chosen, before, later) => {
        const driver = new Driver(profile, tuned, chosen)
        play(driver, before, () => {})
        const twin = new Driver(profile, tuned, chosen)
        Object.assign(twin.breaker, copy(driver.breaker))
        play(driver, later, () => {})
        play(twin, later, () => {})
        expect(twin.breaker).toEqual(driver.breaker)
      }),
      { numRuns: 30 },
    )
  })
})

/** The reference forgets its successes on a reset by hand; forcing and switching off reset too. */
const withoutResets = (script: readonly Act[]): readonly Act[] =>
  script.filter((act) => act.do !== 'reset' && act.do !== 'forceOpen' && act.do !== 'disable')

test('the record is plain data', () => {
  const driver = new Driver('setpoint', {}, { window: 'time', trip: 'rate' })
  driver.calls('ffff', 0)
  admit(driver.breaker, driver.config, 9000)
  record(driver.breaker, driver.config, driver.breaker.era, 'success', 0, 9000)
  expect(structuredClone(driver.breaker)).toEqual(driver.breaker)
  const { trail: _, window, ...plain } = driver.breaker
  const { ring, buckets, ...counts } = window
  expect(JSON.parse(JSON.stringify({ ...plain, counts }))).toEqual({ ...plain, counts })
  expect([...ring, ...buckets].every(Number.isInteger)).toBe(true)
})
