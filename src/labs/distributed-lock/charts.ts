import type { Chart } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import type { params } from './params.ts'
import { hasTokens } from './rules.ts'

/** Sampling period of all probes. */
export const EVERY: Millis = 100

/** The charts under the pictures. */
export const charts: readonly Chart<typeof params>[] = [
  {
    key: 'locks',
    kind: 'bars',
    title: 'Locks',
    unit: 'per second',
    tall: true,
    floor: 4,
    empty: 'No lock yet.',
    series: [
      { probe: 'acquired', label: 'acquired', tone: 'fine' },
      { probe: 'gaveUp', label: 'given up', tone: 'refused' },
      { probe: 'lost', label: 'lost', tone: 'failed' },
    ],
  },
  {
    key: 'writes',
    kind: 'bars',
    title: 'Writes',
    unit: 'per second',
    floor: 4,
    empty: 'No write yet.',
    series: [
      { probe: 'accepted', label: 'accepted', tone: 'fine' },
      { probe: 'rejected', label: 'rejected', tone: 'refused' },
    ],
  },
  {
    key: 'conflicts',
    kind: 'lines',
    stepped: true,
    title: 'Conflicts',
    unit: 'so far',
    floor: 2,
    empty: 'None yet.',
    series: [{ probe: 'conflictsSoFar', label: 'conflicts', tone: 'failed' }],
  },
  {
    key: 'tokens',
    kind: 'lines',
    stepped: true,
    title: 'Tokens',
    unit: 'of lock 1',
    floor: 110,
    empty: 'A quorum gives no tokens.',
    shownWhen: hasTokens,
    series: [
      { probe: 'issued', label: 'issued' },
      { probe: 'seen', label: 'highest accepted', dash: 'dashed' },
      { probe: 'written', label: 'last accepted', dash: 'dotted' },
    ],
  },
  {
    key: 'wait',
    kind: 'lines',
    title: 'Wait',
    unit: 'ms',
    floor: 500,
    empty: 'Nobody has got a lock in the last 30 s.',
    series: [
      { probe: 'p50', label: 'p50', dash: 'solid' },
      { probe: 'p95', label: 'p95', dash: 'dashed' },
    ],
    marks: [{ label: 'time-out', value: ({ acquireTimeout }) => (acquireTimeout > 0 ? acquireTimeout : undefined) }],
  },
  {
    key: 'clients',
    kind: 'lines',
    stepped: true,
    title: 'Clients',
    unit: '',
    floor: 4,
    empty: 'No client yet.',
    series: [
      { probe: 'holding', label: 'believe to hold' },
      { probe: 'waiting', label: 'wait', dash: 'dashed' },
    ],
    marks: [{ label: 'locks', value: ({ resources }) => resources }],
  },
]
