import type { Params } from '../../../lab/param.ts'

const timeout = (what: string) =>
  ({
    kind: 'number',
    group: 'mechanism',
    label: `${what} check: time-out`,
    help: `A run of the ${what} check without an answer by then (≥) has failed, and its slot is free again.`,
    unit: 'ms',
    min: 50,
    max: 30_000,
    step: 50,
    default: 5000,
    scale: 'log',
  }) as const

const interval = (what: string) =>
  ({
    kind: 'number',
    group: 'mechanism',
    label: `${what} check: interval`,
    help: `Time from the begin of one run of the ${what} check to the next.`,
    unit: 'ms',
    min: 200,
    max: 60_000,
    step: 100,
    default: 10_000,
    scale: 'log',
    more: true,
  }) as const

const critical = (what: string, value: boolean) =>
  ({
    kind: 'switch',
    group: 'mechanism',
    label: `${what} is critical`,
    help: `On: without it the service is unhealthy, 503. Off: it is only degraded, 200.`,
    default: value,
    more: true,
  }) as const

/** How each replica checks what it depends on, and what the results are worth. */
export const checks = {
  dbTimeout: timeout('DB'),
  checkFall: {
    kind: 'number',
    group: 'mechanism',
    label: 'Failures to fail',
    help: 'Failed runs in a row, time-outs among them, until a check counts as failing (≥).',
    unit: '',
    min: 1,
    max: 10,
    step: 1,
    default: 1,
  },
  checkRise: {
    kind: 'number',
    group: 'mechanism',
    label: 'Successes to pass',
    help: 'Good runs in a row until a check counts as passing again (≥).',
    unit: '',
    min: 1,
    max: 10,
    step: 1,
    default: 1,
  },
  checkJitter: {
    kind: 'number',
    group: 'mechanism',
    label: 'Jitter of the interval',
    help: 'Share of the interval by which each gap is shortened or lengthened at random.',
    unit: 'share',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.1,
  },
  firstRuns: {
    kind: 'choice',
    group: 'mechanism',
    label: 'First runs',
    help: 'When the checks and probes of a replica begin to tick.',
    default: 'spread',
    more: true,
    options: {
      spread: { label: 'Spread', help: 'Each after a random share of its interval.' },
      together: { label: 'Together', help: 'All at once: what has begun together stays in step.' },
    },
  },
  dbInterval: interval('DB'),
  dbCritical: critical('The database', true),
  apiTimeout: { ...timeout('API'), more: true },
  apiInterval: interval('API'),
  apiCritical: critical('The API', true),
  cacheTimeout: { ...timeout('cache'), more: true },
  cacheInterval: interval('cache'),
  cacheCritical: critical('The cache', false),
  queueTimeout: { ...timeout('queue'), more: true },
  queueInterval: interval('queue'),
  queueCritical: critical('The queue', false),
  staleAfter: {
    kind: 'number',
    group: 'mechanism',
    label: 'Results are believed for',
    help: 'A cached result older than this (>) is no longer believed: the check is unknown. 0 believes it for ever.',
    unit: 'ms',
    min: 0,
    max: 120_000,
    step: 500,
    default: 0,
    scale: 'log',
    more: true,
  },
  unknown: {
    kind: 'choice',
    group: 'mechanism',
    label: 'An unknown check',
    help: 'What a check that has not run, or whose result is stale, means to all endpoints but liveness.',
    default: 'fails',
    more: true,
    options: {
      fails: { label: 'Fails', help: 'Nobody knows that it passes.' },
      degrades: { label: 'Degrades', help: 'The service is degraded, however critical the check.' },
      passes: { label: 'Is left out', help: 'Only what is known counts.' },
    },
  },
} as const satisfies Params
