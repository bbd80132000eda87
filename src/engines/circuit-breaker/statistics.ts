import { outer } from '../../machine/machine.ts'
import type { Millis } from '../../units.ts'
import { type Breaker, countedCalls, countedFailures } from './breaker.ts'
import type { BreakerState } from './machine.ts'
import { type BreakerConfig, failureLimit } from './policy.ts'
import { rollWindow } from './window.ts'

/** What a breaker reports of itself, without being changed by the question. */
export interface BreakerStatistics {
  /** The stored state: open, until somebody calls, long after the wait is over. */
  readonly state: BreakerState
  readonly failures: number
  readonly successes: number
  readonly total: number
  readonly rejected: number
  readonly ignored: number
  readonly late: number
  /** Share of successes among results; in the reference among all calls, refused ones too. 0 when there are none. */
  readonly successRate: number
  readonly lastFailure: Millis | undefined
  readonly transitions: number
}

/** The statistics of the catalog and of the reference's `get_stats`, whose failures are those since it last closed. */
export function statistics(breaker: Breaker, config: BreakerConfig): BreakerStatistics {
  const { state, successes, total, rejected, ignored, late, transitions } = breaker
  const reference = config.statistics === 'reference'
  const failures = reference ? breaker.failures : breaker.failed
  const whole = reference ? total : successes + failures
  return {
    state,
    failures,
    successes,
    total,
    rejected,
    ignored,
    late,
    successRate: whole > 0 ? successes / whole : 0,
    lastFailure: breaker.hasFailed ? breaker.lastFailure : undefined,
    transitions,
  }
}

/** What the trip rule sees: failures among calls, the number of failures that opens the breaker, and the share slow. */
export interface Measure {
  readonly failures: number
  readonly calls: number
  readonly limit: number
  readonly slow: number
}

/** What the trip rule would see at `now`; buckets of time that have left by then do not count, and stay untouched. */
export function measure(breaker: Breaker, config: BreakerConfig, now: Millis): Measure {
  const timed = config.window === 'time'
  const { window } = breaker
  const present = timed ? { ...breaker, window: { ...window, buckets: window.buckets.slice() } } : breaker
  if (timed) rollWindow(present.window, config, now)
  const calls = countedCalls(present, config)
  return {
    failures: countedFailures(present, config),
    calls,
    limit: failureLimit(config, calls),
    slow: present.window.slow,
  }
}

/** When an open breaker's wait ends; Infinity in every other state. */
export const nextCheck = (breaker: Breaker, config: BreakerConfig): Millis => {
  if (outer(breaker.state) !== 'open') return Infinity
  return config.waitFrom === 'lastFailure' ? breaker.lastFailure + config.openWait : breaker.since + breaker.wait
}

/** Whether calls reach the backend: never while open or forced open. */
export const letsThrough = (breaker: Breaker): boolean => {
  const state = outer(breaker.state)
  return state !== 'open' && state !== 'forcedOpen'
}
