import type { Challenge } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Goals to reach by tuning, measured over several seeds. */
export const challenges: readonly Challenge<typeof params>[] = [
  {
    key: 'day',
    title: 'A day at the lowest cost',
    text:
      'Load follows the daily curve from 300/s to 2,400/s, a day pressed into six hours. Answer 99% of all requests ' +
      'within 500 ms and pay for at most 46 instance-hours.',
    fixed: {
      loadShape: 'daily',
      rate: 300,
      peakFactor: 8,
      period: 21_600_000,
      startUp: 90_000,
      startInstances: 3,
      latencyGoal: 500,
    },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 21_600_000,
    goals: [
      { probe: 'fastShare', atLeast: 0.99 },
      { probe: 'instanceHours', atMost: 46 },
    ],
    hint:
      'Cost is what runs idle. The busier each instance is, the sooner the next must be asked for: look at policies ' +
      'that foresee, or that answer in proportion.',
    solution: { policy: 'predictive', perInstance: 220, lead: 120_000, cooldownUp: 0, cooldownDown: 0 },
  },
  {
    key: 'noise',
    title: 'Not one flap on a noisy load',
    text:
      'The load is steady, its metric is not. Never take an action back in half an hour, serve 97% within 500 ms, ' +
      'and pay for at most 4 instance-hours.',
    fixed: {
      loadShape: 'steady',
      rate: 1000,
      metricNoise: 0.3,
      startInstances: 4,
      minInstances: 1,
      maxInstances: 20,
      latencyGoal: 500,
    },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 1_800_000,
    goals: [
      { probe: 'flaps', atMost: 0 },
      { probe: 'fastShare', atLeast: 0.97 },
      { probe: 'instanceHours', atMost: 4 },
    ],
    hint: 'One reading says little. Look under More at how readings become one, and over how long.',
    solution: { smoothing: 'mean', metricWindow: 300_000 },
  },
  {
    key: 'spike',
    title: 'Survive the spike',
    text:
      'After a minute ten times the load, for five minutes. Serve 90% of all requests, and pay for at most 1.6 ' +
      'instance-hours in a quarter of an hour.',
    fixed: {
      loadShape: 'spike',
      rate: 200,
      peakFactor: 10,
      period: 60_000,
      spikeTime: 300_000,
      startUp: 20_000,
      startInstances: 2,
      capacity: 250,
      patience: 10_000,
      queueRoom: 5000,
    },
    acts: [],
    seeds: [1, 2, 3, 4, 5],
    until: 900_000,
    goals: [
      { probe: 'servedShare', atLeast: 0.9 },
      { probe: 'instanceHours', atMost: 1.6 },
    ],
    hint: 'A cooldown of three minutes is most of the spike. Take large steps up, and soon give back.',
    solution: { addStep: 10, removeStep: 5, cooldownUp: 30_000, cooldownDown: 15_000 },
  },
]
