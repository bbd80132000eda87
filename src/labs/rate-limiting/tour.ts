import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = [
  {
    title: 'The same calls for all',
    text:
      'Every row meets the same calls, ticked at the top. Green ticks were admitted, red crosses refused. The line ' +
      'is what the limiter has left or has counted, and the number at the end the most that passed in any window.',
    preset: 'boundary',
    diagram: 'side',
    waits: 'bucket.allows',
  },
  {
    title: 'Watch the window turn over',
    text:
      'Eleven calls arrive just before 00:05 and eleven just after. Compare the rows at the dotted line: the fixed ' +
      'window starts from zero and lets the second half pass again.',
    diagram: 'side',
    waits: 'bucket.refuses',
  },
  {
    title: 'Send a burst',
    text:
      'Press 1: twenty-five calls at one moment. The token bucket lets through at once what it has saved. The leaky ' +
      'queue takes as many as it has places, and lets them go one by one. The windows take what is left ' +
      'of their limit.',
    does: { act: 'burst' },
    diagram: 'side',
    waits: 'bucket.refuses',
  },
  {
    title: 'Inside the token bucket',
    text:
      'The bucket held 45 tokens one second ago and gains 10 a second. No timer runs: the call itself works out 55, ' +
      'and takes one.',
    preset: 'example',
    diagram: 'bucket',
    waits: 'bucket.takes',
  },
  {
    title: 'Three gates',
    text:
      'A hundred users, one of them noisy. User, IP and global limit are all asked, and only if all pass does any ' +
      'of them take.',
    preset: 'noisy',
    diagram: 'gates',
    waits: 'gates.denies',
  },
  {
    title: 'Four gateways, one count',
    text:
      'Each gateway asks a shared server 20 ms away. In a burst all count before any has added, and all find room. ' +
      'Set “Distributed: order” to one step, and the limit holds from then on.',
    preset: 'racing',
    does: { set: { order: 'atomic' } },
    diagram: 'side',
    waits: 'bucket.refuses',
  },
]
