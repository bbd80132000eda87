import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyOf, bodyText, draftStatus, type HealthBody } from '../../../src/engines/health/body.ts'
import { type CheckConfig, checkDefaults, createCheck } from '../../../src/engines/health/check.ts'
import { answer, elapse, tick } from '../../../src/engines/health/check-run.ts'
import {
  ask,
  checksRead,
  type Endpoint,
  type EndpointRules,
  endpointDefaults,
  type Service,
  type ServiceCheck,
} from '../../../src/engines/health/endpoint.ts'
import { virtualDate } from '../../../src/engines/health/virtual-date.ts'

type Kind = Pick<ServiceCheck, 'name' | 'critical' | 'remote'>

/** A check that has run as `outcomes` says, once a second: P answered in 12.34 ms, F failed, T timed out. */
function checked(kind: Kind, outcomes: string, set: Partial<CheckConfig> = {}): ServiceCheck {
  const config = { ...checkDefaults, interval: 10_000, ...set }
  const check = createCheck(0, config, 0)
  for (const [i, outcome] of [...outcomes].entries()) {
    const number = tick(check, config, i * 10_000)
    if (outcome === 'T') elapse(check, config, number, i * 10_000 + config.timeout)
    else answer(check, config, number, outcome === 'P', i * 10_000 + 12.34)
  }
  return { ...kind, componentType: kind.name === 'DB' ? 'datastore' : 'component', check, config }
}

const database: Kind = { name: 'DB', critical: true, remote: true }
const cache: Kind = { name: 'cache', critical: false, remote: true }
const process: Kind = { name: 'process', critical: true, remote: false }

const service = (checks: readonly ServiceCheck[], set: Partial<Service> = {}): Service => ({
  name: 'orders',
  checks,
  started: true,
  draining: false,
  ...set,
})

const endpoints: readonly Endpoint[] = ['basic', 'detailed', 'ready', 'live', 'startup']

const codes = (of: Service, rules: EndpointRules = endpointDefaults, now = 60_000): string =>
  endpoints.map((endpoint) => ask(endpoint, of, rules, now).http).join(' ')

describe('HTTP status of basic, detailed, ready, live and start-up', () => {
  test.each([
    ['all pass', 'P', 'P', 'P', '200 200 200 200 200'],
    ['the cache fails', 'P', 'F', 'P', '200 200 200 200 200'],
    ['the database fails', 'F', 'P', 'P', '503 503 503 200 200'],
    ['the database has no answer in time', 'T', 'P', 'P', '503 503 503 200 200'],
    ['the process itself fails', 'P', 'P', 'F', '503 503 503 503 200'],
    ['nothing has run yet', '', '', '', '503 503 503 200 200'],
  ])('when %s', (_, forDatabase, forCache, forProcess, expected) => {
    const checks = [checked(database, forDatabase), checked(cache, forCache), checked(process, forProcess)]
    expect(codes(service(checks))).toBe(expected)
  })

  test('while starting and while draining', () => {
    const checks = [checked(database, 'P')]
    expect(codes(service(checks, { started: false }))).toBe('200 200 503 200 503')
    expect(codes(service(checks, { draining: true }))).toBe('200 200 503 200 200')
    const { because } = ask('ready', service(checks, { draining: true }), endpointDefaults, 0)
    expect(because).toBe('draining')
  })

  test('when liveness is told to read dependencies, an outage of one fails it', () => {
    const checks = [checked(database, 'F'), checked(process, 'P')]
    expect(codes(service(checks), { ...endpointDefaults, live: 'all' })).toBe('503 503 503 503 200')
    expect(codes(service(checks), { ...endpointDefaults, ready: 'own' })).toBe('503 503 200 200 200')
  })

  test('degraded and unhealthy differ in the word, degraded and healthy in nothing that a balancer sees', () => {
    const { status, http } = ask('basic', service([checked(cache, 'F')]), endpointDefaults, 0)
    expect([status, http]).toEqual(['degraded', 200])
    const { status: ready } = ask('ready', service([checked(cache, 'F')]), endpointDefaults, 0)
    expect(ready).toBe('healthy')
  })

  test('a service without checks passes', () => {
    expect(codes(service([]))).toBe('200 200 200 200 200')
  })

  test('a stale result is unknown: it fails, degrades or passes, by the rule', () => {
    const checks = [checked(database, 'P', { staleAfter: 30_000 })]
    const rule = (unknown: EndpointRules['unknown'], now: number) =>
      ask('basic', service(checks), { ...endpointDefaults, unknown }, now).status
    expect(rule('fails', 30_012)).toBe('healthy')
    expect([rule('fails', 30_013), rule('degrades', 30_013), rule('passes', 30_013)]).toEqual([
      'unhealthy',
      'degraded',
      'healthy',
    ])
  })
})

