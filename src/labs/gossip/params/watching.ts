import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const fixed = (params: Given): boolean => params['watch'] === 'heartbeat'
const accruing = (params: Given): boolean => params['watch'] === 'phi'
const beating = (params: Given): boolean => fixed(params) || accruing(params)

/** How nodes watch each other: by which protocol, and what heartbeats lead to. */
export const watching = {
  watch: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Nodes watch each other',
    help: 'How nodes find out that one of them has failed. Setting it begins a new run.',
    default: 'swim',
    restarts: true,
    options: {
      swim: {
        label: 'SWIM',
        help: 'Each probes one member in a period, directly and through others, and spreads what it finds.',
      },
      heartbeat: {
        label: 'Heartbeats',
        help: 'Each sends a heartbeat to all others; silence means failure. Up to 48 nodes: with more, nobody watches.',
      },
      phi: {
        label: 'Phi accrual',
        help:
          'Heartbeats, and a suspicion level from the gaps between the last 50. Up to 48 nodes: with more, nobody ' +
          'watches.',
      },
      off: { label: 'Not at all', help: 'Nobody notices that a node is down: it is called like any other.' },
    },
  },
  heartbeatInterval: {
    kind: 'number',
    group: 'mechanism',
    label: 'Heartbeat interval',
    help: 'Time between two heartbeats of a node.',
    unit: 'ms',
    min: 100,
    max: 10_000,
    step: 100,
    default: 1000,
    scale: 'log',
    shownWhen: beating,
  },
  suspectAfter: {
    kind: 'number',
    group: 'mechanism',
    label: 'Suspect after',
    help: 'Silence since the last heartbeat left after which an observer suspects a member.',
    unit: 'ms',
    min: 200,
    max: 60_000,
    step: 100,
    default: 4000,
    scale: 'log',
    shownWhen: fixed,
  },
  deadAfter: {
    kind: 'number',
    group: 'mechanism',
    label: 'Dead after another',
    help: 'Further silence after which a suspect is dead.',
    unit: 'ms',
    min: 0,
    max: 60_000,
    step: 100,
    default: 5000,
    scale: 'log',
    shownWhen: fixed,
  },
  declares: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Dead is declared by',
    help: 'Whose time-out makes a suspect dead.',
    as: 'segments',
    default: 'each',
    options: {
      each: { label: 'Each', help: 'Every observer by itself.' },
      one: { label: 'One for all', help: 'The first node that runs declares it and tells the others.' },
    },
    shownWhen: fixed,
  },
  phiThreshold: {
    kind: 'number',
    group: 'mechanism',
    label: 'Phi threshold',
    help: 'A member is dead when the silence is so unlikely: phi is the number of zeros after the point.',
    unit: '',
    min: 1,
    max: 16,
    step: 0.5,
    default: 8,
    shownWhen: accruing,
  },
  phiModel: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Gaps are taken for',
    help: 'The distribution that phi is computed from.',
    as: 'menu',
    more: true,
    default: 'logistic',
    options: {
      normal: { label: 'Normal', help: 'The exact tail, as in the paper.' },
      logistic: { label: 'Normal, approximated', help: 'The logistic approximation, as in Akka.' },
      exponential: { label: 'Exponential', help: 'The mean alone, as in Cassandra.' },
    },
    shownWhen: accruing,
  },
} as const satisfies Params

/** Whose view is shown. */
export const viewing = {
  observer: {
    kind: 'number',
    group: 'mechanism',
    label: 'Seen by node',
    help:
      'Whose view the member machine shows; the time line adds the nodes after it. The next one that runs, if it is ' +
      'down.',
    unit: '',
    min: 0,
    max: 10_000,
    step: 1,
    default: 17,
    scale: 'log',
    more: true,
  },
} as const satisfies Params
