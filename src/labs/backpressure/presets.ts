import type { Preset } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly Preset<typeof params>[] = [
  {
    key: 'slow-consumer',
    title: 'Slow consumer',
    look:
      'From 3 s on the consumer needs twice as long: the queue passes its mark, presses, and producers pause until ' +
      'it is below the low one.',
    params: {},
    acts: [
      { at: 3000, do: 'slow' },
      { at: 30_000, do: 'heal' },
    ],
    seed: 4,
    shows: {
      by: 20_000,
      parts: {
        'machine.presses': 3,
        'machine.slows': 3,
        'machine.relaxes': 3,
        'flow.tellsYellow': 3,
        'flow.tellsGreen': 3,
      },
    },
  },
  {
    key: 'balanced',
    title: 'Balanced',
    look:
      'Nobody reacts, and at 80% load nobody needs to: hold the mean depth and the share lost against the law, ' +
      'M/M/1/K.',
    params: { capacity: 10, reaction: 'ignore' },
    acts: [],
    seed: 2,
    shows: { by: 20_000, parts: { 'flow.finishes': 1200, 'machine.fillsUp': 3, 'flow.loses': 10 } },
  },
  {
    key: 'bands',
    title: 'A burst into bands 600 and 800',
    look:
      'At 3 s a burst of 850 fills a queue of 1,000 past both borders: yellow answers late, red refuses, and no ' +
      'wait is over soon.',
    params: { capacity: 1000, rule: 'bands', holdBack: 200, pausesAt: 'red', offered: 60 },
    acts: [{ at: 3000, do: 'burst', with: { items: 850 } }],
    seed: 6,
    shows: {
      by: 20_000,
      parts: { 'machine.fillsUp': 1, 'machine.drops': 1, 'machine.eases': 1, 'machine.relaxes': 1 },
    },
  },
  {
    key: 'disobedient',
    title: 'A disobedient producer',
    look:
      'From 6 s producer 4 ignores the signal and sends three times its share: the others pause for it and get ' +
      'ever less. Look at fairness.',
    params: { offered: 95 },
    acts: [{ at: 6000, do: 'defy' }],
    seed: 3,
    shows: { by: 30_000, parts: { 'machine.presses': 1, 'machine.fillsUp': 1, 'machine.drops': 1 } },
  },
  {
    key: 'flapping',
    title: 'No hysteresis',
    look:
      'One mark decides both ways, so the signal flaps with every item. At 15 s hysteresis is on: count the ' +
      'signals then.',
    params: { hysteresis: false, offered: 130, feedbackDelay: 20, capacity: 50 },
    acts: [{ at: 15_000, set: { hysteresis: true } }],
    seed: 5,
    shows: { by: 15_000, parts: { 'machine.presses': 30, 'machine.relaxes': 30 } },
  },
  {
    key: 'bufferbloat',
    title: 'Bufferbloat, then CoDel',
    look:
      'Ten times too long a queue under 10% too much load loses nothing, and every item waits for seconds. From 25 ' +
      's on CoDel bounds the wait.',
    params: { capacity: 1000, reaction: 'ignore', offered: 110 },
    acts: [
      { at: 2000, do: 'burst', with: { items: 300 } },
      { at: 25_000, set: { overflow: 'codel' } },
    ],
    seed: 8,
    shows: {
      by: 45_000,
      parts: { 'flow.finishes': 4000, 'codel.begins': 1, 'codel.drops': 100, 'codel.ends': 1, 'flow.tooLate': 400 },
    },
  },
  {
    key: 'credit',
    title: 'A burst on credit',
    look:
      'Nobody sends what was not asked for: the burst of 300 at 5 s stays with the producers, and the queue holds ' +
      '128 at most.',
    params: { reaction: 'credit', prefetch: 32, capacity: 200, offered: 90 },
    acts: [{ at: 5000, do: 'burst', with: { items: 300 } }],
    seed: 11,
    shows: { by: 20_000, parts: { 'flow.asks': 50, 'flow.hearsFirst': 10 } },
  },
  {
    key: 'cascade',
    title: 'Cascade: OS, TCP, application',
    look:
      'From 4 s the network takes 40 items a second: OS, TCP, application, then the queue fill, and producers ' +
      'pause. Whoever has 6 there is told 429.',
    params: { system: 'outbound', answers: true },
    acts: [
      { at: 4000, set: { networkRate: 40 } },
      { at: 22_000, set: { networkRate: 200 } },
    ],
    seed: 9,
    shows: {
      by: 30_000,
      parts: {
        'outbound.osSignals': 1,
        'outbound.osEases': 1,
        'outbound.tooMany': 10,
        'outbound.tcpSignals': 1,
        'outbound.slowsDown': 1,
        'machine.presses': 1,
      },
    },
  },
  {
    key: 'window',
    title: 'A full server closes the window',
    look:
      'From 4 s the consumer is slow: queue, application and TCP fill, the window closes, and only then producers ' +
      'hear of it.',
    params: { system: 'inbound' },
    acts: [{ at: 4000, do: 'slow' }],
    seed: 10,
    shows: {
      by: 25_000,
      parts: { 'inbound.applicationSignals': 2, 'inbound.window': 2, 'machine.presses': 1, 'flow.hearsFirst': 2 },
    },
  },
]
