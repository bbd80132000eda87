import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BreakerConfig } from '../../src/engines/circuit-breaker/policy.ts'
import type { Profile } from '../../src/engines/circuit-breaker/profile.ts'
import { Driver } from './breaker-driver.ts'
import { acts, choices, numbers, play } from './breaker-play.ts'

interface Result {
  readonly admitted: number
  readonly ended: number
  readonly failed: boolean
  readonly slow: boolean
}

/** The rule once more, over a plain list of all results since the breaker closed. */
function ruleHolds(results: readonly Result[], config: BreakerConfig, now: number): boolean {
  const held = windowOf(results, config, now)
  const failures = held.filter(({ failed }) => failed).length
  const needed = config.minimum === 'capped' && config.window === 'calls' ? config.windowCalls : Infinity
  const enough = held.length >= Math.min(config.minimumCalls, needed) && held.length > 0
  const newest = results.at(-1)
  if (!newest?.failed && config.judgedOn === 'failure') return false
  if (config.slow && enough) {
    const slow = held.filter((result) => result.slow).length
    if (slow / held.length >= config.slowRateToOpen) return true
  }
  const inARow = results.length - 1 - results.findLastIndex(({ failed }) => !failed)
  switch (config.trip) {
    case 'total':
      return results.filter(({ failed }) => failed).length >= config.failuresToOpen
    case 'consecutive':
      return config.operator === 'above' ? inARow > config.failuresToOpen : inARow >= config.failuresToOpen
    case 'count':
      return enough && failures >= config.failuresToOpen
    case 'rate':
      return enough && failures / held.length >= config.failureRateToOpen
  }
}

function windowOf(results: readonly Result[], config: BreakerConfig, now: number): readonly Result[] {
  if (config.window === 'calls') return results.slice(-config.windowCalls)
  const length = config.windowTime / config.windowBuckets
  const oldest = Math.floor(now / length) - config.windowBuckets + 1
  return results.filter((result) => {
    const time = config.bucketOf === 'admission' ? result.admitted : result.ended
    return Math.floor(time / length) >= oldest
  })
}

const profiles: readonly Profile[] = ['setpoint', 'reference', 'resilience4j', 'polly', 'hystrix', 'gobreaker']

test.each(profiles)('%s leaves closed for open exactly when its rule holds', (profile) => {
  let openings = 0
  fc.assert(
    fc.property(numbers, choices, acts, (tuned, chosen, script) => {
      const trip = profile === 'gobreaker' ? 'consecutive' : chosen.trip
      const driver = new Driver(profile, tuned, { ...chosen, trip })
      const { config } = driver
      let results: Result[] = []
      let before = { state: driver.state, era: driver.breaker.era }
      play(driver, script, (act, now, ticket) => {
        const fresh = ticket?.era === before.era || config.lateResults === 'present'
        if (act.do === 'end' && ticket && before.state === 'closed' && fresh) {
          if (act.outcome !== 'ignored' || config.ignored === 'success') {
            const slow = config.slow && now - ticket.at > config.slowAfter
            results.push({ admitted: ticket.at, ended: now, failed: act.outcome === 'failure', slow })
            const expected = ruleHolds(results, config, now)
            expect(driver.state).toBe(expected ? 'open' : 'closed')
            if (expected) openings += 1
          }
        } else expect(driver.edges.filter((edge) => edge === 'opens' || edge === 'opensSlow')).toEqual([])
        if (before.era !== driver.breaker.era && driver.state === 'closed') results = []
        before = { state: driver.state, era: driver.breaker.era }
      })
    }),
    { numRuns: 80 },
  )
  expect(openings).toBeGreaterThan(10)
})
