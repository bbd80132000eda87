import type { FlowEdge } from '../../../machine/flow.ts'
import type { PressureNode } from './pressure-nodes.ts'

const told = {
  numbers: ['item', 'depth', 'delay:ms'],
  rule: '{depth} items wait; producers hear it in {delay}',
} as const
const heard = { from: 'signal', means: 'A producer hears what it is told.', numbers: ['item'], quiet: true } as const

/** The way of the signal, against that of the items. */
export const signalEdges = {
  tellsGreen: {
    from: 'green',
    to: 'signal',
    label: 'green',
    means: 'The signal turns green.',
    says: 'Signal green: producers hear it in {delay}',
    tone: 'fine',
    ...told,
  },
  tellsYellow: {
    from: 'yellow',
    to: 'signal',
    label: 'yellow',
    means: 'The signal turns yellow.',
    says: 'Signal yellow: producers hear it in {delay}',
    tone: 'caution',
    ...told,
  },
  tellsRed: {
    from: 'red',
    to: 'signal',
    label: 'red',
    means: 'The signal turns red.',
    says: 'Signal red: producers hear it in {delay}',
    tone: 'refused',
    ...told,
  },
  asks: {
    from: 'consumer',
    to: 'signal',
    label: 'request(n)',
    means: 'Enough of what was asked for is used up: a producer is asked for more.',
    numbers: ['item', 'producer', 'amount'],
    rule: 'producer {producer} is asked for {amount} more',
    quiet: true,
  },
  hearsFirst: { to: 'first', ...heard },
  hearsSecond: { to: 'second', ...heard },
  hearsThird: { to: 'third', ...heard },
  hearOthers: { to: 'others', ...heard },
  vanishes: {
    from: 'signal',
    to: 'unheard',
    label: 'lost',
    means: 'A producer never hears this signal. It goes on as the last one told it.',
    numbers: ['item', 'producer'],
    says: 'Producer {producer} did not hear the signal',
    tone: 'failed',
  },
} as const satisfies Readonly<Record<string, FlowEdge<PressureNode>>>
