import type { Preset } from '../../lab/lesson.ts'
import type { HealthParams, params } from './params.ts'

type HealthPreset = Preset<typeof params>

/** Checks and probes that look more often than the defaults of Kubernetes, so that there is less to wait for. */
const brisk: Partial<HealthParams> = {
  dbInterval: 2000,
  apiInterval: 2000,
  cacheInterval: 2000,
  queueInterval: 2000,
  readyPeriod: 2000,
  readyFall: 2,
  livePeriod: 2000,
}

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly HealthPreset[] = [
  {
    key: 'cache-down',
    title: 'Cache down',
    look:
      'At 4 s Search loses its cache: degraded, 200, still served. At 14 s Orders loses the API: unhealthy, 503, out ' +
      'of rotation. At 34 s all is healed.',
    params: { ...brisk, readyReads: 'all' },
    acts: [
      { at: 4000, do: 'cut', with: { service: 2, dependency: 2 } },
      { at: 14_000, do: 'cut', with: { service: 1, dependency: 1 } },
      { at: 34_000, do: 'heal' },
    ],
    seed: 1,
    shows: {
      by: 45_000,
      parts: { 'flow.degrades': 5, 'flow.fails': 3, 'flow.takesOut': 3, 'flow.letsIn': 3, 'check.fails': 10 },
    },
  },
  {
    key: 'slow-database',
    title: 'Slow database',
    look:
      'From 5 s the database takes 6 s, and a check waits 5 s: time-out, one run in flight at a time, the late ' +
      'answer ignored. From 40 s it takes exactly 5 s.',
    params: brisk,
    acts: [
      { at: 5000, do: 'slowDb' },
      { at: 40_000, set: { slowLatency: 5000 } },
      { at: 60_000, do: 'heal' },
    ],
    seed: 2,
    shows: {
      by: 75_000,
      parts: { 'check.timesOut': 20, 'check.ignores': 20, 'check.exceeds': 5, 'flow.takesOut': 9, 'flow.letsIn': 9 },
    },
  },
  {
    key: 'flapping',
    title: 'Flapping check',
    look:
      'One in five runs of the API check fails for nothing, and one failure decides: replicas come and go. At 30 s ' +
      'thresholds calm them.',
    params: { ...brisk, checkErrors: 0.2, readyFall: 1 },
    acts: [{ at: 30_000, set: { checkFall: 4, checkRise: 2 } }],
    seed: 3,
    shows: { by: 60_000, parts: { 'check.fails': 30, 'flow.takesOut': 20, 'flow.letsIn': 20 } },
  },
  {
    key: 'restart-storm',
    title: 'Liveness that asks the database',
    look:
      'The database is away from 8 s to 38 s. Liveness asks it: all are killed and wait ever longer. Users could ' +
      'have been served from the cache.',
    params: {
      ...brisk,
      liveReads: 'critical',
      startupProbe: true,
      startupPeriod: 2000,
      startupFall: 10,
    },
    acts: [
      { at: 8000, do: 'dbDown' },
      { at: 38_000, do: 'heal' },
    ],
    seed: 4,
    shows: {
      by: 90_000,
      parts: {
        'container.livenessKills': 18,
        'container.stops': 18,
        'container.starts': 18,
        'container.startsUp': 18,
        'check.forgets': 20,
        'flow.kills': 18,
      },
    },
  },
  {
    key: 'thundering',
    title: 'Thundering probes',
    look:
      'Twenty-four replicas check the database in step, 60 ms each: a third times out in every round, and users wait ' +
      'in line. At 32 s jitter spreads them.',
    params: {
      replicas: 8,
      firstRuns: 'together',
      checkJitter: 0,
      checkCost: 60,
      dbInterval: 5000,
      apiInterval: 5000,
      cacheInterval: 5000,
      queueInterval: 5000,
      dbTimeout: 1000,
      readyPeriod: 2000,
      readyFall: 2,
      arrivalRate: 60,
    },
    acts: [{ at: 32_000, set: { checkJitter: 0.5 } }],
    seed: 5,
    shows: { by: 32_000, parts: { 'check.timesOut': 40, 'check.ignores': 40, 'flow.takesOut': 8 } },
  },
  {
    key: 'shared',
    title: 'The shared dependency',
    look:
      'The database is away from 6 s to 46 s: every replica fails readiness, and nobody is left. At 26 s a panic ' +
      'threshold of 50% lets all serve what they can.',
    params: brisk,
    acts: [
      { at: 6000, do: 'dbDown' },
      { at: 26_000, set: { panicThreshold: 0.5 } },
      { at: 46_000, do: 'heal' },
    ],
    seed: 6,
    shows: { by: 60_000, parts: { 'flow.takesOut': 9, 'flow.panics': 3, 'flow.calms': 3, 'flow.letsIn': 9 } },
  },
]
