import type { TourStep } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The guided way through the lab. */
export const tour: readonly TourStep<typeof params>[] = [
  {
    title: 'The rule looks',
    text: 'Every five seconds the rule gets metrics: above 80% CPU it adds, below 30% it removes, between it holds.',
    preset: 'morning',
    diagram: 'decision',
    waits: 'decision.reads',
  },
  {
    title: 'The first action',
    text: 'The load climbs and CPU crosses 80%. One instance is added, and it serves nothing until it has started.',
    diagram: 'machine',
    waits: 'machine.exceeds',
  },
  {
    title: 'Cooldown',
    text: 'CPU is still high, and the rule asks again. The cooldown skips it: the last action has yet to show.',
    diagram: 'decision',
    waits: 'decision.skips',
  },
  {
    title: 'The timer expires',
    text: 'Strictly after the cooldown the next evaluation may act again. Watch the bars of the instances meanwhile.',
    diagram: 'instances',
    waits: 'machine.expires',
  },
  {
    title: 'A surge',
    text: 'Press 1: three times the load for a minute. One instance at a time is too slow; see what waits and is lost.',
    does: { act: 'surge' },
    diagram: 'instances',
    waits: 'machine.exceeds',
  },
  {
    title: 'Flapping',
    text:
      'Here is no cooldown and start-up takes a minute. The rule adds again and again before the first is ready, ' +
      'then takes too much away. The load never changed.',
    preset: 'flapping',
    diagram: 'machine',
    waits: 'machine.exceeds',
  },
  {
    title: 'How Kubernetes does it',
    text:
      'Ratio times pods, rounded up; a tolerance of 10%; policies for the way up, and a window of five minutes for ' +
      'the way down instead of a cooldown.',
    preset: 'hpa',
    diagram: 'hpa',
    waits: 'hpa.applies',
  },
  {
    title: 'Look ahead',
    text: 'Switch to Predictive: the line through the last two minutes says what is needed once an instance is ready.',
    preset: 'predictive',
    does: { set: { policy: 'predictive' } },
    diagram: 'decision',
    waits: 'decision.above',
  },
]
