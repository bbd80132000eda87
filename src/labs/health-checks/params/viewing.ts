import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

/** Who looks at the detailed reports, and which check and container the machines show. */
export const viewing = {
  watchPeriod: {
    kind: 'number',
    group: 'mechanism',
    label: 'Reports are read every',
    help: 'A dashboard reads /health/detailed of each replica so often. Nobody acts on it. 0 is never.',
    unit: 'ms',
    min: 0,
    max: 60_000,
    step: 500,
    default: 5000,
    scale: 'log',
    more: true,
  },
  follow: {
    kind: 'choice',
    group: 'mechanism',
    label: 'The machines show',
    help: 'All checks and containers as a population, or one replica with one of its checks.',
    as: 'menu',
    default: 'all',
    more: true,
    options: {
      all: { label: 'All', help: 'How many checks and containers are in each state.' },
      process: { label: 'The process check', help: 'Of one replica.' },
      db: { label: 'The DB check', help: 'Of one replica.' },
      api: { label: 'The API check', help: 'Of one replica.' },
      cache: { label: 'The cache check', help: 'Of one replica.' },
      queue: { label: 'The queue check', help: 'Of one replica.' },
    },
  },
  followReplica: {
    kind: 'number',
    group: 'mechanism',
    label: 'Of replica',
    help: 'Its number, as the dashboard shows it. The last one, if there are fewer.',
    unit: '',
    min: 0,
    max: 23,
    step: 1,
    default: 0,
    more: true,
    shownWhen: (params: Given) => params['follow'] !== 'all',
  },
} as const satisfies Params
