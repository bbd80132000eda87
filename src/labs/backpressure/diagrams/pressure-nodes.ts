import type { FlowNode } from '../../../machine/flow.ts'

/** The stations of an item, and of the signal that goes the other way. */
export const pressureNodes = {
  first: { label: 'Producer 1', means: 'The slowest, if they differ.', shape: 'start', group: 'producers' },
  second: { label: 'Producer 2', means: 'A producer.', shape: 'start', group: 'producers' },
  third: { label: 'Producer 3', means: 'A producer.', shape: 'start', group: 'producers' },
  others: { label: 'Others', means: 'All further producers.', shape: 'start', group: 'producers' },
  queue: { label: 'Queue', means: 'Items that wait, first come, first served.', shape: 'cell' },
  level: { label: 'Level?', means: 'How full is the queue?', shape: 'question' },
  green: { label: 'Accept', means: 'Green: there is room enough.', shape: 'step', tone: 'fine' },
  yellow: {
    label: 'Accept,<br/>slow down',
    means: 'Yellow: the item is in, and producers are asked to go slowly.',
    shape: 'step',
    tone: 'caution',
  },
  red: { label: 'No room', means: 'Red: something has to give way.', shape: 'step', tone: 'refused' },
  signal: {
    label: 'Signal',
    means: 'What producers are told. It takes the feedback delay to reach them.',
    shape: 'cell',
  },
  outside: { label: 'Wait outside', means: 'Blocked producers, first come, first let in.', shape: 'cell' },
  lost: { label: 'Lost', means: 'Items that will never be served.', shape: 'end', tone: 'failed' },
  unheard: { label: 'Unheard', means: 'A signal that did not reach a producer.', shape: 'end', tone: 'failed' },
  consumer: { label: 'Consumer', means: 'Takes the oldest item and works on it.', shape: 'step' },
  done: { label: 'Done', means: 'Items that were served.', shape: 'end', tone: 'fine' },
} as const satisfies Readonly<Record<string, FlowNode>>

/** The name of a station. */
export type PressureNode = keyof typeof pressureNodes
