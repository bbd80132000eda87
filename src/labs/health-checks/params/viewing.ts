import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

/** Which check and container the machines show. */
export const viewing = {
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
