import type { Act } from '../../lab/lab.ts'
import type { params } from './params.ts'
import { plain, type ScalingEvent } from './run/event.ts'
import { MOST_BY_HAND } from './run/keeping.ts'

type ScalingAct = Act<typeof params, ScalingEvent>

/** What a user does once. */
export const acts = {
  surge: {
    label: 'Surge',
    help: 'Multiplies the load for a while.',
    group: 'load',
    icon: 'zap',
    key: '1',
    flag: '{factor} times the load',
    args: {
      factor: {
        kind: 'number',
        group: 'load',
        label: 'Times the load',
        help: 'What the load is multiplied with.',
        unit: 'x',
        min: 0,
        max: 20,
        step: 0.5,
        default: 3,
      },
      lasts: {
        kind: 'number',
        group: 'load',
        label: 'For',
        help: 'How long it lasts.',
        unit: 'ms',
        min: 1000,
        max: 600_000,
        step: 1000,
        default: 60_000,
        scale: 'log',
      },
    },
    event: ({ factor = 3, lasts = 60_000 }) => ({ type: 'surge', era: 0, amount: factor, lasts }),
  },
  setByHand: {
    label: 'Set by hand',
    help: 'Sets the number of instances, whatever the limits. The HPA does nothing from 0 on.',
    group: 'mechanism',
    icon: 'pin',
    key: 'i',
    flag: 'set to {instances} by hand',
    args: {
      instances: {
        kind: 'number',
        group: 'mechanism',
        label: 'Instances',
        help: 'So many are asked for.',
        unit: 'instances',
        min: 0,
        max: MOST_BY_HAND,
        step: 1,
        default: 0,
      },
    },
    event: ({ instances = 0 }) => ({ type: 'byHand', era: 0, amount: instances, lasts: 0 }),
  },
  kill: {
    label: 'Kill one',
    help: 'One instance is lost and replaced.',
    group: 'faults',
    icon: 'power',
    key: 'k',
    flag: 'one instance lost',
    event: () => ({ ...plain('kill'), amount: 1 }),
  },
  outage: {
    label: 'Zone outage',
    help: 'A share of the instances is lost at once and replaced.',
    group: 'faults',
    icon: 'triangle-alert',
    key: 'z',
    flag: '{share} lost',
    args: {
      share: {
        kind: 'number',
        group: 'faults',
        label: 'Share',
        help: 'Share of the instances that is lost.',
        unit: 'share',
        min: 0.1,
        max: 1,
        step: 0.05,
        default: 0.5,
      },
    },
    event: ({ share = 0.5 }) => ({ ...plain('outage'), amount: share }),
  },
  blind: {
    label: 'Lose metrics',
    help: 'Nothing is measured until metrics are fresh again.',
    group: 'faults',
    icon: 'unlink',
    key: 'm',
    flag: 'metrics gone',
    sets: { metricFault: 'gone' },
  },
  heal: {
    label: 'Heal',
    help: 'Fresh metrics without lag, requests of usual weight, no crashes.',
    group: 'faults',
    icon: 'wrench',
    key: 'h',
    flag: 'healed',
    sets: { metricFault: 'fresh', metricLag: 0, heavier: 1, crashRate: 0 },
  },
} as const satisfies Readonly<Record<string, ScalingAct>>
