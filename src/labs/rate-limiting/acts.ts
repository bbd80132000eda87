import type { Act } from '../../lab/lab.ts'
import type { NumberParam } from '../../lab/param.ts'
import type { params } from './params.ts'
import type { LimiterEvent } from './run/event.ts'

type LimiterAct = Act<typeof params, LimiterEvent>

const event = (type: LimiterEvent['type'], call = 0, slot = 0): LimiterEvent => ({ type, call, slot, era: 0 })

const argument = { kind: 'number', group: 'load', min: 1, max: 1000, step: 1, unit: '' } as const

const user = {
  ...argument,
  label: 'User',
  help: 'Who calls; the last user when there are fewer.',
  default: 1,
} as const satisfies NumberParam

/** What a user does once. */
export const acts = {
  burst: {
    label: 'Burst of calls',
    help: 'User 1 sends 25 calls at this very moment.',
    group: 'load',
    icon: 'zap',
    key: '1',
    flag: 'burst of {calls}',
    args: {
      calls: { ...argument, label: 'Calls', help: 'So many calls at once.', unit: 'calls', default: 25 },
      user,
    },
    event: ({ calls = 25, user: who = 1 }) => event('burst', calls, who),
  },
  call: {
    label: 'One call',
    help: 'User 1 sends one call.',
    group: 'load',
    icon: 'step-forward',
    key: '2',
    flag: 'one call',
    args: { user },
    event: ({ user: who = 1 }) => event('burst', 1, who),
  },
  setTokens: {
    label: 'Set tokens',
    help: 'Puts 45 tokens into the bucket looked at, or as many as fit, as of now: the state of the exercise.',
    group: 'mechanism',
    icon: 'pin',
    key: 't',
    flag: '{tokens} tokens left',
    args: {
      tokens: {
        ...argument,
        group: 'mechanism',
        label: 'Tokens',
        help: 'So many tokens, at most the capacity.',
        unit: 'tokens',
        min: 0,
        default: 45,
      },
    },
    event: ({ tokens = 45 }) => event('setTokens', tokens),
  },
  forget: {
    label: 'Start anew',
    help: 'All limiters forget what they have seen.',
    group: 'mechanism',
    icon: 'rotate-ccw',
    key: 'c',
    flag: 'limiters anew',
    event: () => event('forget'),
  },
  setBack: {
    label: 'Clock back 10 s',
    help: 'Sets the limiters’ clock back. The document’s code pays for it with tokens.',
    group: 'faults',
    icon: 'clock',
    key: 'k',
    flag: 'clock back {seconds} s',
    args: {
      seconds: {
        ...argument,
        group: 'faults',
        label: 'Seconds',
        help: 'How far the clock is set back.',
        max: 60,
        default: 10,
      },
    },
    event: ({ seconds = 10 }) => event('setBack', seconds * 1000),
  },
  cut: {
    label: 'Server away',
    help: 'The shared server of the distributed limiter answers nobody.',
    group: 'faults',
    icon: 'power',
    key: 'd',
    flag: 'server away',
    sets: { server: 'away' },
  },
  mend: {
    label: 'Server back',
    help: 'The shared server answers again.',
    group: 'faults',
    icon: 'wrench',
    key: 'h',
    flag: 'server back',
    sets: { server: 'up' },
  },
} as const satisfies Readonly<Record<string, LimiterAct>>
