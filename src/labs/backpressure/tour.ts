import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = [
  {
    title: 'Items flow',
    text:
      'Four producers send 80 items a second, one consumer serves 100. A few items wait, the signal is green, and ' +
      'everybody sends as they like.',
    preset: 'slow-consumer',
    diagram: 'queue',
    waits: 'flow.finishes',
  },
  {
    title: 'Slow the consumer down',
    text:
      'Press S. Every item now takes twice as long, and the queue grows by 30 a second. When 81 wait, it presses: ' +
      'the signal turns yellow.',
    does: { act: 'slow' },
    diagram: 'queue',
    waits: 'machine.presses',
  },
  {
    title: 'The signal takes its time',
    text:
      'For 200 ms nobody knows, and the queue grows past its mark. Then the producers hear it and pause. Watch the ' +
      'lamps beside them.',
    diagram: 'queue',
    waits: 'machine.slows',
  },
  {
    title: 'Relief comes late on purpose',
    text:
      'Pressure began above 80 and ends below 60. Between the two marks nothing changes: that gap keeps the signal ' +
      'from flapping.',
    diagram: 'machine',
    waits: 'machine.relaxes',
  },
  {
    title: 'One who does not listen',
    text:
      'From 6 s producer 4 ignores the signal and sends three times its share. The others pause for it. Look at ' +
      'fairness beneath.',
    preset: 'disobedient',
    diagram: 'queue',
    waits: 'machine.drops',
  },
  {
    title: 'Longer is not better',
    text:
      'A queue of 1,000 under 10% too much load loses nothing for a long time, and every item waits for seconds. ' +
      'At 25 s CoDel is on: it drops at the head while waits stay above 50 ms.',
    preset: 'bufferbloat',
    diagram: 'codel',
    waits: 'codel.begins',
  },
  {
    title: 'Level by level',
    text:
      'A slow network fills the OS buffer, then TCP’s, then the application’s. Only then do consumers stop, and ' +
      'the queue presses on the producers.',
    preset: 'cascade',
    diagram: 'outbound',
    waits: 'outbound.slowsDown',
  },
  {
    title: 'Ask why',
    text:
      'Click the arrow from Accepting to Pressuring. Why shows the depth and the mark, the items that came last, ' +
      'and the act that began it.',
    preset: 'slow-consumer',
    diagram: 'machine',
    waits: 'machine.presses',
  },
]
