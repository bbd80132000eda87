import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpStatus } from '../../../src/engines/health/aggregate.ts'
import { type Check, inFlight, verdictAt } from '../../../src/engines/health/check.ts'
import { ask, type Endpoint } from '../../../src/engines/health/endpoint.ts'
import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { SOURCES } from '../../../src/labs/health-checks/fleet.ts'
import type { HealthParams } from '../../../src/labs/health-checks/params.ts'
import { serviceView } from '../../../src/labs/health-checks/run/answering.ts'
import { checkOf } from '../../../src/labs/health-checks/run/world.ts'
import { begin, type HealthRun, lamp, read } from './run.ts'

const reads = fc.constantFrom('own' as const, 'critical' as const, 'all' as const)

const settings = fc.record({
  readyReads: reads,
  liveReads: fc.constantFrom('none' as const, 'own' as const, 'critical' as const, 'all' as const),
  rotationBy: fc.constantFrom('readiness' as const, 'active' as const),
  startupProbe: fc.boolean(),
  unknown: fc.constantFrom('fails' as const, 'degrades' as const, 'passes' as const),
  cacheCritical: fc.boolean(),
  dbCritical: fc.boolean(),
  staleAfter: fc.constantFrom(0, 4000),
  checkFall: fc.integer({ min: 1, max: 3 }),
  checkRise: fc.integer({ min: 1, max: 3 }),
  dbTimeout: fc.constantFrom(500, 1000, 5000),
  probeLoss: fc.constantFrom(0, 0.02, 0.3),
  checkErrors: fc.constantFrom(0, 0.3),
  panicThreshold: fc.constantFrom(0, 0.5),
  outliers: fc.boolean(),
  downKind: fc.constantFrom('refusing' as const, 'silent' as const),
  starting: fc.constantFrom('says' as const, 'silent' as const),
  replicas: fc.integer({ min: 1, max: 4 }),
})

const deeds = ['cacheDown', 'slowDb', 'dbDown', 'cut', 'kill', 'hang', 'leak', 'gray', 'restartAll', 'heal'] as const

const acts = fc
  .array(fc.record({ at: fc.integer({ min: 0, max: 20_000 }), do: fc.constantFrom(...deeds) }), { maxLength: 8 })
  .map((list): readonly PlannedAct[] => [...list].sort((a, b) => a.at - b.at))

const brisk: Partial<HealthParams> = {
  dbInterval: 1000,
  apiInterval: 1500,
  cacheInterval: 1000,
  queueInterval: 2000,
  readyPeriod: 1000,
  livePeriod: 1000,
  lbInterval: 1000,
  startupPeriod: 1000,
  startTime: 2000,
  backOffFirst: 1000,
}

/** Plays a random run and looks at it every so often. */
function watched(
  set: Partial<HealthParams>,
  planned: readonly PlannedAct[],
  seed: number,
  look: (run: HealthRun) => void,
) {
  const run = begin({ ...brisk, ...set }, planned, seed)
  for (let time = 750; time <= 24_000; time += 750) {
    run.advance({ time, event: Infinity })
    look(run)
  }
}

const property = (look: (run: HealthRun) => void): void =>
  fc.assert(
    fc.property(settings, acts, fc.nat(1000), (set, planned, seed) => watched(set, planned, seed, look)),
    { numRuns: 8, seed: 7 },
  )

const endpoints: readonly Endpoint[] = ['basic', 'detailed', 'ready', 'live', 'startup']

describe('under random faults', () => {
  test('the aggregate is that of the table: a critical failure, any failure, none', () => {
    property(({ now, world }) => {
      const { rules } = world
      for (const replica of world.replicas) {
        const service = serviceView(replica, rules, now)
        const answer = ask('detailed', service, rules.endpoints, now)
        const rows = service.checks.map(({ check, config, critical }) => {
          const verdict = verdictAt(check, config, now)
          return { critical, verdict: verdict === 'unknown' ? rules.endpoints.unknown : verdict }
        })
        const bad = (verdict: string) => verdict === 'fail' || verdict === 'fails'
        const criticalBad = rows.some(({ critical, verdict }) => critical && bad(verdict))
        const anyBad = rows.some(({ verdict }) => bad(verdict) || verdict === 'degrades')
        expect(answer.status).toBe(criticalBad ? 'unhealthy' : anyBad ? 'degraded' : 'healthy')
        for (const endpoint of endpoints) {
          const { http, status } = ask(endpoint, service, rules.endpoints, now)
          expect(http).toBe(httpStatus[status])
        }
      }
    })
  })

  test('every run of every check and probe is accounted for, and at most one is in flight', () => {
    property(({ now, params, world }) => {
      for (const replica of world.replicas) {
        for (let source = 0; source < SOURCES; source += 1) {
          const check: Check = checkOf(replica, source)
          const { failed, forgotten, passed, runs, timedOut } = check
          expect(runs).toBe(passed + failed + timedOut + forgotten + (inFlight(check) ? 1 : 0))
        }
        const db = replica.checks[1] as Check
        if (inFlight(db)) expect(now - db.begun).toBeLessThan(params.dbTimeout)
      }
      expect(world.account.mostOut).toBeLessThanOrEqual(1)
    })
  })

  test('liveness that asks the process alone says 200 whatever becomes of the dependencies', () => {
    property(({ now, world }) => {
      for (const replica of world.replicas) {
        const answer = ask(
          'live',
          serviceView(replica, world.rules, now),
          { ...world.rules.endpoints, live: 'own' },
          now,
        )
        expect(answer.http).toBe(replica.checks[0]?.verdict === 'fail' ? 503 : 200)
        expect(answer.read.every(({ remote }) => !remote)).toBe(true)
      }
    })
  })

  test('the lamps stay lit, and the pool of a load balancer is those available, or in panic all', () => {
    property((run) => {
      for (const key of ['truthTable', 'slot', 'rotation', 'requests']) expect(lamp(run, key)).toBe(true)
      expect(lamp(run, 'liveness')).not.toBe(false)
      for (const { available, hosts, panic, size } of run.world.rotations) expect(size).toBe(panic ? hosts : available)
    })
  })
})

describe('detection', () => {
  test('a hung process is out of rotation after between (k − 1) T + τ and k T + τ', () => {
    const anyRule = fc.record({ period: fc.integer({ min: 1, max: 6 }), fall: fc.integer({ min: 1, max: 5 }) })
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 20_000, max: 26_000 }), fc.nat(1000), ({ fall, period }, at, seed) => {
        const set = { readyPeriod: period * 1000, readyFall: fall, readyTimeout: 700, liveReads: 'none' } as const
        const run = begin(set, [{ at, do: 'hang', with: { replica: 2 } }], seed)
        run.advance({ time: 70_000, event: Infinity })
        expect(read(run, 'detection')).toBeGreaterThanOrEqual((fall - 1) * period * 1000 + 700)
        expect(read(run, 'detection')).toBeLessThanOrEqual(fall * period * 1000 + 700)
        expect(read(run, 'falseRemovals')).toBe(0)
      }),
      { numRuns: 25, seed: 7 },
    )
  })

  test('lost probes remove well replicas when one failure is enough', () => {
    const run = begin({ probeLoss: 0.02, readyFall: 1, readyPeriod: 1000 }, [], 3)
    run.advance({ time: 60_000, event: Infinity })
    expect(read(run, 'falseRemovals')).toBeGreaterThan(0)
  })
})
