import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const shared = (params: Given): boolean => params['showDistributed'] === true || params['focus'] === 'distributed'

/** How several gateways share one window. */
export const sharing = {
  order: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Distributed: order',
    help: 'How a gateway counts and adds on the shared server. The default is what most build first.',
    as: 'menu',
    default: 'readThenAdd',
    shownWhen: shared,
    options: {
      atomic: { label: 'Count and add in one step', help: 'A script on the server: nobody gets in between.' },
      addThenRemove: {
        label: 'Add, then remove if refused',
        help: 'Two trips. A refused call holds a place until its removal arrives: others are refused for nothing.',
      },
      readThenAdd: {
        label: 'Count, then add',
        help: 'Two trips. All who count before the first has added find the same room, and take it.',
      },
    },
  },
  clock: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Distributed: clock',
    help: 'Whose clock dates the calls in the shared window.',
    default: 'gateway',
    shownWhen: shared,
    options: {
      server: { label: 'Server', help: 'One clock for all.' },
      gateway: { label: 'Gateway', help: 'Each gateway’s own, with its error: the default, as most build it first.' },
    },
  },
  member: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Distributed: entry',
    help: 'What names a call in the shared set.',
    more: true,
    default: 'unique',
    shownWhen: shared,
    options: {
      unique: { label: 'Unique', help: 'Every call is an entry of its own.' },
      reading: { label: 'Clock reading', help: 'Calls with the same reading share one entry, and the limit leaks.' },
    },
  },
  unreachable: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Without the server',
    help: 'What a gateway decides when the shared server does not answer.',
    more: true,
    default: 'closed',
    shownWhen: shared,
    options: {
      closed: { label: 'Refuse', help: 'Fail closed: the limit holds, and nobody is served.' },
      open: { label: 'Admit', help: 'Fail open: everybody is served, and nothing is limited.' },
    },
  },
} as const satisfies Params

/** What gateways, network and clocks do. */
export const faults = {
  gateways: {
    kind: 'number',
    group: 'faults',
    label: 'Gateways',
    help: 'Gateways that share the distributed limiter; each call comes to one of them at random.',
    unit: '',
    min: 1,
    max: 16,
    step: 1,
    default: 4,
  },
  latency: {
    kind: 'number',
    group: 'faults',
    label: 'Latency to the server',
    help: 'Time of one way between a gateway and the shared server.',
    unit: 'ms',
    min: 0,
    max: 500,
    step: 1,
    default: 5,
  },
  jitter: {
    kind: 'number',
    group: 'faults',
    label: 'Jitter of the latency',
    help: 'Each way takes the latency, give or take this share of it.',
    unit: 'share',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.2,
    more: true,
  },
  skew: {
    kind: 'number',
    group: 'faults',
    label: 'Gateway clock skew',
    help: 'How far the clock of the last gateway is ahead of the others, or behind.',
    unit: 'ms',
    min: -10_000,
    max: 10_000,
    step: 50,
    default: 0,
  },
  resolution: {
    kind: 'number',
    group: 'faults',
    label: 'Resolution of clocks',
    help: 'Gateways read their clocks in steps of this size. 0 is a clock without steps.',
    unit: 'ms',
    min: 0,
    max: 50,
    step: 1,
    default: 1,
    more: true,
  },
  server: {
    kind: 'choice',
    group: 'faults',
    label: 'Shared server',
    help: 'Whether the server of the distributed limiter answers.',
    as: 'segments',
    default: 'up',
    options: {
      up: { label: 'Up', help: 'Answers every gateway.', tone: 'fine' },
      away: { label: 'Away', help: 'Answers nobody. What it holds stays.', tone: 'failed' },
    },
  },
} as const satisfies Params
