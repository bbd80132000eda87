import type { Params, ParamValue } from '../../../lab/param.ts'

/** How many nodes there are, and what there is to tell. */
export const load = {
  nodes: {
    kind: 'number',
    group: 'load',
    label: 'Nodes',
    help: 'Nodes in the group at the start; heartbeats and phi accrual watch up to 48. Setting it begins a new run.',
    unit: '',
    min: 5,
    max: 10_000,
    step: 1,
    default: 1000,
    scale: 'log',
    restarts: true,
  },
  rumors: {
    kind: 'switch',
    group: 'load',
    label: 'Rumors spread',
    help: 'Whether rumors spread besides the news of members. Off: only by hand, and their charts are left out.',
    default: true,
    restarts: true,
  },
  rumorEvery: {
    kind: 'number',
    group: 'load',
    label: 'New rumor every',
    help: 'A random node learns something new so often, and the rumor before is forgotten. 0 is by hand only.',
    unit: 'ms',
    min: 0,
    max: 120_000,
    step: 500,
    default: 10_000,
    scale: 'log',
    shownWhen: (params: Readonly<Record<string, ParamValue>>) => params['rumors'] === true,
  },
} as const satisfies Params
