import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'burst',
    title: 'No drop at 95% load with a burst of 300',
    text:
      'The queue has room for 200 and the consumer is busy 95% of the time. At 5 s 300 items come up at once. Lose ' +
      'none, and keep the consumer busy for at least 85% of the 30 s.',
    fixed: { offered: 95, capacity: 200, consumers: 1, serviceTime: 10, disobedient: 0 },
    acts: [{ at: 5000, do: 'burst', with: { items: 300 } }],
    seeds: [1, 2, 3, 4, 5],
    until: 30_000,
    goals: [
      { probe: 'lost', atMost: 0 },
      { probe: 'utilisation', atLeast: 0.85 },
    ],
    hint:
      'A signal comes too late for a burst that is already sent. Either nobody may send what nobody has asked for, ' +
      'or who finds no room has to wait with it.',
    solution: { reaction: 'credit', prefetch: 32 },
  },
  {
    key: 'fair',
    title: 'Equal shares among unequal producers (Jain > 0.98)',
    text:
      'Four producers want four times what the consumer can do, the last four times as much as the first. Serve all ' +
      'alike, with an index of at least 0.98 over the last 10 s, and keep the consumer busy for 85% of the time.',
    fixed: { offered: 400, rateSpread: 4, producers: 4, consumers: 1, serviceTime: 10, feedbackDelay: 200 },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 60_000,
    goals: [
      { probe: 'fairness', atLeast: 0.98 },
      { probe: 'utilisation', atLeast: 0.85 },
    ],
    hint:
      'Whoever stops and goes on at its own rate keeps its share of the whole. Adding the same to every rate and ' +
      'cutting every rate by the same factor brings them together (Chiu and Jain, 1989).',
    solution: { reaction: 'aimd' },
  },
  {
    key: 'overload',
    title: 'p99 under 200 ms at 120% load',
    text:
      'Nobody listens and 120 items a second meet a consumer for 100. Of those that are served, 99% must take at ' +
      'most 200 ms, and the consumer must be busy for at least 93% of the time.',
    fixed: { offered: 120, reaction: 'ignore', consumers: 1, serviceTime: 10, serviceDistribution: 'exponential' },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 40_000,
    goals: [
      { probe: 'p99', atMost: 200 },
      { probe: 'utilisation', atLeast: 0.93 },
    ],
    hint:
      'A fifth of what comes must go, whatever you do; a longer queue only makes those wait who stay. How many may ' +
      'wait if each of them costs 10 ms?',
    solution: { capacity: 8 },
  },
]
