import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'noisy',
    title: 'Hold a noisy neighbour without refusing others',
    text:
      'User 1 floods every 15 s, ninety-nine others call four times in ten seconds each, and the gates admit 70 a ' +
      'second in all. Refuse at most one in a thousand of the others’ calls, and still give user 1 at least 60 calls ' +
      'in a minute.',
    fixed: {
      users: 100,
      addresses: 100,
      background: 40,
      pattern: 'bursts',
      patternCalls: 300,
      patternSpread: 1000,
      patternEvery: 15_000,
      globalRate: 70,
      cost: 1,
      gaps: 'poisson',
      inequality: 0,
    },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 60_000,
    goals: [
      { probe: 'othersRefused', atMost: 0.001 },
      { probe: 'firstAdmitted', atLeast: 60 },
    ],
    hint: 'A bucket’s capacity is what one user may take from all at one moment. The rate matters less.',
    solution: { userBurst: 15, userRate: 5 },
  },
  {
    key: 'bursts',
    title: 'Every burst up to 200, never more than 1,000 a minute',
    text:
      'User 1 sends 200 calls every 15 s, which the hybrid must admit to the last. Twice it sends 300 more in ' +
      'between: no minute may see more than 1,000 admitted, and no more than these 400 calls be refused.',
    fixed: {
      users: 1,
      background: 0,
      pattern: 'bursts',
      patternCalls: 200,
      patternSpread: 0,
      patternEvery: 15_000,
      window: 60_000,
      cost: 1,
    },
    acts: [
      { at: 50_000, do: 'burst', with: { calls: 300 } },
      { at: 55_000, do: 'burst', with: { calls: 300 } },
    ],
    seeds: [1, 2, 3],
    until: 120_000,
    goals: [
      { probe: 'hybridMost', atMost: 1000 },
      { probe: 'hybridRefused', atMost: 400 },
    ],
    hint: 'Several limits bind together, and the tightest decides. Which of the three refuses first?',
    solution: { hybridAddress: 1000 },
  },
  {
    key: 'distributed',
    title: 'Within 1% over four gateways',
    text:
      'User 1 sends 300 calls in 0.2 s every 4 s, on top of 60 a second. They come through four gateways, each 20 ms ' +
      'from the shared server, and the clock of one is 800 ms ahead. Admit at most 202 calls in any 10 s, and within ' +
      '1% of 1,200 in the minute.',
    fixed: {
      users: 1,
      gateways: 4,
      latency: 20,
      jitter: 0.5,
      skew: 800,
      resolution: 1,
      background: 60,
      gaps: 'poisson',
      pattern: 'bursts',
      patternCalls: 300,
      patternSpread: 200,
      patternEvery: 4000,
      window: 10_000,
      cost: 1,
      server: 'up',
    },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 60_000,
    goals: [
      { probe: 'sharedMost', atMost: 202 },
      { probe: 'sharedAdmitted', atLeast: 1188, atMost: 1212 },
    ],
    hint:
      'No limit makes up for it: lowered until the bursts keep it, it starves the minute. Between which two steps ' +
      'can another gateway find the same room? And by whose clock do entries leave?',
    solution: { limit: 200, order: 'atomic', clock: 'server' },
  },
]
