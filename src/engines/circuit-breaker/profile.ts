import type { Millis } from '../../units.ts'

/** Whose rules the breaker follows: ours (the document's diagrams), the reference code, or a library's. */
export type Profile = 'setpoint' | 'reference' | 'resilience4j' | 'gobreaker' | 'polly' | 'hystrix' | 'opossum'

/** The numbers that a user may turn, whatever the profile; a profile that has no use for one does not read it. */
export interface TunableNumbers {
  /** Failures that open the breaker, where failures are counted: in all, in a row, or in the window. */
  readonly failuresToOpen: number
  /** Share of failed calls in the window that opens the breaker, 0 to 1. */
  readonly failureRateToOpen: number
  /** Share of slow calls in the window that opens the breaker, 0 to 1. */
  readonly slowRateToOpen: number
  /** A call is slow when it takes strictly longer than this. */
  readonly slowAfter: Millis
  /** Size of a window of calls. */
  readonly windowCalls: number
  /** Length of a window of time. */
  readonly windowTime: Millis
  /** Buckets that a window of time is cut into; a bucket leaves as a whole. */
  readonly windowBuckets: number
  /** Calls that the window must hold before a rate is judged. */
  readonly minimumCalls: number
  /** How long an open breaker refuses before it probes: the recovery time-out. */
  readonly openWait: Millis
  /** Factor by which the wait grows each time that a probe fails; 1 keeps it fixed. */
  readonly openWaitGrowth: number
  /** The longest that the wait may grow to. */
  readonly openWaitLongest: Millis
  /** Share of the wait by which it is shortened or lengthened at random, 0 to 1. */
  readonly openWaitJitter: number
  /** Probes permitted in half-open; 0 means any number. */
  readonly probes: number
  /** Successful probes that close the breaker. */
  readonly probesToClose: number
  /** The longest stay in half-open; 0 means no limit. */
  readonly halfOpenLongest: Millis
}

/** What a user may choose besides numbers, where the profile leaves it open. */
export interface Choices {
  /** What opens the breaker: failures in all, in a row, in the window, or their share of the window. */
  readonly trip: 'total' | 'consecutive' | 'count' | 'rate'
  /** Whether the window holds the last calls or the last stretch of time. */
  readonly window: 'calls' | 'time'
  /** Whether the share of slow calls may open the breaker too. */
  readonly slow: boolean
  /** Whether a timer ends the wait, or the next call. */
  readonly recovery: 'onAdmit' | 'timer'
  /** Where half-open goes when it has lasted too long. */
  readonly halfOpenThen: 'open' | 'closed'
}

/** What holds until somebody chooses otherwise; a profile that fixes a choice does not ask. */
export const usualChoices: Choices = {
  trip: 'count',
  window: 'calls',
  slow: false,
  recovery: 'onAdmit',
  halfOpenThen: 'open',
}

/** The choices that each profile leaves open; it fixes the others. */
export const openChoices: Readonly<Record<Profile, readonly (keyof Choices)[]>> = {
  setpoint: ['trip', 'window', 'slow', 'recovery', 'halfOpenThen'],
  reference: [],
  resilience4j: ['window', 'recovery', 'halfOpenThen'],
  gobreaker: ['trip'],
  polly: [],
  hystrix: [],
  opossum: [],
}

/** The numbers that each profile reads at all, under some choice; the others change nothing. */
export const numbersRead: Readonly<Record<Profile, readonly (keyof TunableNumbers)[]>> = {
  setpoint: [
    'failuresToOpen',
    'failureRateToOpen',
    'slowRateToOpen',
    'slowAfter',
    'windowCalls',
    'windowTime',
    'windowBuckets',
    'minimumCalls',
    'openWait',
    'openWaitGrowth',
    'openWaitLongest',
    'openWaitJitter',
    'probes',
    'probesToClose',
    'halfOpenLongest',
  ],
  reference: ['failuresToOpen', 'openWait'],
  resilience4j: [
    'failureRateToOpen',
    'slowRateToOpen',
    'slowAfter',
    'windowCalls',
    'windowTime',
    'minimumCalls',
    'openWait',
    'openWaitGrowth',
    'openWaitLongest',
    'openWaitJitter',
    'probes',
    'halfOpenLongest',
  ],
  gobreaker: [
    'failuresToOpen',
    'failureRateToOpen',
    'windowTime',
    'windowBuckets',
    'minimumCalls',
    'openWait',
    'probes',
  ],
  polly: [
    'failureRateToOpen',
    'windowTime',
    'minimumCalls',
    'openWait',
    'openWaitGrowth',
    'openWaitLongest',
    'openWaitJitter',
  ],
  hystrix: ['failureRateToOpen', 'windowTime', 'windowBuckets', 'minimumCalls', 'openWait'],
  opossum: ['failureRateToOpen', 'windowTime', 'windowBuckets', 'minimumCalls', 'openWait'],
}

/** The published defaults of each profile, as far as it reads the number; times in milliseconds. */
export const published: Readonly<Record<Profile, Partial<TunableNumbers>>> = {
  setpoint: {},
  reference: { failuresToOpen: 5, openWait: 60_000 },
  resilience4j: {
    failureRateToOpen: 0.5,
    slowRateToOpen: 1,
    slowAfter: 60_000,
    windowCalls: 100,
    windowTime: 100_000,
    minimumCalls: 100,
    openWait: 60_000,
    openWaitGrowth: 1,
    openWaitJitter: 0,
    probes: 10,
    halfOpenLongest: 0,
  },
  gobreaker: { failuresToOpen: 5, windowTime: 0, windowBuckets: 1, openWait: 60_000, probes: 1 },
  polly: {
    failureRateToOpen: 0.1,
    windowTime: 30_000,
    minimumCalls: 100,
    openWait: 5000,
    openWaitGrowth: 1,
    openWaitJitter: 0,
  },
  hystrix: { failureRateToOpen: 0.5, windowTime: 10_000, windowBuckets: 10, minimumCalls: 20, openWait: 5000 },
  opossum: { failureRateToOpen: 0.5, windowTime: 10_000, windowBuckets: 10, minimumCalls: 0, openWait: 30_000 },
}
