import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'outage',
    title: 'Survive a 30 s outage',
    text:
      'The backend is silent for 30 s and a call waits 800 ms for it. Waste at most 2% of all calls on it, and be ' +
      'closed again within 5 s of its return.',
    fixed: { arrivalRate: 20, callTimeout: 800, connectionErrors: 0, downKind: 'silent' },
    acts: [
      { at: 10_000, do: 'kill' },
      { at: 40_000, set: { backend: 'up' } },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 80_000,
    goals: [
      { probe: 'wastedShare', atMost: 0.02 },
      { probe: 'timeToRecover', atMost: 5000 },
    ],
    hint:
      'Every probe during the outage is a wasted call, but the time between two probes is how late the return may ' +
      'be noticed. Save where it is free: open earlier.',
    solution: { failuresToOpen: 2, openWait: 3500 },
  },
  {
    key: 'client-errors',
    title: 'Never trip on 4xx',
    text:
      'Half of all requests are wrong and answered 4xx; the backend is well until it goes down at 40 s. Open for ' +
      'that, and for nothing else.',
    fixed: { arrivalRate: 20, clientErrors: 0.5, serverErrors: 0.02 },
    acts: [
      { at: 40_000, do: 'kill' },
      { at: 46_000, set: { backend: 'up' } },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 60_000,
    goals: [
      { probe: 'falseOpens', atMost: 0 },
      { probe: 'opens', atLeast: 1 },
    ],
    hint: 'A 4xx says that the backend is alive and has understood. Look under More at what counts.',
    solution: { countsClientErrors: false },
  },
  {
    key: 'storm',
    title: 'No re-open storm',
    text:
      'The backend is down for 90 s. Open again at most 7 times after failed probes, and still be closed within ' +
      '15 s of its return.',
    fixed: { arrivalRate: 20, connectionErrors: 0 },
    acts: [
      { at: 10_000, do: 'kill' },
      { at: 100_000, set: { backend: 'up' } },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 140_000,
    goals: [
      { probe: 'reopens', atMost: 7 },
      { probe: 'timeToRecover', atMost: 15_000 },
    ],
    hint: 'Let the time-out grow each time that a probe fails, and do not let it grow too far.',
    solution: { openWaitGrowth: 2, openWaitLongest: 14_000 },
  },
]
