import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = [
  {
    title: 'A rumor spreads',
    text:
      'One of 1,000 nodes knows something. In each round, every node that knows calls one other at random. Watch the ' +
      'rings fill.',
    preset: 'rumor',
    diagram: 'propagation',
    waits: 'rumor.hears',
  },
  {
    title: 'Your own rumor',
    text:
      'Press 1. The curve is the same whoever begins: it doubles, bends where half know, and creeps up to the last ' +
      'one.',
    does: { act: 'rumor' },
    diagram: 'propagation',
    waits: 'rumor.begins',
  },
  {
    title: 'Stop telling',
    text:
      'For ever is a long time to tell. Let nodes stop after three tellings in vain, then start a rumor: messages ' +
      'end, and a few nodes may never hear.',
    does: { set: { interest: 'counter' } },
    diagram: 'rumor',
    waits: 'rumor.tires',
  },
  {
    title: 'A node dies',
    text:
      'Eight nodes probe each other. Node 3 crashes at 5 s. The one that probes it next gets no answer, asks others ' +
      'to try, and then suspects it.',
    preset: 'death',
    diagram: 'propagation',
    waits: 'members.suspects',
  },
  {
    title: 'Suspect, then dead',
    text:
      'The suspicion spreads like a rumor. Node 3 cannot refute it, so it becomes a death: on its own time-out in ' +
      'one view, by hearsay in the others. At 22 s the node comes back.',
    diagram: 'detection',
    waits: 'members.rejoins',
  },
  {
    title: 'Slow is not dead',
    text:
      'Node 5 is alive but slow. It is suspected, hears of it, and answers under a higher incarnation, which beats ' +
      'the suspicion.',
    preset: 'flapping',
    diagram: 'members',
    waits: 'members.refutes',
  },
  {
    title: 'Merge two tables',
    text:
      'Every message merges what two nodes believe. Change an entry in the playground and see which rule decides its ' +
      'row.',
    diagram: 'merge',
  },
  {
    title: 'Cut the network',
    text: 'Press P. Each side goes on by itself and takes the other for dead. Press H later, and watch them find out.',
    preset: 'partition',
    does: { act: 'partition' },
    diagram: 'propagation',
    waits: 'members.suspects',
  },
]
