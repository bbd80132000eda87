import type { Preset } from '../../lab/lesson.ts'
import type { params } from './params.ts'

/** A queue ten times too long for its consumers, fed by producers that send a little too much and listen to nothing. */
const bloated = { capacity: 1000, reaction: 'ignore', offered: 105 } as const

/** The situations worth seeing; the first is what a newcomer sees. */
export const presets: readonly Preset<typeof params>[] = [
  {
    key: 'slow-consumer',
    title: 'Slow consumer',
    look: 'From 3 s on the consumer needs twice as long: the queue passes its mark, presses, and producers pause until it is below the low one.',
    params: {},
    acts: [
      { at: 3000, do: 'slow' },
      { at: 30_000, do: 'heal' },
    ],
    seed: 4,
    shows: {
      by: 20_000,
      parts: { 'machine.presses': 3, 'machine.slows': 3, 'machine.relaxes': 3, 'flow.tellsYellow': 3, 'flow.tellsGreen': 3 },
    },
  },
  {
    key: 'balanced',
    title: 'Balanced',
    look: 'Nobody reacts, and at 80% load nobody needs to: hold the mean depth and the share lost against the law, M/M/1/K.',
    params: { capacity: 10, reaction: 'ignore' },
    acts: [],
    seed: 2,
    shows: { by: 20_000, parts: { 'flow.finishes': 1200, 'machine.fillsUp': 3, 'flow.turnsAway': 10 } },
  },
  {
    key: 'bands',
    title: 'A burst into bands 600 and 800',
    look: 'At 3 s a burst of 850 fills a queue of 1,000 past both borders: yellow answers late, red refuses, and no wait is over soon.',
    params: { capacity: 1000, rule: 'bands', holdBack: 200, pausesAt: 'red', offered: 60 },
    acts: [{ at: 3000, do: 'burst', with: { items: 850 } }],
    seed: 6,
    shows: { by: 20_000, parts: { 'machine.fillsUp': 1, 'machine.drops': 1, 'machine.eases': 1, 'machine.relaxes': 1 } },
  },
  {
    key: 'disobedient',
    title: 'A disobedient producer',
    look: 'From 6 s producer 4 ignores the signal and sends three times its share: the others pause for it, and items are lost all the same.',
    params: { offered: 95 },
    acts: [{ at: 6000, do: 'defy' }],
    seed: 3,
    shows: { by: 30_000, parts: { 'machine.presses': 1, 'machine.fillsUp': 1, 'machine.drops': 1 } },
  },
  {
    key: 'flapping',
    title: 'No hysteresis',
    look: 'One mark decides both ways, so the signal flaps with every item. At 15 s hysteresis is on: count the signals then.',
    params: { hysteresis: false, offered: 130, feedbackDelay: 20, capacity: 50 },
    acts: [{ at: 15_000, set: { hysteresis: true } }],
    seed: 5,
    shows: { by: 15_000, parts: { 'machine.presses': 30, 'machine.relaxes': 30 } },
  },
  {
    key: 'bufferbloat',
    title: 'Bufferbloat',
    look: 'A queue ten times too long and 5% too much load: nothing is lost for a long time, and every item waits for seconds.',
    params: bloated,
    acts: [{ at: 2000, do: 'burst', with: { items: 300 } }],
    seed: 8,
    shows: { by: 20_000, parts: { 'flow.finishes': 1500, 'machine.fills': 0 } },
  },
  {
    key: 'codel',
    title: 'CoDel on the same',
    look: 'The same load and the same long queue: waits stay above 50 ms, so CoDel drops at the head until they are below.',
    params: { ...bloated, overflow: 'codel' },
    acts: [{ at: 2000, do: 'burst', with: { items: 300 } }],
    seed: 8,
    shows: { by: 30_000, parts: { 'codel.begins': 1, 'codel.drops': 20, 'codel.ends': 1, 'flow.tooLate': 50 } },
  },
  {
    key: 'cascade',
    title: 'Cascade: OS, TCP, application',
    look: 'From 4 s the network takes 40 items a second: OS, TCP and application fill from the far end, then the queue, then producers pause.',
    params: { system: 'outbound' },
    acts: [
      { at: 4000, set: { networkRate: 40 } },
      { at: 30_000, set: { networkRate: 200 } },
    ],
    seed: 9,
    shows: {
      by: 30_000,
      parts: { 'outbound.osSignals': 1, 'outbound.tcpSignals': 1, 'outbound.slowsDown': 1, 'machine.presses': 1 },
    },
  },
  {
    key: 'window',
    title: 'A full server closes the window',
    look: 'From 4 s the consumer is slow: queue, application and TCP fill, the window closes, and only then producers hear of it.',
    params: { system: 'inbound' },
    acts: [{ at: 4000, do: 'slow' }],
    seed: 10,
    shows: {
      by: 25_000,
      parts: { 'inbound.applicationSignals': 2, 'inbound.window': 2, 'machine.presses': 1, 'flow.hearsFirst': 2 },
    },
  },
]
