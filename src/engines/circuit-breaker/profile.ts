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
