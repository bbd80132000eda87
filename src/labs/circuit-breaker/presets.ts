import type { PlannedAct, Preset } from '../../lab/lesson.ts'
import type { params } from './params.ts'

type BreakerPreset = Preset<typeof params>

const everyHalfSecond = (from: number, count: number, fault: number): PlannedAct[] =>
  Array.from({ length: count }, (_, i) => ({ at: from + i * 500, do: 'call', with: { fault } }))

const flaps = (from: number, every: number, away: number, count: number): PlannedAct[] =>
  Array.from({ length: count }, (_, i) => [
    { at: from + i * every, do: 'kill' },
    { at: from + i * every + away, set: { backend: 'up' } },
  ]).flat()

const SERVER_ERROR = 3

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly BreakerPreset[] = [
  {
    key: 'outage',
    title: '30 s outage',
    look: 'The backend is down from 7 s to 37 s: five failures open the breaker, probes fail, two good ones close it.',
    params: {},
    acts: [
      { at: 7000, do: 'kill' },
      { at: 37_000, set: { backend: 'up' } },
    ],
    seed: 41,
    shows: {
      by: 50_000,
      parts: { 'machine.opens': 1, 'machine.reopens': 3, 'machine.closes': 1, 'flow.standsIn': 100 },
    },
  },
  {
    key: 'reference',
    title: 'The reference run',
    look:
      'Ten calls sent by hand: the third failure opens, two calls are refused, and after the time-out one probe ' +
      'closes.',
    params: {
      profile: 'reference',
      failuresToOpen: 3,
      openWait: 5000,
      arrivalRate: 0,
      fallback: false,
      connectionErrors: 0,
      serviceDistribution: 'constant',
      serviceTime: 60,
    },
    acts: [
      ...everyHalfSecond(500, 5, 0),
      ...everyHalfSecond(3000, 5, SERVER_ERROR),
      { at: 11_000, do: 'call', with: { fault: 0 } },
    ],
    seed: 1,
    shows: {
      by: 12_000,
      parts: {
        'machine.succeeds': 5,
        'machine.tolerates': 2,
        'machine.opens': 1,
        'machine.tooEarly': 2,
        'machine.halfOpens': 1,
        'machine.closes': 1,
        'flow.turnsAway': 2,
      },
    },
  },
  {
    key: 'slow',
    title: 'Slow but alive',
    look:
      'From 7 s every call takes eight times as long and none fails: watch the share of slow calls open the ' +
      'breaker.',
    params: {
      trip: 'rate',
      slow: true,
      slowAfter: 200,
      callTimeout: 2000,
      slowFactor: 8,
      serviceTime: 60,
      serviceDistribution: 'lognormal',
      connectionErrors: 0,
    },
    acts: [
      { at: 7000, set: { backend: 'slow' } },
      { at: 27_000, set: { backend: 'up' } },
    ],
    seed: 3,
    shows: {
      by: 40_000,
      parts: { 'machine.opensSlow': 1, 'machine.reopens': 1, 'machine.closes': 1, 'flow.judged': 1 },
    },
  },
  {
    key: 'flapping',
    title: 'Flapping backend',
    look:
      'Away for 3 of every 7 s: each probe meets it away and half-open gives up. From 31 s it closes without a ' +
      'verdict.',
    params: { arrivalRate: 20, callTimeout: 1500, openWait: 6000, halfOpenLongest: 1000, connectionErrors: 0 },
    acts: [
      ...flaps(6000, 7000, 3000, 4),
      { at: 31_000, set: { halfOpenThen: 'closed' } },
      ...flaps(34_000, 7000, 3000, 3),
    ],
    seed: 7,
    shows: { by: 50_000, parts: { 'machine.opens': 2, 'machine.givesUp': 3, 'machine.presumes': 1 } },
  },
  {
    key: 'stampede',
    title: 'Half-open stampede',
    look:
      'Eight threads share the breaker without a lock: they take the same permit several times. At 22 s the lock ' +
      'is on.',
    params: {
      arrivalRate: 300,
      lock: false,
      threads: 8,
      sectionTime: 10,
      openWait: 3000,
      workers: 60,
      serviceTime: 100,
      serviceDistribution: 'lognormal',
      connectionErrors: 0,
      callTimeout: 400,
    },
    acts: [
      { at: 5000, do: 'kill' },
      { at: 13_000, set: { backend: 'up' } },
      { at: 22_000, set: { lock: true, sectionTime: 1 } },
    ],
    seed: 5,
    shows: {
      by: 24_000,
      parts: { 'machine.opens': 1, 'threads.doubles': 3, 'threads.loses': 20, 'threads.waits': 1, 'threads.wakes': 1 },
    },
  },
  {
    key: 'client-errors',
    title: 'Client errors',
    look:
      'From 6 s most requests are wrong and answered 4xx: the breaker opens on a healthy backend until 4xx stop ' +
      'counting.',
    params: {},
    acts: [
      { at: 6000, set: { clientErrors: 0.7 } },
      { at: 24_000, set: { countsClientErrors: false } },
    ],
    seed: 11,
    shows: {
      by: 45_000,
      parts: { 'machine.opens': 1, 'machine.reopens': 1, 'machine.closes': 1, 'flow.uncounted': 30 },
    },
  },
]
