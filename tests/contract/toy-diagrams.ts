import { defineParams } from '../../src/lab/param.ts'
import { defineFlow } from '../../src/machine/flow.ts'
import { defineMachine } from '../../src/machine/machine.ts'

/** Every kind of parameter. */
export const params = defineParams({
  rate: {
    kind: 'number',
    group: 'load',
    label: 'Rate',
    help: 'Calls a second.',
    unit: '/s',
    min: 0.5,
    max: 50,
    step: 0.5,
    default: 8,
  },
  load: {
    kind: 'choice',
    group: 'load',
    label: 'Load',
    help: 'How calls are spaced.',
    default: 'random',
    options: { even: { label: 'Even', help: 'Equal gaps.' }, random: { label: 'Random', help: 'A Poisson process.' } },
  },
  hold: {
    kind: 'number',
    group: 'mechanism',
    label: 'Hold',
    help: 'How long a call takes.',
    unit: 'ms',
    min: 10,
    max: 5000,
    step: 10,
    default: 200,
    scale: 'log',
  },
  strict: { kind: 'switch', group: 'mechanism', label: 'Strict', help: 'Refuses while busy.', default: true },
  breaks: {
    kind: 'number',
    group: 'faults',
    label: 'Breaks',
    help: 'Share of calls that break the gate.',
    unit: 'share',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.1,
  },
  slots: {
    kind: 'number',
    group: 'mechanism',
    label: 'Slots',
    help: 'Calls served at once.',
    unit: 'calls',
    min: 1,
    max: 8,
    step: 1,
    default: 2,
    restarts: true,
  },
})

/** A machine with a nested state. */
export const gate = defineMachine({
  title: 'Gate',
  initial: 'free',
  states: {
    free: { label: 'Free', means: 'A slot is left.', tone: 'fine' },
    busy: {
      label: 'Busy',
      means: 'All slots are taken.',
      tone: 'caution',
      initial: 'full',
      inner: { full: { label: 'Full', means: 'Every slot is taken.' } },
    },
    down: { label: 'Down', means: 'The gate is broken.', tone: 'failed' },
  },
  edges: {
    fills: {
      from: 'free',
      to: 'busy',
      means: 'The last slot is taken.',
      numbers: ['taken'],
      rule: '{taken} ≥ {slots}',
      says: 'Full with {taken}.',
    },
    empties: {
      from: 'busy',
      to: 'free',
      means: 'A slot is free again.',
      numbers: ['taken'],
      says: '{taken} are left.',
    },
    breaks: { from: ['free', 'busy'], to: 'down', means: 'The gate breaks.', says: 'It broke.' },
    repairs: { from: 'down', to: 'free', means: 'It is repaired.', label: 'repair' },
  },
})

/** The way of a call. */
export const way = defineFlow({
  title: 'Way of a call',
  direction: 'TB',
  subject: 'Call',
  nodes: {
    arrives: { label: 'Call', means: 'A call arrives.', shape: 'start' },
    asks: { label: 'Open?', means: 'Is there a free slot?', shape: 'question' },
    served: { label: 'Served', means: 'It is served.', shape: 'end' },
    refused: { label: 'Refused', means: 'It is refused.', shape: 'end' },
  },
  edges: {
    arrival: { from: 'arrives', to: 'asks', means: 'A call arrives.', numbers: ['call'], quiet: true },
    yes: { from: 'asks', to: 'served', means: 'It is let in.', numbers: ['call', 'taken'], rule: '{taken} < {slots}' },
    no: { from: 'asks', to: 'refused', means: 'It is refused.', numbers: ['call'] },
  },
})
