import type { Params } from '../../../lab/param.ts'
import { COOLED, instances, span, under } from './given.ts'

const cooled = under(...COOLED)

/** Which rule decides, how often, within which limits, and what keeps it from flapping. */
export const control = {
  policy: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Policy',
    help: 'The rule that says how many instances there should be.',
    as: 'menu',
    default: 'thresholds',
    options: {
      thresholds: { label: 'Thresholds', help: 'CPU above one bound adds, below another removes, between they hold.' },
      matrix: { label: 'Matrix', help: 'CPU, memory and requests together: +2, +3, −1 or −2.' },
      steps: { label: 'Step scaling', help: 'The further beyond the threshold, the larger the step, as AWS has it.' },
      tracking: { label: 'Target tracking', help: 'In proportion to a target, quick out and slow in, as AWS has it.' },
      hpa: { label: 'Kubernetes HPA', help: 'Ratio, tolerance, stabilization windows and policies, as published.' },
      predictive: { label: 'Predictive', help: 'For the load foreseen, by trend or by season.' },
      scheduled: { label: 'Scheduled', help: 'By the time of the day.' },
    },
  },
  minInstances: { ...instances('Minimum', 'Never fewer instances than this.'), default: 1 },
  maxInstances: { ...instances('Maximum', 'Never more instances than this.'), default: 20 },
  startInstances: {
    ...instances('Instances at the start', 'So many are ready when the run begins.'),
    default: 2,
    more: true,
    restarts: true,
  },
  evaluatePeriod: {
    ...span('Evaluation every', 'How often the rule is evaluated; the HPA does it every 15 s.', 1000, 300_000),
    default: 15_000,
  },
  cooldownUp: {
    ...span('Cooldown after adding', 'No action follows an addition for so long. 0 is no cooldown.', 0, 3_600_000),
    default: 180_000,
    shownWhen: cooled,
  },
  cooldownDown: {
    ...span('Cooldown after removing', 'No action follows a removal for so long. 0 is no cooldown.', 0, 3_600_000),
    default: 180_000,
    shownWhen: cooled,
  },
  cooldownFrom: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Cooldown counts from',
    help: 'When the wait begins: with the decision, or when the last instance is ready or gone.',
    as: 'segments',
    more: true,
    default: 'decision',
    shownWhen: cooled,
    options: {
      decision: { label: 'Decision', help: 'The start-up time runs inside the cooldown.' },
      completion: { label: 'Completion', help: 'The cooldown begins when the action is finished.' },
    },
  },
  inCooldown: {
    kind: 'choice',
    group: 'mechanism',
    label: 'In cooldown',
    help: 'Whether the rule is evaluated and its action skipped, or metrics are not looked at.',
    as: 'segments',
    more: true,
    default: 'evaluates',
    shownWhen: cooled,
    options: {
      evaluates: { label: 'Evaluate, skip', help: 'What would have been done is known.' },
      ignores: { label: 'Ignore', help: 'Metrics are not looked at until the timer expires.' },
    },
  },
} as const satisfies Params
