import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = [
  {
    title: 'One lock, four clients',
    text:
      'Each bar is the time for which a client believes that it holds the lock; the row above says whose the lock is ' +
      'in truth. Every grant carries a higher token.',
    preset: 'contention',
    diagram: 'holders',
    waits: 'life.acquires',
  },
  {
    title: 'Ask, be refused, ask again',
    text:
      'Follow client 1. When the lock is held it waits a random time below a growing limit, so that clients that ' +
      'collided do not collide again.',
    diagram: 'acquisition',
    waits: 'acquisition.retry',
  },
  {
    title: 'Life on a deadline',
    text:
      'The service does not know whether a holder lives. Heartbeats move the deadline on: Acquired becomes Extended. ' +
      'Without them the lock expires.',
    diagram: 'life',
    waits: 'life.extends',
  },
  {
    title: 'Pause the holder',
    text:
      'Press P. The holder stands still for 3.5 s and knows nothing of it. Its TTL of 1.5 s runs out, another client ' +
      'gets the lock, and then the first one wakes up and writes.',
    preset: 'contention',
    does: { act: 'pause' },
    diagram: 'fencing',
    waits: 'storage.conflicts',
  },
  {
    title: 'Ask why',
    text:
      'Click the arrow into Conflict. Why names the write, its token, who was at work, and goes back to the pause ' +
      'and the grants.',
    diagram: 'storage',
  },
  {
    title: 'Compare tokens',
    text:
      'Now the storage rejects a token lower than the highest that it has seen. The same pause, the same late write: ' +
      'rejected.',
    preset: 'fenced',
    diagram: 'storage',
    waits: 'storage.rejects',
  },
  {
    title: 'The gap',
    text:
      'The storage knows only tokens that reached it. The second pause is shorter: the stale write comes before the ' +
      'new holder’s first one and is accepted. Stamps or notices close the gap.',
    diagram: 'fencing',
    waits: 'storage.conflicts',
  },
  {
    title: 'Five clocks',
    text:
      'A majority of five nodes grants no token. When two clocks jump, their locks end early, and a second client ' +
      'finds a majority.',
    preset: 'jump',
    diagram: 'holders',
    waits: 'storage.conflicts',
  },
]
