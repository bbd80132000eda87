import { usualMatrix } from '../../../engines/autoscaling/matrix.ts'
import type { Params } from '../../../lab/param.ts'
import { instances, share, span, times, under, usesThresholds } from './given.ts'

const matrix = under('matrix')
const steps = under('steps')
const tracking = under('tracking')

const perInstance = (label: string, help: string) =>
  ({ kind: 'number', group: 'mechanism', label, help, unit: '/s', min: 1, max: 2000, step: 1, scale: 'log' }) as const

const tenths = 'So many instances, or tenths of them.'

/** The reactive rules but the HPA. */
export const rules = {
  upper: {
    ...share('Add above', 'Instances are added when CPU is strictly above.'),
    default: 0.8,
    shownWhen: usesThresholds,
  },
  lower: {
    ...share('Remove below', 'Instances are removed when CPU is strictly below.'),
    default: 0.3,
    shownWhen: usesThresholds,
  },
  addStep: {
    ...instances('Add at once', 'Instances added by one action.', 1, 20),
    default: 1,
    shownWhen: usesThresholds,
  },
  removeStep: {
    ...instances('Remove at once', 'Instances removed by one action.', 1, 20),
    default: 1,
    shownWhen: usesThresholds,
  },
  heavyCpu: {
    ...share('Heavy CPU above', 'CPU strictly above asks for 2 more.'),
    default: usualMatrix.heavyCpu,
    shownWhen: matrix,
  },
  fullMemory: {
    ...share('Full memory from', 'With heavy CPU, memory at or above and many requests ask for 3 more.'),
    default: usualMatrix.fullMemory,
    shownWhen: matrix,
  },
  manyRequests: {
    ...perInstance('Many requests from', 'Requests per second and instance at or above are many.'),
    default: usualMatrix.manyRequests,
    shownWhen: matrix,
  },
  idleCpu: {
    ...share('Idle CPU below', 'CPU strictly below asks for 2 fewer.'),
    default: usualMatrix.idleCpu,
    shownWhen: matrix,
  },
  lowCpu: {
    ...share('Low CPU up to', 'With low memory and few requests, CPU at or below asks for 1 fewer.'),
    default: usualMatrix.lowCpu,
    shownWhen: matrix,
  },
  lowMemory: {
    ...share('Low memory up to', 'Memory at or below is low.'),
    default: usualMatrix.lowMemory,
    shownWhen: matrix,
  },
  fewRequests: {
    ...perInstance('Few requests below', 'Requests per second and instance strictly below are few.'),
    default: usualMatrix.fewRequests,
    shownWhen: matrix,
  },
  highAlarm: { ...share('High alarm at', 'CPU at or above rings it.'), default: 0.7, shownWhen: steps },
  lowAlarm: { ...share('Low alarm at', 'CPU at or below rings it.'), default: 0.3, shownWhen: steps },
  firstStep: { ...times('First step', `What the high alarm adds. ${tenths}`, 20), default: 1, shownWhen: steps },
  secondFrom: { ...share('Second step from', 'So far beyond the high alarm.'), default: 0.1, shownWhen: steps },
  secondStep: { ...times('Second step', `What that adds. ${tenths}`, 20), default: 2, shownWhen: steps },
  thirdFrom: { ...share('Third step from', 'So far beyond the high alarm.'), default: 0.2, shownWhen: steps },
  thirdStep: { ...times('Third step', `What that adds. ${tenths}`, 40), default: 4, shownWhen: steps },
  downStep: { ...times('Step down', `What the low alarm removes. ${tenths}`, 20), default: 1, shownWhen: steps },
  adjusts: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Steps are',
    help: 'Instances, or tenths of those that are warm.',
    as: 'segments',
    default: 'count',
    more: true,
    shownWhen: steps,
    options: {
      count: { label: 'Instances', help: 'A step of 2 is two instances.' },
      share: { label: 'Tenths', help: 'A step of 2 is a fifth of the instances, at least one.' },
    },
  },
  alarmPeriods: {
    ...times('Breaches in a row', 'Evaluations in a row beyond an alarm before it acts.', 20),
    default: 1,
    more: true,
    shownWhen: steps,
  },
  target: { ...share('Target CPU', 'What CPU is to be.'), default: 0.5, shownWhen: tracking },
  lowShare: {
    ...share('Low alarm at', 'Share of the target below which instances may be removed.'),
    default: 0.9,
    more: true,
    shownWhen: tracking,
  },
  periodsHigh: {
    ...times('Above, in a row', 'Evaluations in a row above the target before any is added.', 60),
    default: 3,
    shownWhen: tracking,
  },
  periodsLow: {
    ...times('Below, in a row', 'Evaluations in a row below the low alarm before any is removed.', 60),
    default: 15,
    shownWhen: tracking,
  },
  cooldownOut: {
    ...span('Scale-out cooldown', 'What was added counts as there for so long.', 0, 3_600_000),
    default: 300_000,
    shownWhen: tracking,
  },
  cooldownIn: {
    ...span('Scale-in cooldown', 'No further removal for so long; adding ends it.', 0, 3_600_000),
    default: 300_000,
    shownWhen: tracking,
  },
  disableScaleIn: {
    kind: 'switch',
    group: 'mechanism',
    label: 'Never remove',
    help: 'Scaling in is switched off.',
    default: false,
    more: true,
    shownWhen: tracking,
  },
} as const satisfies Params
