import { type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type BreakerEdge, type BreakerState, breakerMachine } from './machine.ts'
import type { BreakerConfig } from './policy.ts'
import { createWindow, type ResultWindow } from './window.ts'

/** A circuit breaker as plain data; verbs change it in place, time and rules are arguments. */
export interface Breaker {
  state: BreakerState
  /** Counts changes of outer state and resets: what a call carries to tell whether its result is late. */
  era: number
  /** The edges that the last verb took. */
  readonly trail: Trail<BreakerEdge>

  /** Failures since it last closed. */
  failures: number
  /** Failures in a row. */
  consecutive: number
  /** Results since it last closed. */
  results: number
  readonly window: ResultWindow

  /** When the state changed last. */
  since: Millis
  /** The wait in force while open, with and without its jitter. */
  wait: Millis
  steadyWait: Millis
  /** Re-openings since it was last closed. */
  reopenings: number
  hasFailed: boolean
  /** Time of the last failure, if `hasFailed`. */
  lastFailure: Millis

  /** Probes of this half-open period: sent, still in flight, ended, and how many of those failed or were slow. */
  probesSent: number
  probesInFlight: number
  probesEnded: number
  probesFailed: number
  probesSlow: number

  /** Calls that asked: total = rejected + inFlight + successes + failed + ignored + late, but for direct records. */
  total: number
  rejected: number
  inFlight: number
  successes: number
  failed: number
  ignored: number
  /** Results dropped because they came after the state of their admission. */
  late: number
  slow: number
  /** Changes of outer state. */
  transitions: number
  /** Failures by kind, as `track` counted them. */
  readonly kinds: Record<string, number>
}

/** A closed breaker that has seen nothing. */
export function createBreaker(config: BreakerConfig, now: Millis): Breaker {
  return {
    state: breakerMachine.initial,
    era: 0,
    trail: trail(),
    failures: 0,
    consecutive: 0,
    results: 0,
    window: createWindow(config, now),
    since: now,
    wait: 0,
    steadyWait: 0,
    reopenings: 0,
    hasFailed: false,
    lastFailure: 0,
    probesSent: 0,
    probesInFlight: 0,
    probesEnded: 0,
    probesFailed: 0,
    probesSlow: 0,
    total: 0,
    rejected: 0,
    inFlight: 0,
    successes: 0,
    failed: 0,
    ignored: 0,
    late: 0,
    slow: 0,
    transitions: 0,
    kinds: {},
  }
}

/** Failures that the trip rule counts: in all, in a row, or in the window as it was last rolled on. */
export function countedFailures(breaker: Breaker, config: BreakerConfig): number {
  if (config.trip === 'total') return breaker.failures
  return config.trip === 'consecutive' ? breaker.consecutive : breaker.window.failures
}

/** Calls among which the trip rule counts failures. */
export function countedCalls(breaker: Breaker, config: BreakerConfig): number {
  if (config.trip === 'total') return breaker.results
  return config.trip === 'consecutive' ? breaker.consecutive : breaker.window.calls
}
