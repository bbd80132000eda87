import type { Chart, Probe } from '../../src/lab/chart.ts'
import type { AnyLab } from '../../src/lab/lab.ts'
import { defineParams } from '../../src/lab/param.ts'
import { defineMachine } from '../../src/machine/machine.ts'
import { partBook } from '../../src/machine/part.ts'
import type { Detail } from '../../src/worker/protocol.ts'

const machine = defineMachine({
  title: 'Toy',
  initial: 'closed',
  states: {
    closed: { label: 'Closed', means: 'Calls pass.', tone: 'fine' },
    open: { label: 'Open', means: 'Calls are refused.', tone: 'refused' },
  },
  edges: { opens: { from: 'closed', to: 'open', means: 'Too many failed.' } },
})

const params = defineParams({
  limit: {
    kind: 'number',
    unit: 'calls',
    min: 1,
    max: 9,
    step: 1,
    default: 5,
    group: 'mechanism',
    label: '',
    help: '',
  },
})

const probe = (unit: Probe<typeof params, never>['unit'], kind: 'count' | 'level') => ({ label: '', unit, kind })

const charts: readonly Chart<typeof params>[] = [
  {
    kind: 'bars',
    key: 'calls',
    title: 'Calls',
    unit: 'per second',
    tall: true,
    empty: 'No call yet.',
    series: [
      { probe: 'answered', label: 'answered', tone: 'fine' },
      { probe: 'refused', label: 'refused', tone: 'refused' },
    ],
  },
  {
    kind: 'lines',
    stepped: true,
    key: 'load',
    title: 'Load',
    unit: 'calls',
    empty: 'Nothing is known.',
    series: [{ probe: 'load', label: 'load' }],
    marks: [{ label: 'opens at {limit}', value: ({ limit }) => limit }],
  },
  {
    kind: 'lines',
    key: 'waits',
    title: 'Waits',
    unit: 'ms',
    empty: 'Nothing waits.',
    series: [{ probe: 'wait', label: 'p50' }],
  },
]

/** What the charts read of a lab, and no more. */
export const toy = {
  id: 'toy',
  main: 'machine',
  every: 100,
  params,
  charts,
  book: partBook({ machine }),
  probes: {
    answered: probe('calls', 'count'),
    refused: probe('calls', 'count'),
    load: probe('calls', 'level'),
    wait: probe('ms', 'level'),
  },
} as unknown as AnyLab

const nine = (read: (i: number) => number): Float64Array => Float64Array.from({ length: 9 }, (_, i) => read(i))

/** Nine samples of the toy, which opened at 400. */
export const shown: Detail = {
  lamps: [],
  log: [],
  paths: [],
  flags: [{ at: 400, text: 'backend down' }],
  spans: [
    { from: 0, event: 0, state: 'closed' },
    { from: 400, event: 9, state: 'open' },
  ],
  samples: {
    time: nine((i) => (i + 1) * 100),
    values: {
      answered: nine((i) => (i === 2 ? 20 : 10)),
      refused: nine((i) => (i === 2 ? 10 : 0)),
      load: nine((i) => i),
      wait: nine(() => Number.NaN),
    },
  },
  window: { from: 0, to: 1000, points: 150 },
}
