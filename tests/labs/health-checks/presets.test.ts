import { describe, expect, test } from 'vitest'
import type { PlannedAct } from '../../../src/lab/lesson.ts'
import type { HealthParams } from '../../../src/labs/health-checks/params.ts'
import { begin, lamp, play, playPreset, read, taken } from './run.ts'

const outage: readonly PlannedAct[] = [
  { at: 8000, do: 'dbDown' },
  { at: 38_000, do: 'heal' },
]
const brisk: Partial<HealthParams> = { dbInterval: 2000, readyPeriod: 2000, readyFall: 2, livePeriod: 2000 }

describe('cache down', () => {
  test('a degraded service keeps its traffic, an unhealthy one loses it, and nobody is restarted', () => {
    const run = playPreset('cache-down', 13_000)
    expect(taken(run, 'flow.saysDegraded')).toBeGreaterThan(0)
    expect([read(run, 'auth'), read(run, 'orders'), read(run, 'search')]).toEqual([3, 3, 3])
    run.advance({ time: 30_000, event: Infinity })
    expect([read(run, 'auth'), read(run, 'orders'), read(run, 'search')]).toEqual([3, 0, 3])
    expect(read(run, 'restarts')).toBe(0)
    run.advance({ time: 45_000, event: Infinity })
    expect([read(run, 'auth'), read(run, 'orders'), read(run, 'search')]).toEqual([3, 3, 3])
  })
})

describe('slow database', () => {
  test('a run that times out frees its slot, no second one is in flight, and late answers change nothing', () => {
    const run = playPreset('slow-database', 39_000)
    expect(run.world.account.mostOut).toBe(1)
    expect(taken(run, 'check.ignores')).toBeGreaterThan(20)
    expect(read(run, 'dbRun')).toBe(5)
    const skipped = run.world.replicas.reduce((sum, { checks }) => sum + (checks[1]?.skipped ?? 0), 0)
    expect(skipped).toBeGreaterThan(20)
  })

  test('an answer after exactly the time-out is too late', () => {
    const run = playPreset('slow-database', 59_000)
    expect(taken(run, 'check.exceeds')).toBeGreaterThan(5)
    expect(read(run, 'available')).toBe(0)
  })
})

test('thresholds calm a flapping check', () => {
  const run = playPreset('flapping', 30_000)
  const before = read(run, 'removals')
  run.advance({ time: 40_000, event: Infinity })
  const after = read(run, 'removals')
  run.advance({ time: 70_000, event: Infinity })
  expect(before).toBeGreaterThan(15)
  expect(read(run, 'removals') - after).toBeLessThan(before / 5)
})

describe('liveness and dependencies', () => {
  test('liveness that asks the database restarts the whole fleet, and makes the outage last', () => {
    const asks = play(90_000, { ...brisk, liveReads: 'critical' }, outage)
    const alone = play(90_000, { ...brisk, liveReads: 'own' }, outage)
    expect(read(asks, 'restarts')).toBeGreaterThanOrEqual(9)
    expect(read(asks, 'falseRestarts')).toBeGreaterThanOrEqual(9)
    expect(read(alone, 'restarts')).toBe(0)
    expect(read(asks, 'needless')).toBeGreaterThan(read(alone, 'needless'))
    expect(lamp(asks, 'liveness')).toBeUndefined()
    expect(lamp(alone, 'liveness')).toBe(true)
  })

  test('each restart in a row waits longer', () => {
    const run = begin({ ...brisk, liveReads: 'critical', startTime: 500 }, [{ at: 8000, do: 'dbDown' }])
    run.advance({ time: 200_000, event: Infinity })
    expect(run.world.replicas.map(({ container }) => container.backOff.wait).every((wait) => wait >= 40_000)).toBe(true)
  })
})

test('jitter keeps checks that began together from timing out together', () => {
  const run = playPreset('thundering', 31_000)
  const before = taken(run, 'check.timesOut')
  run.advance({ time: 60_000, event: Infinity })
  const settled = taken(run, 'check.timesOut')
  run.advance({ time: 90_000, event: Infinity })
  expect(before).toBeGreaterThanOrEqual(48)
  expect(taken(run, 'check.timesOut') - settled).toBeLessThan(before / 10)
  expect(read(run, 'available')).toBe(24)
})

describe('the shared dependency', () => {
  test.each([
    ['nothing', {}, 0.25, 1],
    ['a panic threshold', { panicThreshold: 0.5 }, 0, 0.01],
    ['a readiness that asks the process alone', { readyReads: 'own' }, 0, 0.01],
  ] as const)('with %s as guard, so many fail for nothing', (_, guard, least, most) => {
    const run = play(46_000, { ...brisk, ...guard }, [{ at: 6000, do: 'dbDown' }])
    expect(read(run, 'needlessShare')).toBeGreaterThanOrEqual(least)
    expect(read(run, 'needlessShare')).toBeLessThanOrEqual(most)
  })
})

describe('who sees what', () => {
  test('a gray failure is seen by no check, and by the users’ answers at once', () => {
    const acts = [{ at: 10_000, do: 'gray', with: { replica: 4 } }]
    const blind = play(60_000, brisk, acts)
    const watched = play(60_000, { ...brisk, outliers: true }, acts)
    expect(read(blind, 'removals')).toBe(0)
    expect(taken(watched, 'flow.ejects')).toBeGreaterThan(0)
    expect(read(watched, 'replicaErrors')).toBeLessThan(read(blind, 'replicaErrors') / 4)
  })

  test('the orchestrator sees a process that ends at once, a load balancer with its own checks does not', () => {
    const acts = [{ at: 10_100, do: 'kill', with: { replica: 4 } }]
    const seen = play(10_100, { ...brisk }, acts)
    const unseen = play(10_100, { ...brisk, rotationBy: 'active', startTime: 30_000 }, acts)
    expect([read(seen, 'orders'), read(unseen, 'orders')]).toEqual([2, 3])
    unseen.advance({ time: 30_000, event: Infinity })
    expect(taken(unseen, 'flow.takesOut')).toBeGreaterThan(0)
  })

  test('a leak fails the check of the process itself, and a restart heals it', () => {
    const run = play(60_000, brisk, [{ at: 10_000, do: 'leak', with: { replica: 4 } }])
    expect(taken(run, 'container.livenessKills')).toBe(1)
    expect(read(run, 'available')).toBe(9)
  })

  test('without a start-up probe, a start that is slow and silent is killed over and over', () => {
    const slow: Partial<HealthParams> = { ...brisk, startTime: 20_000, starting: 'silent' }
    const acts = [{ at: 5000, do: 'restartAll' }]
    const looped = play(120_000, slow, acts)
    const patient = play(120_000, { ...slow, startupProbe: true, startupPeriod: 2000, startupFall: 15 }, acts)
    expect(read(looped, 'available')).toBe(0)
    expect(read(looped, 'restarts')).toBeGreaterThanOrEqual(27)
    expect([read(patient, 'available'), read(patient, 'restarts')]).toEqual([9, 9])
  })
})
