import type { Params, ParamValue } from '../../../lab/param.ts'

type Given = Readonly<Record<string, ParamValue>>

/** The load balancer follows the readiness that the orchestrator finds. */
export const byReadiness = (params: Given): boolean => params['rotationBy'] === 'readiness'
const lives = (params: Given): boolean => params['liveReads'] !== 'none'
const starts = (params: Given): boolean => params['startupProbe'] === true

const period = (what: string) =>
  ({
    kind: 'number',
    group: 'mechanism',
    label: `${what} period`,
    help: `periodSeconds of the ${what.toLowerCase()} probe: time between two of them.`,
    unit: 'ms',
    min: 500,
    max: 60_000,
    step: 500,
    default: 10_000,
    scale: 'log',
  }) as const

const timeout = (what: string) =>
  ({
    kind: 'number',
    group: 'mechanism',
    label: `${what} time-out`,
    help: `timeoutSeconds of the ${what.toLowerCase()} probe: no answer until then (≥) is a failure.`,
    unit: 'ms',
    min: 100,
    max: 30_000,
    step: 100,
    default: 1000,
    scale: 'log',
    more: true,
  }) as const

const failures = (what: string, effect: string) =>
  ({
    kind: 'number',
    group: 'mechanism',
    label: `${what} failures`,
    help: `failureThreshold of the ${what.toLowerCase()} probe: so many in a row (≥) ${effect}.`,
    unit: '',
    min: 1,
    max: 30,
    step: 1,
    default: 3,
  }) as const

const delay = (what: string) =>
  ({
    kind: 'number',
    group: 'mechanism',
    label: `${what} delay`,
    help: `initialDelaySeconds of the ${what.toLowerCase()} probe: none while the process has run for less.`,
    unit: 'ms',
    min: 0,
    max: 120_000,
    step: 500,
    default: 0,
    scale: 'log',
    more: true,
  }) as const

/** Which checks the endpoints read, and how the orchestrator asks them; the numbers default to those of Kubernetes. */
export const orchestrator = {
  readyReads: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Readiness reads',
    help: 'Which checks /health/ready depends on.',
    as: 'segments',
    default: 'critical',
    options: {
      own: { label: 'Itself', help: 'The process alone: an outage of a dependency empties no rotation.' },
      critical: { label: 'Critical', help: 'The process and its critical dependencies.' },
      all: { label: 'All', help: 'Every check; those that are not critical can only degrade.' },
    },
  },
  liveReads: {
    kind: 'choice',
    group: 'mechanism',
    label: 'Liveness reads',
    help: 'Which checks /health/live depends on. Whoever fails it is restarted.',
    as: 'segments',
    default: 'own',
    options: {
      none: { label: 'Off', help: 'There is no liveness probe: only a process that ends is restarted.' },
      own: { label: 'Itself', help: 'The process alone.' },
      critical: {
        label: 'Critical',
        help: 'Dependencies too: an outage of one restarts every replica.',
        tone: 'caution',
      },
      all: { label: 'All', help: 'Every check; those that are not critical can only degrade.', tone: 'caution' },
    },
  },
  readyPeriod: { ...period('Readiness'), shownWhen: byReadiness },
  readyFall: { ...failures('Readiness', 'take a replica out of rotation'), shownWhen: byReadiness },
  readyRise: {
    kind: 'number',
    group: 'mechanism',
    label: 'Readiness successes',
    help: 'successThreshold of the readiness probe: so many in a row (≥) let a replica back in.',
    unit: '',
    min: 1,
    max: 10,
    step: 1,
    default: 1,
    more: true,
    shownWhen: byReadiness,
  },
  readyTimeout: { ...timeout('Readiness'), shownWhen: byReadiness },
  readyDelay: { ...delay('Readiness'), shownWhen: byReadiness },
  livePeriod: { ...period('Liveness'), shownWhen: lives },
  liveFall: { ...failures('Liveness', 'have the process killed and started anew'), shownWhen: lives },
  liveTimeout: { ...timeout('Liveness'), shownWhen: lives },
  liveDelay: { ...delay('Liveness'), shownWhen: lives },
  startupProbe: {
    kind: 'switch',
    group: 'mechanism',
    label: 'Start-up probe',
    help: 'On: no other probe is sent until /health/startup has succeeded. Setting it begins a new run.',
    default: false,
    more: true,
    restarts: true,
  },
  startupPeriod: { ...period('Start-up'), more: true, shownWhen: starts },
  startupFall: { ...failures('Start-up', 'have the process killed'), more: true, shownWhen: starts },
  startupTimeout: { ...timeout('Start-up'), shownWhen: starts },
  startupDelay: { ...delay('Start-up'), shownWhen: starts },
  grace: {
    kind: 'number',
    group: 'mechanism',
    label: 'Time to stop',
    help: 'How long a process that is killed takes to end. It serves until then, if it can.',
    unit: 'ms',
    min: 0,
    max: 60_000,
    step: 500,
    default: 2000,
    scale: 'log',
    more: true,
  },
  backOffFirst: {
    kind: 'number',
    group: 'mechanism',
    label: 'First back-off',
    help: 'Wait before the second restart; the first needs none, and each later wait is twice as long.',
    unit: 'ms',
    min: 0,
    max: 60_000,
    step: 500,
    default: 10_000,
    scale: 'log',
    more: true,
  },
  backOffLongest: {
    kind: 'number',
    group: 'mechanism',
    label: 'Longest back-off',
    help: 'No wait grows longer. Twice this time of running without an end is what forgets the earlier ones.',
    unit: 'ms',
    min: 1000,
    max: 600_000,
    step: 1000,
    default: 300_000,
    scale: 'log',
    more: true,
  },
} as const satisfies Params
