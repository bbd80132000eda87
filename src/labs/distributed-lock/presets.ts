import type { Preset } from '../../lab/lesson.ts'
import type { LockParams, params } from './params.ts'

/** Work of a constant length and a line, so that a pause of a given length meets the same moment of it every time. */
const steady: Partial<LockParams> = {
  clients: 3,
  workDistribution: 'constant',
  workTime: 900,
  thinkTime: 700,
  heartbeat: 0,
  waiting: 'line',
}

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly Preset<typeof params>[] = [
  {
    key: 'contention',
    title: 'Healthy contention',
    look:
      'Four clients want one lock. Tokens rise, long work is extended by heartbeats, and nobody ' +
      'writes out of turn.',
    params: {},
    acts: [{ at: 12_000, do: 'everybody' }],
    seed: 3,
    shows: {
      by: 20_000,
      parts: {
        'life.acquires': 20,
        'life.extends': 3,
        'life.releases': 20,
        'client.denied': 20,
        'acquisition.grant': 3,
      },
    },
  },
  {
    key: 'pause',
    title: 'A pause longer than the TTL',
    look:
      'At 4 s the holder stands still for 4.5 s; its TTL is 1.5 s. Another takes over, and the first one writes into ' +
      'its work. At 16 s only a write is late: the same.',
    params: { ...steady },
    acts: [
      { at: 4000, do: 'pause', with: { time: 4500 } },
      { at: 16_000, do: 'delayWrite', with: { late: 4500 } },
    ],
    seed: 5,
    shows: {
      by: 24_000,
      parts: { 'life.expires': 1, 'storage.conflicts': 2, 'acquisition.called': 2, 'holding.write': 3 },
    },
  },
  {
    key: 'fenced',
    title: 'The same pause, fenced',
    look:
      'The stale write of 8 s is rejected. At 10 s a shorter pause slips one in before the new holder’s first write. ' +
      'Stamps close that gap from 13 s on, notices from 18 s.',
    params: { ...steady, fencing: 'maxSeen' },
    acts: [
      { at: 3000, do: 'pause', with: { time: 4500 } },
      { at: 10_000, do: 'pause', with: { time: 1200 } },
      { at: 13_500, set: { fencing: 'stamped' } },
      { at: 15_000, do: 'pause', with: { time: 1600 } },
      { at: 18_500, set: { fencing: 'published' } },
      { at: 20_000, do: 'pause', with: { time: 1600 } },
    ],
    seed: 7,
    shows: {
      by: 24_000,
      parts: { 'storage.rejects': 3, 'storage.conflicts': 1, 'storage.raises': 10, 'client.refused': 3 },
    },
  },
  {
    key: 'release',
    title: 'A lost release',
    look:
      'At 4 s a release is lost: everybody waits until the TTL is over. From 12 s owners are not compared, and a ' +
      'late release frees another’s lock; from 20 s clients ask before they write.',
    params: { ttl: 3000, heartbeat: 1000, workTime: 300, traced: 2 },
    acts: [
      { at: 4000, do: 'loseRelease' },
      { at: 12_000, set: { releaseBy: 'anyone', workTime: 1500 } },
      { at: 13_000, do: 'loseRelease', with: { late: 4000 } },
      { at: 20_000, set: { guard: 'service', workTime: 300 } },
    ],
    seed: 5,
    shows: { by: 25_000, parts: { 'life.expires': 1, 'life.snatches': 1, 'life.valid': 1 } },
  },
  {
    key: 'jump',
    title: 'Clock jump on two of five',
    look:
      'Node 1 never hears the first request; four nodes grant. At 3 s the clocks of two of them jump: a second ' +
      'client finds three free nodes, and both write.',
    params: {
      service: 'quorum',
      clients: 2,
      ttlClock: 'wall',
      ttl: 6000,
      heartbeat: 2000,
      workDistribution: 'constant',
      workTime: 3500,
      thinkTime: 600,
      acquireTimeout: 10_000,
    },
    acts: [
      { at: 100, do: 'loseRequest' },
      { at: 3000, do: 'step', with: { nodes: 2, by: 8000 } },
      { at: 14_000, do: 'restart' },
    ],
    seed: 4,
    shows: { by: 20_000, parts: { 'storage.conflicts': 1, 'life.forgets': 1 } },
  },
  {
    key: 'renewal',
    title: 'A renewal comes late',
    look:
      'The work takes longer than the TTL and lives by its heartbeats. When one of them is 2 s late, the lock is ' +
      'over before the next one arrives.',
    params: {
      clients: 2,
      workDistribution: 'constant',
      workTime: 2600,
      heartbeat: 1000,
      thinkTime: 1800,
      noticed: 'asked',
      fencing: 'maxSeen',
      acquireTimeout: 12_000,
    },
    acts: [
      { at: 3000, do: 'delayRenewal', with: { late: 2000 } },
      { at: 14_000, do: 'delayRenewal', with: { late: 2000 } },
      { at: 24_000, do: 'delayRenewal', with: { late: 2000 } },
    ],
    seed: 6,
    shows: { by: 32_000, parts: { 'life.prolongs': 2, 'life.invalid': 1, 'life.expires': 1, 'client.refused': 2 } },
  },
]
