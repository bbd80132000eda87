import type { Params, ParamValue } from '../../../lab/param.ts'
import type { chosenLanes } from '../lanes.ts'

type Given = Readonly<Record<string, ParamValue>>

const many = (params: Given): boolean => (params['users'] as number) > 1

/** The numbers of the limiters, and which of them are looked at. */
export const limits = {
  limit: {
    kind: 'number',
    group: 'mechanism',
    label: 'Limit',
    help: 'Calls per window: sliding log, sliding counter, fixed window and distributed.',
    unit: 'calls',
    min: 1,
    max: 2000,
    step: 1,
    default: 10,
    scale: 'log',
  },
  window: {
    kind: 'number',
    group: 'mechanism',
    label: 'Window',
    help: 'Length of the window of these four, and of the span in which the most admitted calls are looked for.',
    unit: 'ms',
    min: 500,
    max: 60_000,
    step: 500,
    default: 5000,
    scale: 'log',
  },
  capacity: {
    kind: 'number',
    group: 'mechanism',
    label: 'Bucket capacity',
    help: 'Tokens that a bucket holds; places of the leaky queue; a burst that meter and GCRA let through.',
    unit: 'tokens',
    min: 1,
    max: 1000,
    step: 1,
    default: 10,
    scale: 'log',
  },
  refill: {
    kind: 'number',
    group: 'mechanism',
    label: 'Refill rate',
    help: 'Tokens per second that flow in; calls per second that leaky buckets and GCRA let through for long.',
    unit: '/s',
    min: 0.25,
    max: 500,
    step: 0.25,
    default: 2,
    scale: 'log',
  },
  code: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Code',
    help: 'The limiters as they should be, or as the document’s code has them, faults included; or both side by side.',
    as: 'segments',
    default: 'correct',
    options: {
      correct: {
        label: 'Correct',
        help: 'Faults of the document’s code are mended. How the distributed one counts is a setting of its own.',
      },
      document: { label: 'Document', help: 'Five limiters run the document’s code as it stands.' },
      both: { label: 'Both', help: 'The document’s code in a row of its own beneath each mended one.' },
    },
  },
  countBy: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Count by',
    help: 'Whose calls a limit counts together. The hybrid and the gates have their own order of users and addresses.',
    default: 'user',
    shownWhen: many,
    options: {
      user: { label: 'User', help: 'A bucket or window for each user.' },
      address: { label: 'IP', help: 'A bucket or window for each address, whoever calls from it.' },
      everyone: { label: 'All', help: 'One bucket or window for all calls.' },
    },
  },
  watched: {
    kind: 'number',
    group: 'mechanism',
    label: 'User looked at',
    help: 'The rows show the limit that counts the calls of this user.',
    unit: '',
    min: 1,
    max: 1000,
    step: 1,
    default: 1,
    scale: 'log',
    shownWhen: many,
  },
  focus: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Charts follow',
    help: 'The limiter whose admitted and refused calls the charts show.',
    as: 'menu',
    default: 'fixedWindow',
    options: {
      tokenBucket: { label: 'Token bucket', help: 'Tokens flow in, calls take them.' },
      slidingLog: { label: 'Sliding log', help: 'Remembers the time of every admitted call.' },
      slidingCounter: { label: 'Sliding counter', help: 'Two counters stand for the log.' },
      fixedWindow: { label: 'Fixed window', help: 'Counts from zero at each turn of the window.' },
      leakyQueue: { label: 'Leaky queue', help: 'Admitted calls wait and go on at a constant rate.' },
      leakyMeter: { label: 'Leaky meter', help: 'Calls pour in, the bucket leaks.' },
      gcra: { label: 'GCRA', help: 'One time stamp: when the next call is due.' },
      distributed: { label: 'Distributed', help: 'A window that several gateways share on one server.' },
      hybrid: { label: 'Hybrid', help: 'Burst, sustained and per-IP limit together.' },
      gates: { label: 'User, IP and global', help: 'Three gates in a row.' },
    },
  },
  showTokenBucket: shown('Token bucket', true),
  showSlidingLog: shown('Sliding log', true),
  showSlidingCounter: shown('Sliding counter', true),
  showFixedWindow: shown('Fixed window', true),
  showLeakyQueue: shown('Leaky queue', true),
  showLeakyMeter: shown('Leaky meter', false),
  showGcra: shown('GCRA', false),
  showDistributed: shown('Distributed', false),
  showHybrid: shown('Hybrid', false),
  showGates: shown('Gates', false),
} as const satisfies Params

function shown<const On extends boolean>(label: string, on: On) {
  return {
    kind: 'switch',
    group: 'mechanism',
    label,
    help: 'A row of this limiter side by side with the others. It meets the same calls, shown or not.',
    more: true,
    default: on,
  } as const
}

/** The switch that shows a lane. */
export const showName = (lane: (typeof chosenLanes)[number]): `show${Capitalize<(typeof chosenLanes)[number]>}` =>
  `show${lane.charAt(0).toUpperCase()}${lane.slice(1)}` as `show${Capitalize<(typeof chosenLanes)[number]>}`
