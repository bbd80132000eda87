import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = [
  {
    title: 'Traffic flows',
    text: 'Ten calls a second pass the closed breaker. Each result is counted: Monitoring, Counting, and back.',
    preset: 'outage',
    diagram: 'machine',
    waits: 'machine.succeeds',
  },
  {
    title: 'Take the backend down',
    text:
      'Press K. Calls get no answer, time out after 250 ms, and the failures rise to the dashed line. At five of ' +
      'the last ten the breaker opens.',
    does: { act: 'kill' },
    diagram: 'machine',
    waits: 'machine.opens',
  },
  {
    title: 'Refused at once',
    text:
      'While it is open, a call is told no before anything is sent, and the fallback answers. Follow one call ' +
      'through the request flow.',
    diagram: 'flow',
    waits: 'flow.standsIn',
  },
  {
    title: 'A probe fails',
    text:
      'After the recovery time-out the next call is sent as a probe. The backend is still down, so one failure ' +
      'opens the breaker again.',
    diagram: 'machine',
    waits: 'machine.reopens',
  },
  {
    title: 'Heal the backend',
    text:
      'Press H. Nothing happens until the wait is over: the breaker cannot know. Then two probes in a row succeed ' +
      'and it closes.',
    does: { act: 'heal' },
    diagram: 'machine',
    waits: 'machine.closes',
  },
  {
    title: 'Slow is not down',
    text:
      'A slow backend fails no call and still uses up the callers. Here the share of slow calls opens the ' +
      'breaker, without a single failure.',
    preset: 'slow',
    diagram: 'machine',
    waits: 'machine.opensSlow',
  },
  {
    title: 'Without the lock',
    text:
      'Eight threads check and update the breaker without a lock. In half-open several read the same free permit, ' +
      'and each sends its probe.',
    preset: 'stampede',
    diagram: 'threads',
    waits: 'threads.doubles',
  },
  {
    title: 'Ask why',
    text:
      'Click the arrow from Closed to Open. Why shows the rule with its numbers, the calls it looked at, and the ' +
      'way back to the act that began it.',
    preset: 'outage',
    diagram: 'machine',
    waits: 'machine.opens',
  },
]
