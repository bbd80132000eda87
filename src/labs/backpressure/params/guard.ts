import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const guarded = (params: Given): boolean => params['limiter'] !== 'none'

/** How consumers guard what they call. */
export const guard = {
  limiter: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Consumers’ limit',
    help: 'How many items may be in work: all consumers, a fixed number, or one that follows the measured latency.',
    as: 'menu',
    more: true,
    default: 'none',
    options: {
      none: { label: 'None', help: 'Every free consumer takes an item.' },
      fixed: { label: 'Fixed', help: 'Always the same number.' },
      aimd: { label: 'AIMD', help: 'One more after each success in use, a tenth less after a time-out.' },
      vegas: { label: 'Vegas', help: 'Estimates the queue from the lowest latency seen.' },
      gradient2: { label: 'Gradient2', help: 'Follows the ratio of a long average to the latency.' },
    },
  },
  initialLimit: {
    kind: 'number',
    group: 'mechanism',
    label: 'Limit at first',
    help: 'Items in work that are allowed at the start; the whole limit when it is fixed.',
    unit: '',
    min: 1,
    max: 32,
    step: 1,
    default: 8,
    more: true,
    restarts: true,
    shownWhen: guarded,
  },
  limitTimeout: {
    kind: 'number',
    group: 'mechanism',
    label: 'Time-out of the limit',
    help: 'Work that takes longer counts as a drop and lowers the limit.',
    unit: 'ms',
    min: 10,
    max: 5000,
    step: 10,
    default: 100,
    scale: 'log',
    more: true,
    shownWhen: (params: Given) => params['limiter'] === 'aimd',
  },
  cores: {
    kind: 'number',
    group: 'load',
    label: 'Full speed up to',
    help: 'Items in work beyond this share what there is: each takes as much longer.',
    unit: '',
    min: 1,
    max: 32,
    step: 1,
    default: 32,
    more: true,
  },
  contention: {
    kind: 'number',
    group: 'load',
    label: 'Contention',
    help: 'Each item in work beyond full speed makes all take this much longer on top: they stand in each other’s way.',
    unit: 'share',
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0,
    more: true,
    shownWhen: (params: Given) => (params['cores'] as number) < 32,
  },
} as const satisfies Params
