import fc from 'fast-check'
import { type ProbeConfig, probeDefaults } from '../../../src/engines/health/container.ts'
import { endpointDefaults } from '../../../src/engines/health/endpoint.ts'
import { outlierDefaults } from '../../../src/engines/health/outlier.ts'
import type { HealthSettings } from '../../../src/labs/health-checks/take-home/settings.ts'

/** A service with the four checks of the exercise, the probes of Kubernetes and a load balancer. */
export const ordinary: HealthSettings = {
  service: 'Orders',
  probes: { liveness: probeDefaults, readiness: { ...probeDefaults, period: 5000, successThreshold: 2 } },
  grace: 30_000,
  checks: [
    ['DB', true],
    ['API', true],
    ['Cache', false],
    ['Queue', false],
  ].map(([name, critical]) => ({
    name: String(name),
    critical: critical === true,
    remote: true,
    interval: 10_000,
    timeout: 5000,
    rise: 1,
    fall: 1,
    staleAfter: 0,
  })),
  rules: endpointDefaults,
  balancer: {
    interval: 10_000,
    jitter: 0.1,
    timeout: 1000,
    rise: 2,
    fall: 3,
    panicThreshold: 0.5,
    outliers: outlierDefaults,
  },
}

const time = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => Math.round(value))
const reads = fc.constantFrom('own' as const, 'critical' as const, 'all' as const)

/** A probe as Kubernetes allows it: whole seconds. */
const probe = (successThresholds: number): fc.Arbitrary<ProbeConfig> =>
  fc
    .record({
      initialDelay: fc.integer({ min: 0, max: 600 }),
      period: fc.integer({ min: 1, max: 300 }),
      timeout: fc.integer({ min: 1, max: 60 }),
      successThreshold: fc.integer({ min: 1, max: successThresholds }),
      failureThreshold: fc.integer({ min: 1, max: 30 }),
    })
    .map((given) => ({
      ...given,
      initialDelay: 1000 * given.initialDelay,
      period: 1000 * given.period,
      timeout: 1000 * given.timeout,
    }))

const without = <T extends object>(record: T): Partial<T> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>

/** Any probes that Kubernetes allows, one at least. */
export const anyProbes = fc
  .record({
    startup: fc.option(probe(1), { nil: undefined }),
    liveness: fc.option(probe(1), { nil: undefined }),
    readiness: fc.option(probe(5), { nil: undefined }),
  })
  .map((probes) => without(probes) as HealthSettings['probes'])
  .filter((probes) => Object.keys(probes).length > 0)

const anyCheck = fc.record({
  name: fc.oneof(fc.constantFrom('DB', 'API', 'Cache', 'Queue', '2nd store'), fc.string({ maxLength: 12 })),
  critical: fc.boolean(),
  remote: fc.boolean(),
  interval: time(100, 60_000),
  timeout: time(10, 30_000),
  rise: fc.integer({ min: 1, max: 10 }),
  fall: fc.integer({ min: 1, max: 10 }),
  staleAfter: time(0, 60_000),
})

const anyOutliers = fc.record({
  errorsInRow: fc.integer({ min: 0, max: 20 }),
  interval: time(1000, 60_000),
  baseEjection: time(1000, 60_000),
  longestEjection: time(1000, 600_000),
  mostEjected: fc.double({ min: 0, max: 1, noNaN: true }),
  alwaysOne: fc.boolean(),
})

/** Any settings that the lab might have, odd names among them. */
export const anySettings: fc.Arbitrary<HealthSettings> = fc
  .record({
    service: fc.oneof(fc.constantFrom('Orders', 'Auth'), fc.string({ maxLength: 12 })),
    probes: anyProbes,
    grace: fc.option(time(0, 60_000), { nil: undefined }),
    checks: fc.array(anyCheck, { maxLength: 5 }),
    rules: fc.record({
      live: reads,
      ready: reads,
      unknown: fc.constantFrom('fails' as const, 'degrades' as const, 'passes' as const),
    }),
    balancer: fc
      .record({
        interval: time(100, 60_000),
        jitter: fc.double({ min: 0, max: 1, noNaN: true }),
        timeout: time(10, 30_000),
        rise: fc.integer({ min: 1, max: 10 }),
        fall: fc.integer({ min: 1, max: 10 }),
        panicThreshold: fc.double({ min: 0, max: 1, noNaN: true }),
        outliers: fc.option(anyOutliers, { nil: undefined }),
      })
      .map((balancer) => without(balancer) as HealthSettings['balancer']),
  })
  .map((settings) => without(settings) as HealthSettings)