test('liveness says the same whatever dependencies do, unless it is told to read them', () => {
  const outcomes = fc.stringMatching(/^[PFT]{0,4}$/)
  const dependency = fc.record({ name: fc.constant('dependency'), critical: fc.boolean(), remote: fc.constant(true) })
  const dependencies = fc.array(fc.tuple(dependency, outcomes), { maxLength: 5 })
  fc.assert(
    fc.property(outcomes, dependencies, fc.boolean(), fc.integer({ min: 0, max: 1e6 }), (own, others, started, now) => {
      const alone = [checked(process, own, { staleAfter: 20_000 })]
      const all = [...alone, ...others.map(([kind, ran]) => checked(kind, ran, { staleAfter: 20_000 }))]
      const live = (checks: readonly ServiceCheck[]) =>
        ask('live', service(checks, { started }), endpointDefaults, now).status
      expect(live(all)).toBe(live(alone))
      expect(checksRead('live', service(all), endpointDefaults).some(({ remote }) => remote)).toBe(false)
    }),
    { numRuns: 100, seed: 3 },
  )
})

describe('bodies', () => {
  const bodyAt = (endpoint: Endpoint, of: Service, now = 60_000, rules = endpointDefaults): HealthBody =>
    bodyOf(ask(endpoint, of, rules, now), of, rules, now)

  test('the detailed one lists every check as the draft has it', () => {
    const checks = [checked(database, 'PT'), checked(cache, 'PPP'), checked(process, '')]
    expect(JSON.parse(bodyText(bodyAt('detailed', service(checks))))).toEqual({
      status: 'fail',
      serviceId: 'orders',
      output: 'not passing: DB, process',
      checks: {
        'DB:responseTime': [
          {
            componentType: 'datastore',
            status: 'fail',
            observedValue: 5000,
            observedUnit: 'ms',
            time: '2026-01-01T00:00:15.000Z',
            output: 'no answer within 5 s',
          },
        ],
        'cache:responseTime': [
          {
            componentType: 'component',
            status: 'pass',
            observedValue: 12.3,
            observedUnit: 'ms',
            time: '2026-01-01T00:00:20.012Z',
          },
        ],
        'process:responseTime': [{ componentType: 'component', status: 'fail', output: 'has not run yet' }],
      },
    })
  })

  test('the others say no more than they are asked', () => {
    const checks = [checked(database, 'F')]
    expect(bodyAt('basic', service(checks))).toEqual({ status: 'fail', serviceId: 'orders' })
    expect(bodyAt('ready', service(checks))).toEqual({
      status: 'fail',
      serviceId: 'orders',
      output: 'not passing: DB',
    })
    expect(bodyAt('live', service(checks))).toEqual({ status: 'pass', serviceId: 'orders' })
    expect(bodyAt('startup', service(checks, { started: false })).output).toBe('starting')
  })

  test('a failure that the thresholds still forgive is a warning, a stale result says its age', () => {
    const flapping = service([checked(database, 'PPF', { fall: 3 })])
    const [detail] = bodyAt('detailed', flapping).checks?.['DB:responseTime'] ?? []
    expect([bodyAt('detailed', flapping).status, detail?.status]).toEqual(['pass', 'warn'])
    expect(detail?.output).toBe('answered with an error; failed 1 of 3 in a row')
    const old = service([checked(database, 'P', { staleAfter: 30_000 })])
    const [stale] = bodyAt('detailed', old, 60_012.34).checks?.['DB:responseTime'] ?? []
    expect([stale?.status, stale?.output]).toEqual(['fail', 'last result is 1 min old'])
    const rising = service([checked(database, 'FP', { rise: 2 })])
    expect(bodyAt('detailed', rising).checks?.['DB:responseTime']?.[0]?.output).toBe('passed 1 of 2 in a row')
  })

  test('the word fits the HTTP status: fail with 503, pass and warn with 200', () => {
    for (const outcomes of ['P', 'F', 'T', '']) {
      for (const kind of [database, cache, process]) {
        for (const endpoint of endpoints) {
          const of = service([checked(kind, outcomes)])
          const { http, status } = ask(endpoint, of, endpointDefaults, 60_000)
          expect(bodyAt(endpoint, of).status).toBe(draftStatus[status])
          expect(draftStatus[status] === 'fail').toBe(http === 503)
        }
      }
    }
  })
})

test('virtual time is written as a date that begins in 2026, as a calendar has it', () => {
  const begin = Date.UTC(2026, 0, 1)
  expect(virtualDate(0)).toBe('2026-01-01T00:00:00.000Z')
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e13, noNaN: true }), (time) => {
      expect(virtualDate(time)).toBe(new Date(begin + Math.floor(time)).toISOString())
    }),
    { numRuns: 500, seed: 1 },
  )
})
