import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const gated = (params: Given): boolean => params['showGates'] === true || params['focus'] === 'gates'
const mixed = (params: Given): boolean => params['showHybrid'] === true || params['focus'] === 'hybrid'

const rate = (label: string, help: string) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: '/s', min: 1, max: 10_000, step: 1, scale: 'log' }) as const

const calls = (label: string, help: string, max: number) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: 'calls', min: 1, max, step: 1, scale: 'log' }) as const

/** Limits that must all pass: the three gates, and the hybrid of the document. */
export const several = {
  userRate: { ...rate('Gate: user rate', 'Tokens per second of each user’s bucket.'), default: 10, shownWhen: gated },
  userBurst: {
    ...calls('Gate: user burst', 'Tokens that a user’s bucket holds.', 1000),
    default: 100,
    shownWhen: gated,
  },
  addressRate: {
    ...rate('Gate: IP rate', 'Calls per second from one address; a second’s worth may come at once.'),
    default: 100,
    shownWhen: gated,
  },
  globalRate: {
    ...rate('Gate: global rate', 'Calls per second of all together; a second’s worth may come at once.'),
    default: 10_000,
    shownWhen: gated,
  },
  commit: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Gates take',
    help: 'Whether a call that a later gate refuses has already used up what earlier gates gave.',
    default: 'together',
    shownWhen: gated,
    options: {
      together: { label: 'Together', help: 'All gates are checked before any takes: a refused call costs nothing.' },
      asItGoes: { label: 'As it goes', help: 'Each gate takes as soon as it passes; the first refusal ends it.' },
    },
  },
  hybridRate: {
    ...rate('Hybrid: burst refill', 'Tokens per second of the user’s burst bucket.'),
    default: 100,
    shownWhen: mixed,
  },
  hybridBurst: {
    ...calls('Hybrid: burst', 'Calls that a user may send at once.', 2000),
    default: 200,
    shownWhen: mixed,
  },
  hybridLimit: {
    ...calls('Hybrid: sustained limit', 'Calls of a user per sustained window.', 10_000),
    default: 1000,
    shownWhen: mixed,
  },
  hybridAddress: {
    ...calls('Hybrid: IP limit', 'Calls from one address per sustained window.', 10_000),
    default: 100,
    shownWhen: mixed,
  },
  hybridWindow: {
    kind: 'number',
    group: 'mechanism',
    label: 'Hybrid: window',
    help: 'Length of the sustained window, of user and address alike.',
    unit: 'ms',
    min: 1000,
    max: 60_000,
    step: 1000,
    default: 60_000,
    scale: 'log',
    shownWhen: mixed,
  },
} as const satisfies Params
