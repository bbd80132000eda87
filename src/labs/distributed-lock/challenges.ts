import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'pauses',
    title: 'No conflicting write',
    text:
      'Every client stands still now and then, on average for 1.5 s. Let no stale write be stored in 3 minutes, and ' +
      'still store at least 120 writes.',
    fixed: {
      clients: 4,
      resources: 1,
      service: 'single',
      pauseRate: 0.08,
      pauseTime: 1500,
      thinkTime: 900,
      workTime: 400,
    },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 180_000,
    goals: [
      { probe: 'conflictsSoFar', atMost: 0 },
      { probe: 'acceptedSoFar', atLeast: 120 },
    ],
    hint:
      'No TTL is longer than every pause. The storage must know the new token before the new holder begins, not only ' +
      'when its first write comes.',
    solution: { fencing: 'published' },
  },
  {
    key: 'ttl',
    title: 'As short as it may be',
    text:
      'Messages take 150 ms on average and scatter much; some are lost. Keep locks that end under a holder at work ' +
      'below 0.1%, and let a lock of a crashed client be free within 4.5 s.',
    fixed: {
      clients: 6,
      resources: 2,
      latency: 150,
      latencyDistribution: 'exponential',
      loss: 0.01,
      workTime: 1200,
      thinkTime: 1500,
      pauseRate: 0,
      crashRate: 0,
      answerTimeout: 1000,
    },
    acts: [
      { at: 60_000, do: 'crash' },
      { at: 120_000, do: 'crash' },
      { at: 180_000, do: 'crash' },
      { at: 240_000, do: 'crash' },
    ],
    seeds: [1, 2, 3, 4, 5],
    until: 300_000,
    goals: [
      { probe: 'falseExpiryShare', atMost: 0.001 },
      { probe: 'orphanTime', atMost: 4500 },
    ],
    hint:
      'A crash costs at most one TTL. Within it several heartbeats must fit, so that one that is slow or lost does ' +
      'no harm: send them more often before you make the TTL longer.',
    solution: { ttl: 3500, heartbeat: 300 },
  },
  {
    key: 'crowd',
    title: 'Twelve at one door',
    text:
      'Twelve clients want one lock, nearly all the time. Spend at most three requests for each lock acquired, and ' +
      'let nobody give up.',
    fixed: {
      clients: 12,
      resources: 1,
      service: 'single',
      thinkTime: 2000,
      workTime: 150,
      latency: 12,
      acquireTimeout: 5000,
    },
    acts: [{ at: 20_000, do: 'everybody' }],
    seeds: [1, 2, 3, 4, 5],
    until: 60_000,
    goals: [
      { probe: 'requestsEach', atMost: 3 },
      { probe: 'gaveUpShare', atMost: 0 },
    ],
    hint: 'Whoever asks again and again asks mostly in vain. Let the service say when it is somebody’s turn.',
    solution: { waiting: 'line' },
  },
]
