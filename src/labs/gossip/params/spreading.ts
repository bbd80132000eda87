import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const spreads = (params: Given): boolean => params['rumors'] === true
const tires = (params: Given): boolean => spreads(params) && params['interest'] !== 'kept'

/** How a rumor is told, and when a node stops telling it; the engine's names. */
export const spreading = {
  way: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Spreads by',
    help: 'Who calls whom in a round, and which end tells.',
    as: 'segments',
    default: 'push',
    options: {
      push: { label: 'Push', help: 'Nodes that spread the rumor call others and tell them.' },
      pull: { label: 'Pull', help: 'Every node calls others and asks; those that spread the rumor answer with it.' },
      pushPull: { label: 'Push-pull', help: 'Every node calls others. Whichever end spreads the rumor tells it.' },
    },
    shownWhen: spreads,
  },
  fanout: {
    kind: 'number',
    group: 'mechanism',
    label: 'Fan-out',
    help: 'Other nodes that a node calls in one round, drawn at random.',
    unit: 'nodes',
    min: 1,
    max: 10,
    step: 1,
    default: 1,
    shownWhen: spreads,
  },
  roundPeriod: {
    kind: 'number',
    group: 'mechanism',
    label: 'Round period',
    help: 'Time between two rounds of a node.',
    unit: 'ms',
    min: 20,
    max: 10_000,
    step: 10,
    default: 200,
    scale: 'log',
    shownWhen: spreads,
  },
  interest: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Stops telling',
    help: 'When a node that knows the rumor stops telling it.',
    as: 'segments',
    default: 'kept',
    options: {
      kept: { label: 'Never', help: 'It tells for ever: every node hears, and messages go on without end.' },
      counter: { label: 'Counter', help: 'After so many tellings in vain.' },
      coin: { label: 'Coin', help: 'After a telling in vain it stops with probability 1 ÷ k.' },
    },
    shownWhen: spreads,
  },
  k: {
    kind: 'number',
    group: 'mechanism',
    label: 'Patience k',
    help: 'Counter: tellings in vain until it stops. Coin: it stops with probability 1 ÷ k after each.',
    unit: '',
    min: 1,
    max: 12,
    step: 1,
    default: 3,
    shownWhen: tires,
  },
  response: {
    kind: 'choice',
    group: 'mechanism',
    label: 'What is in vain',
    help: 'Whether a node learns what its telling was worth.',
    as: 'segments',
    default: 'feedback',
    options: {
      feedback: { label: 'Feedback', help: 'The other end replies; telling one who knew is in vain.' },
      blind: { label: 'Blind', help: 'No reply: every telling counts as in vain.' },
    },
    shownWhen: tires,
  },
  counts: {
    kind: 'choice',
    group: 'mechanism',
    label: 'A telling that was news',
    help: 'Whether it sets the counter back to 0.',
    more: true,
    default: 'consecutive',
    options: {
      consecutive: { label: 'Sets it back', help: 'Only tellings in vain one after the other count.' },
      cumulative: { label: 'Leaves it', help: 'All tellings in vain count.' },
    },
    shownWhen: (params: Given) =>
      tires(params) && params['interest'] === 'counter' && params['response'] === 'feedback',
  },
  antiEntropy: {
    kind: 'number',
    group: 'mechanism',
    label: 'Anti-entropy every',
    help:
      'So often each node compares all it knows with one other node, both ways. It finds those that the rumor ' +
      'missed. 0 is never.',
    unit: 'ms',
    min: 0,
    max: 120_000,
    step: 100,
    default: 0,
    scale: 'log',
    more: true,
    shownWhen: spreads,
  },
  clocks: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Rounds begin',
    help: 'Whether all nodes begin their round at the same instant.',
    more: true,
    default: 'together',
    options: {
      together: { label: 'Together', help: 'All at the same instant, as in the analysis.' },
      own: { label: 'Each in its time', help: 'Every node has a clock of its own, as in practice.' },
    },
    shownWhen: spreads,
  },
} as const satisfies Params
