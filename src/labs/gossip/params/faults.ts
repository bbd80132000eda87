import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const share = (label: string, help: string, more: boolean) =>
  ({ kind: 'number', group: 'faults', label, help, unit: 'share', min: 0, max: 0.9, step: 0.005, more }) as const

/** What the network does to messages. The engine's names. */
export const faults = {
  loss: {
    ...share('Message loss', 'Share of messages lost on the way, each on its own.', false),
    default: 0.05,
  },
  latency: {
    kind: 'number',
    group: 'faults',
    label: 'Latency',
    help: 'Mean time that a message is on its way.',
    unit: 'ms',
    min: 1,
    max: 2000,
    step: 1,
    default: 40,
    scale: 'log',
  },
  latencyDistribution: {
    kind: 'choice',
    group: 'faults',
    label: 'Latencies are',
    help: 'How latencies scatter around their mean.',
    as: 'menu',
    more: true,
    default: 'constant',
    options: {
      constant: { label: 'Constant', help: 'Always the mean.' },
      exponential: { label: 'Exponential', help: 'Deviation equal to the mean.' },
      lognormal: { label: 'Log-normal', help: 'Most near the mean, some well above it.' },
    },
  },
  latencyVariation: {
    kind: 'number',
    group: 'faults',
    label: 'Scatter',
    help: 'Standard deviation of latencies divided by their mean.',
    unit: '',
    min: 0.1,
    max: 3,
    step: 0.1,
    default: 0.5,
    more: true,
    shownWhen: (params: Given) => params['latencyDistribution'] === 'lognormal',
  },
  jitter: {
    kind: 'number',
    group: 'faults',
    label: 'Jitter',
    help: 'A further delay of each message, anything between 0 and this.',
    unit: 'ms',
    min: 0,
    max: 1000,
    step: 5,
    default: 0,
    more: true,
  },
  duplication: {
    ...share('Duplicates', 'Share of messages that arrive twice.', true),
    default: 0,
  },
  slowDelay: {
    kind: 'number',
    group: 'faults',
    label: 'Delay of slow nodes',
    help: 'Mean time for which what reaches a slow node waits until the node looks at it.',
    unit: 'ms',
    min: 10,
    max: 20_000,
    step: 10,
    default: 1000,
    scale: 'log',
    more: true,
  },
  cutShare: {
    kind: 'number',
    group: 'faults',
    label: 'Smaller side',
    help: 'Share of the nodes that the next partition cuts off.',
    unit: 'share',
    min: 0.05,
    max: 0.5,
    step: 0.05,
    default: 0.4,
    more: true,
  },
} as const satisfies Params
