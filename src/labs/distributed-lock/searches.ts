import type { Search } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** Searches for runs that break what a lock with fencing is for. */
export const searches: readonly Search<typeof params>[] = [
  {
    key: 'conflict',
    title: 'Find a violation',
    text:
      'A stale write that the storage accepts, among runs of 12 s in which holders are paused, crash or are cut off, ' +
      'writes, heartbeats and releases are lost or come late, and clocks jump.',
    part: 'storage.conflicts',
    acts: ['pause', 'crash', 'cut', 'heal', 'delayWrite', 'delayRenewal', 'loseRelease', 'step', 'restart'],
    mostActs: 4,
    varies: {
      latency: [5, 12, 60],
      latencyDistribution: ['constant', 'exponential', 'lognormal'],
      workTime: [100, 400, 900],
      loss: [0, 0.02],
      duplication: [0, 0.05],
    },
    until: 12_000,
    runs: 400,
    finds: { fencing: 'none' },
    findsNone: { fencing: 'published' },
  },
]
