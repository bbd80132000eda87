import type { Params } from '../../../lab/param.ts'
import { type Given, share, span } from './given.ts'

/** How the load becomes numbers that a rule can read, and what goes wrong on the way. */
export const metrics = {
  metricPeriod: {
    ...span(
      'Metrics every',
      'How often CPU, memory and requests are measured, as the average since last time.',
      5000,
      300_000,
    ),
    default: 15_000,
  },
  smoothing: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Readings become one',
    help: 'What the rule gets of the readings in the window.',
    as: 'segments',
    default: 'last',
    more: true,
    options: {
      last: { label: 'Last', help: 'The newest reading.' },
      mean: { label: 'Mean', help: 'The mean of the window.' },
      max: { label: 'Greatest', help: 'The greatest of the window.' },
    },
  },
  metricWindow: {
    ...span('Averaged over', 'How far back readings are taken together.', 1000, 1_800_000),
    default: 60_000,
    more: true,
    shownWhen: ({ smoothing }: Given) => smoothing !== 'last',
  },
  metricLag: {
    ...span('Metric lag', 'How old a reading is when a rule can first see it.', 0, 600_000),
    group: 'faults',
    default: 0,
  },
  metricNoise: {
    ...share('Metric noise', 'Standard deviation of a reading as a share of it.', 0.5),
    group: 'faults',
    min: 0,
    default: 0.02,
  },
  metricFault: {
    kind: 'choice',
    group: 'faults',
    label: 'Metrics are',
    help: 'Measured as they should be, repeated without being measured, or gone.',
    as: 'segments',
    default: 'fresh',
    options: {
      fresh: { label: 'Fresh', help: 'Measured every time.', tone: 'fine' },
      frozen: { label: 'Frozen', help: 'The last reading is repeated.', tone: 'caution' },
      gone: { label: 'Gone', help: 'Nothing is measured.', tone: 'failed' },
    },
  },
  missingPods: {
    ...share(
      'Pods without metric',
      'Share of pods of which a reading tells nothing; only the HPA looks at each pod.',
      0.9,
    ),
    group: 'faults',
    min: 0,
    default: 0,
    more: true,
    shownWhen: ({ policy }: Given) => policy === 'hpa',
  },
} as const satisfies Params
