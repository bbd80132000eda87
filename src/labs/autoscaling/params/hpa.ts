import type { Params } from '../../../lab/param.ts'
import { type Given, share, span, times, under } from './given.ts'

const hpa = under('hpa')
const behaving = (params: Given): boolean => hpa(params) && params['hpaBehavior'] === true

const flag = (label: string, help: string, standing: boolean) =>
  ({ kind: 'switch', group: 'mechanism', label, help, default: standing, shownWhen: hpa }) as const

const select = (label: string) =>
  ({
    kind: 'choice',
    group: 'mechanism',
    label,
    help: 'Which of the two policies holds.',
    as: 'segments',
    default: 'max',
    more: true,
    shownWhen: behaving,
    options: {
      max: { label: 'Max', help: 'The one that allows more change.' },
      min: { label: 'Min', help: 'The one that allows less change.' },
      disabled: { label: 'Disabled', help: 'No change in this direction.' },
    },
  }) as const

const policy = (label: string, unit: string, max: number) =>
  ({
    ...times(label, `${unit} 0 is no such policy; with neither the direction is disabled.`, max, 0),
    more: true,
  }) as const

/** The HorizontalPodAutoscaler and what its controller is started with. */
export const hpaParams = {
  hpaOnCpu: flag('CPU counts', 'CPU is a metric of this HPA.', true),
  hpaCpu: {
    ...share('Target CPU', 'Use of what the pods request, in whole per cent.', 3),
    default: 0.5,
    shownWhen: (params: Given) => hpa(params) && params['hpaOnCpu'] === true,
  },
  hpaOnMemory: { ...flag('Memory counts', 'Memory is a metric of this HPA.', false), more: true },
  hpaMemory: {
    ...share('Target memory', 'Use of what the pods request, in whole per cent.', 3),
    default: 0.7,
    more: true,
    shownWhen: (params: Given) => hpa(params) && params['hpaOnMemory'] === true,
  },
  hpaOnRequests: {
    ...flag('Requests count', 'Requests per second and pod are a metric of this HPA.', false),
    more: true,
  },
  hpaRequests: {
    kind: 'number',
    group: 'mechanism',
    label: 'Target requests',
    help: 'Requests per second that each pod is to have.',
    unit: '/s',
    min: 1,
    max: 2000,
    step: 1,
    default: 150,
    scale: 'log',
    more: true,
    shownWhen: (params: Given) => hpa(params) && params['hpaOnRequests'] === true,
  },
  hpaToleranceUp: {
    ...share('Tolerance up', 'Ratios up to so far above 1 change nothing; the end is inside.'),
    min: 0,
    default: 0.1,
    shownWhen: hpa,
  },
  hpaToleranceDown: {
    ...share('Tolerance down', 'Ratios down to so far below 1 change nothing; the end is inside.'),
    min: 0,
    default: 0.1,
    shownWhen: hpa,
  },
  hpaBehavior: flag(
    'Behavior',
    'Windows and policies of its own; without, the older rule: at most twice as many, or 4.',
    true,
  ),
  hpaUpWindow: {
    ...span('Up window', 'Adds for the least recommendation of so long. 0 is at once.', 0, 3_600_000),
    default: 0,
    shownWhen: behaving,
  },
  hpaDownWindow: {
    ...span('Down window', 'Removes for the greatest recommendation of so long. 0 is at once.', 0, 3_600_000),
    default: 300_000,
    shownWhen: hpa,
  },
  hpaUpPercent: { ...policy('Up, per cent', 'Per cent added per period.', 900), default: 100, shownWhen: behaving },
  hpaUpPods: { ...policy('Up, pods', 'Pods added per period.', 100), default: 4, shownWhen: behaving },
  hpaUpPeriod: {
    ...span('Up, per', 'The period of both policies.', 1000, 1_800_000),
    default: 15_000,
    more: true,
    shownWhen: behaving,
  },
  hpaUpSelect: select('Up, select'),
  hpaDownPercent: {
    ...policy('Down, per cent', 'Per cent removed per period.', 100),
    default: 100,
    shownWhen: behaving,
  },
  hpaDownPods: { ...policy('Down, pods', 'Pods removed per period.', 100), default: 0, shownWhen: behaving },
  hpaDownPeriod: {
    ...span('Down, per', 'The period of both policies.', 1000, 1_800_000),
    default: 15_000,
    more: true,
    shownWhen: behaving,
  },
  hpaDownSelect: select('Down, select'),
  cpuInitialization: {
    ...span(
      'CPU initialization',
      'A pod younger than this counts only once measured since it became ready.',
      0,
      1_800_000,
    ),
    default: 300_000,
    more: true,
    shownWhen: hpa,
  },
  readinessDelay: {
    ...span('Initial readiness delay', 'A pod unready since so soon after its start was never ready.', 0, 600_000),
    default: 30_000,
    more: true,
    shownWhen: hpa,
  },
} as const satisfies Params
