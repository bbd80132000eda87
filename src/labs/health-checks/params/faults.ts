import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

const names = ['db', 'api', 'cache', 'queue']
const someIs =
  (state: string) =>
  (params: Given): boolean =>
    names.some((name) => params[name] === state)

const dependency = (label: string) =>
  ({
    kind: 'choice',
    group: 'faults',
    label,
    help: `How the ${label.toLowerCase()} is, for every service that uses it.`,
    as: 'segments',
    default: 'up',
    options: {
      up: { label: 'Up', help: 'Answers after its usual latency.', tone: 'fine' },
      slow: { label: 'Slow', help: 'Answers well, after the latency set below.', tone: 'caution' },
      down: { label: 'Down', help: 'Does not answer, or refuses at once.', tone: 'failed' },
    },
  }) as const

/** What goes wrong. */
export const faults = {
  db: { ...dependency('Database'), label: 'Database' },
  api: { ...dependency('API'), help: 'How the API is, for every service that uses it.' },
  cache: dependency('Cache'),
  queue: dependency('Queue'),
  slowLatency: {
    kind: 'number',
    group: 'faults',
    label: 'Slow means',
    help: 'What a slow dependency takes for every answer, exactly.',
    unit: 'ms',
    min: 50,
    max: 30_000,
    step: 50,
    default: 6000,
    scale: 'log',
    shownWhen: someIs('slow'),
  },
  downKind: {
    kind: 'choice',
    group: 'faults',
    label: 'Down means',
    help: 'What is met by those who ask a dependency that is down.',
    default: 'refusing',
    more: true,
    options: {
      refusing: { label: 'Refusing', help: 'A connection error within milliseconds.' },
      silent: { label: 'Silent', help: 'No answer at all: whoever asks runs into the time-out.' },
    },
  },
  probeLoss: {
    kind: 'number',
    group: 'faults',
    label: 'Probe loss',
    help: 'Share of the probes of orchestrator and load balancer that get no answer, whoever is asked.',
    unit: 'share',
    min: 0,
    max: 1,
    step: 0.005,
    default: 0,
  },
  checkErrors: {
    kind: 'number',
    group: 'faults',
    label: 'Flaky API check',
    help: 'Share of the runs of the API check that fail although the API is well.',
    unit: 'share',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
  },
  startTime: {
    kind: 'number',
    group: 'faults',
    label: 'A start takes',
    help: 'Time from the start of a process until it can serve: the price of every restart.',
    unit: 'ms',
    min: 100,
    max: 120_000,
    step: 100,
    default: 6000,
    scale: 'log',
  },
  starting: {
    kind: 'choice',
    group: 'faults',
    label: 'While it starts, a process',
    help: 'What probes meet that come before it can serve.',
    default: 'says',
    more: true,
    options: {
      says: { label: 'Says so', help: 'Answers 503 to readiness and start-up, 200 to liveness.' },
      silent: { label: 'Does not listen', help: 'Every connection is refused, that of liveness too.' },
    },
  },
  latency: {
    kind: 'number',
    group: 'faults',
    label: 'Usual latency',
    help: 'Mean time that a dependency takes for an answer; half of it to half as much again.',
    unit: 'ms',
    min: 1,
    max: 2000,
    step: 1,
    default: 20,
    scale: 'log',
    more: true,
  },
  checkCost: {
    kind: 'number',
    group: 'faults',
    label: 'Cost of a check',
    help: 'How long one run of a check keeps its dependency busy. Others, users too, wait in line.',
    unit: 'ms',
    min: 0,
    max: 500,
    step: 1,
    default: 5,
    scale: 'log',
    more: true,
  },
} as const satisfies Params
