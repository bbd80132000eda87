import type { Act } from '../../lab/lab.ts'
import { SERVER_ERROR } from '../../world/faults.ts'
import type { BreakerParams, params } from './params.ts'
import type { BreakerEvent } from './run/event.ts'

type BreakerAct = Act<typeof params, BreakerEvent>

const plain = (type: BreakerEvent['type'], call = 0, fault = 0): BreakerEvent => ({
  type,
  call,
  slot: 0,
  era: 0,
  fault,
})

const healed: Partial<BreakerParams> = {
  backend: 'up',
  connectionErrors: 0,
  lostAnswers: 0,
  serverErrors: 0,
  clientErrors: 0,
}

/** What a user does once. */
export const acts = {
  burst: {
    label: 'Burst of calls',
    help: 'Many clients call at this very moment.',
    group: 'load',
    icon: 'zap',
    key: '1',
    flag: 'burst of {calls}',
    args: {
      calls: {
        kind: 'number',
        group: 'load',
        label: 'Calls',
        help: 'So many calls at once.',
        unit: 'calls',
        min: 1,
        max: 1000,
        step: 1,
        default: 50,
      },
    },
    event: ({ calls }) => plain('burst', calls),
  },
  call: {
    label: 'One call',
    help: 'Sends one call of exactly the mean service time, with nothing left to chance.',
    group: 'load',
    icon: 'step-forward',
    key: '2',
    flag: 'one call',
    args: {
      fault: {
        kind: 'number',
        group: 'load',
        label: 'Ends with',
        help: '0 an answer, 1 a connection error, 2 no answer, 3 a 5xx, 4 a 4xx.',
        unit: '',
        min: 0,
        max: 4,
        step: 1,
        default: 0,
      },
    },
    event: ({ fault }) => plain('single', 0, fault),
  },
  badCall: {
    label: 'Bad call',
    help: 'Sends one call that is answered with a server error.',
    group: 'load',
    icon: 'triangle-alert',
    key: '3',
    flag: 'one bad call',
    event: () => plain('single', 0, SERVER_ERROR),
  },
  kill: {
    label: 'Take down',
    help: 'Takes the backend down. What it was working on is lost.',
    group: 'faults',
    icon: 'power',
    key: 'k',
    flag: 'backend down',
    sets: { backend: 'down' },
  },
  heal: {
    label: 'Heal',
    help: 'Sets the backend up and all shares of faults to 0.',
    group: 'faults',
    icon: 'power',
    key: 'h',
    flag: 'healed',
    sets: healed,
  },
  reset: {
    label: 'Reset',
    help: 'Closes the breaker by hand; it counts from nothing.',
    group: 'faults',
    icon: 'rotate-ccw',
    key: 'c',
    flag: 'breaker reset',
    event: () => plain('reset'),
  },
  force: {
    label: 'Force open',
    help: 'Holds the breaker open until it is reset.',
    group: 'faults',
    icon: 'pin',
    key: 'o',
    flag: 'forced open',
    event: () => plain('force'),
  },
  disable: {
    label: 'Disable',
    help: 'Switches the breaker off until it is reset: every call goes through.',
    group: 'faults',
    icon: 'split',
    key: 'd',
    flag: 'breaker disabled',
    event: () => plain('disable'),
  },
} as const satisfies Readonly<Record<string, BreakerAct>>
