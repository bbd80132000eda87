import type { Params } from '../../../lab/param.ts'
import { choosesWindow, leavesOpen, reads } from '../rules.ts'

const share = (label: string, help: string) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: 'share', min: 0.01, max: 1, step: 0.01 }) as const

const count = (label: string, help: string, max: number) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: 'calls', min: 1, max, step: 1 }) as const

const span = (label: string, help: string, min: number, max: number, step: number) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: 'ms', min, max, step, scale: 'log' }) as const

/** Whose rules hold, and what opens the breaker. */
export const opening = {
  profile: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Whose rules',
    help: 'Whose breaker it is. They differ in what opens it, in half-open and in which results count.',
    as: 'menu',
    more: true,
    default: 'setpoint',
    options: {
      setpoint: { label: 'Setpoint', help: 'The diagrams of this lab. What opens it is yours to choose.' },
      reference: { label: 'Reference code', help: 'No failure is forgiven; half-open lets any number of calls in.' },
      resilience4j: { label: 'resilience4j', help: 'Failure and slow rates, judged on every result; verdict by rate.' },
      gobreaker: { label: 'gobreaker', help: 'Failures in a row above the limit; as many probes as must succeed.' },
      polly: { label: 'Polly', help: 'Failure ratio of the last seconds from a minimum throughput on; one probe.' },
      hystrix: { label: 'Hystrix', help: 'Error percentage of the last seconds from a minimum volume on; one probe.' },
      opossum: { label: 'opossum', help: 'Error percentage of calls fired, strictly above the limit; one probe.' },
    },
  },
  trip: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Opens on',
    help: 'The rule that says after a result whether too much has failed.',
    as: 'menu',
    default: 'count',
    shownWhen: leavesOpen('trip'),
    options: {
      count: { label: 'Failures among the last calls', help: 'So many of the results in the window are failures.' },
      rate: {
        label: 'Share of failures',
        help: 'So large a share of the results in the window, once enough are there.',
      },
      consecutive: { label: 'Failures in a row', help: 'Any success forgives all failures before it.' },
      total: {
        label: 'Failures in all',
        help: 'No success forgives a failure; they add up until the breaker closes again.',
      },
    },
  },
  window: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Window kept by',
    help: 'Whether the newest results are kept by number or by age.',
    as: 'segments',
    default: 'calls',
    more: true,
    shownWhen: choosesWindow,
    options: {
      calls: { label: 'Calls', help: 'The last N results.' },
      time: { label: 'Time', help: 'The results of the last seconds.' },
    },
  },
  windowCalls: {
    ...count('Last N calls', 'How many of the newest results are looked at.', 200),
    default: 10,
    shownWhen: reads('windowCalls'),
  },
  windowTime: {
    ...span('Last seconds', 'How far back results are looked at.', 500, 120_000, 500),
    default: 10_000,
    shownWhen: reads('windowTime'),
  },
  failuresToOpen: {
    ...count('Failures to open', 'So many failures open the breaker.', 50),
    default: 5,
    shownWhen: reads('failuresToOpen'),
  },
  failureRateToOpen: {
    ...share('Failure rate to open', 'Share of failures among the results in the window.'),
    default: 0.5,
    shownWhen: reads('failureRateToOpen'),
  },
  minimumCalls: {
    ...count('Calls needed', 'A share is judged only once the window holds so many results.', 200),
    default: 10,
    more: true,
    shownWhen: reads('minimumCalls'),
  },
  slow: {
    kind: 'switch',
    group: 'mechanism',
    label: 'Slow calls open it too',
    help: 'The share of slow calls in the window is judged beside the failures.',
    default: false,
    more: true,
    shownWhen: leavesOpen('slow'),
  },
  slowRateToOpen: {
    ...share('Slow rate to open', 'Share of slow calls among the results in the window.'),
    default: 0.5,
    shownWhen: reads('slowRateToOpen'),
  },
  slowAfter: {
    ...span(
      'Slow means above',
      'A call that takes strictly longer is slow, whether it succeeds or fails.',
      10,
      60_000,
      10,
    ),
    default: 150,
    shownWhen: reads('slowAfter'),
  },
  windowBuckets: {
    ...count('Buckets of the window', 'A window of time is cut into so many buckets; each leaves as a whole.', 60),
    unit: '',
    default: 10,
    more: true,
    shownWhen: reads('windowBuckets'),
  },
} as const satisfies Params
