import { type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type CheckEdge, type CheckState, checkMachine } from './check-machine.ts'

/** What is taken for true of the thing checked; `unknown` when nobody can tell. */
export type Verdict = 'unknown' | 'pass' | 'fail'

/** How one run ended; `none` before the first has. */
export type Outcome = 'none' | 'pass' | 'fail' | 'timeout'

export interface CheckConfig {
  readonly interval: Millis
  /** Share of the interval by which each gap is shortened or lengthened at random, 0 to 1. */
  readonly jitter: number
  /** A run that has no answer before this much time has passed has failed (≥). */
  readonly timeout: Millis
  /** Good answers in a row that make the verdict `pass` (≥); any other outcome starts the count again. */
  readonly rise: number
  /** Failures in a row, time-outs among them, that make the verdict `fail` (≥). */
  readonly fall: number
  /** The verdict before the first run has ended. */
  readonly initial: Verdict
  /** The first outcome of all becomes the verdict at once, whatever `rise` and `fall` say (Envoy). */
  readonly firstCounts: boolean
  /** The interval runs from begin to begin (a ticker), or from the end of a run to the next begin (Envoy). */
  readonly spacing: 'beginToBegin' | 'endToBegin'
  /** What a tick does while a run is in flight: nothing, or begin the next run as soon as this one ends (kubelet). */
  readonly overlap: 'skip' | 'owe'
  /** A result older than this is no longer believed (>): the verdict is `unknown`. 0 believes it for ever. */
  readonly staleAfter: Millis
}

/** The document's check: a time-out of 5 s, and every result counts at once. */
export const checkDefaults: CheckConfig = {
  interval: 10_000,
  jitter: 0,
  timeout: 5000,
  rise: 1,
  fall: 1,
  initial: 'unknown',
  firstCounts: false,
  spacing: 'beginToBegin',
  overlap: 'skip',
  staleAfter: 0,
}

/** A health check with its cached result, as plain data; verbs change it in place, time and rules are arguments. */
export interface Check {
  /** Its number, the first of every edge's numbers. */
  readonly id: number
  state: CheckState
  /** The edges that the last verb took. */
  readonly trail: Trail<CheckEdge>
  /** Counts how often it was told to forget. */
  era: number
  /** Number of the latest run: what question and answer carry, so that a late answer is told. 0 before the first. */
  run: number
  /** When the latest run began. */
  begun: Millis
  /** When its timer is to tick next; Infinity while that depends on the end of a run. */
  due: Millis
  /** A tick came while a run was in flight, and the next run is to begin when it ends. */
  owed: boolean

  /** The verdict that rise and fall have let through. */
  verdict: Verdict
  /** Since when that is the verdict. */
  since: Millis
  /** The cached result: how the last finished run ended, when, and how long it took. */
  last: Outcome
  /** NaN before a run has ended. */
  finished: Millis
  took: Millis
  /** Runs with the same outcome in a row; a time-out is a failure. */
  inRow: number

  /** Runs begun = passed + failed + timedOut + forgotten + in flight. */
  runs: number
  passed: number
  failed: number
  timedOut: number
  forgotten: number
  /** Answers to runs that were over. */
  late: number
  /** Ticks that found a run in flight. */
  skipped: number
  /** Changes of the verdict. */
  changes: number
}

/** A check that has not run; its timer ticks first after `first`. */
export const createCheck = (id: number, config: CheckConfig, now: Millis, first: Millis = 0): Check => ({
  id,
  state: checkMachine.initial,
  trail: trail(),
  era: 0,
  run: 0,
  begun: now,
  due: now + first,
  owed: false,
  verdict: config.initial,
  since: now,
  last: 'none',
  finished: NaN,
  took: 0,
  inRow: 0,
  runs: 0,
  passed: 0,
  failed: 0,
  timedOut: 0,
  forgotten: 0,
  late: 0,
  skipped: 0,
  changes: 0,
})

/** Whether a run is in flight. */
export const inFlight = (check: Check): boolean => check.state === 'running.execute'

/** Age of the cached result; NaN before a run has ended. */
export const age = (check: Check, now: Millis): Millis => now - check.finished

/** Whether the cached result is too old to be believed (age > staleAfter); never before a run has ended. */
export const stale = (check: Check, config: CheckConfig, now: Millis): boolean =>
  config.staleAfter > 0 && age(check, now) > config.staleAfter

/** The verdict as a reader of the cache may believe it: `unknown` when the result is stale. */
export const verdictAt = (check: Check, config: CheckConfig, now: Millis): Verdict =>
  stale(check, config, now) ? 'unknown' : check.verdict

/** When the run in flight times out; Infinity when none is. */
export const deadline = (check: Check, config: CheckConfig): Millis =>
  inFlight(check) ? check.begun + config.timeout : Infinity
