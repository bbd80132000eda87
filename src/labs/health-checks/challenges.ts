import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'detect',
    title: 'Out of rotation within 10 s, and nobody wronged',
    text:
      'Three processes hang in five minutes, and 2% of all probes are lost. Each must be out of rotation within ' +
      '10 s. No replica that has nothing may be removed or restarted.',
    fixed: { probeLoss: 0.02, replicas: 3, rotationBy: 'readiness', startTime: 6000, checkErrors: 0 },
    acts: [
      { at: 60_000, do: 'hang', with: { replica: 4 } },
      { at: 140_000, do: 'hang', with: { replica: 2 } },
      { at: 220_000, do: 'hang', with: { replica: 6 } },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 300_000,
    goals: [
      { probe: 'detection', atMost: 10_000 },
      { probe: 'falseRemovals', atMost: 0 },
      { probe: 'falseRestarts', atMost: 0 },
    ],
    hint:
      'The longest detection is about period × failures + time-out. Four losses in a row are rare. Ask more often ' +
      'rather than believe sooner.',
    solution: { readyPeriod: 2000, readyFall: 4 },
  },
  {
    key: 'keep-serving',
    title: 'Keep serving without the shared database',
    text:
      'The database that all services share is away for a minute. The cache can answer three of five requests. Fail ' +
      'at most 1% of all requests for nothing, and still take a hung replica out within 30 s.',
    fixed: { replicas: 3, arrivalRate: 40, cacheHits: 0.6, cache: 'up' },
    acts: [
      { at: 20_000, do: 'dbDown' },
      { at: 80_000, do: 'heal' },
      { at: 110_000, do: 'hang', with: { replica: 4 } },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 160_000,
    goals: [
      { probe: 'needlessShare', atMost: 0.01 },
      { probe: 'detection', atMost: 30_000 },
    ],
    hint:
      'A replica that cannot reach the database is no worse than the others. Either readiness does not ask it, or ' +
      'the load balancer does not believe that all are bad.',
    solution: { panicThreshold: 0.5, readyPeriod: 2000, readyFall: 2 },
  },
  {
    key: 'gray',
    title: 'Catch what no check sees',
    text:
      'Two of the three replicas of Orders fail their users while all their checks pass. Let at most 2% of all ' +
      'requests fail in three minutes.',
    fixed: { replicas: 3, arrivalRate: 40, checkErrors: 0, probeLoss: 0 },
    acts: [
      { at: 20_000, do: 'gray', with: { replica: 1 } },
      { at: 50_000, do: 'gray', with: { replica: 4 } },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 180_000,
    goals: [{ probe: 'needlessShare', atMost: 0.02 }],
    hint: 'Only the answers to users tell. Judge by them, and mind how many replicas may be ejected at once.',
    solution: { outliers: true, outlierShare: 0.7 },
  },
]
