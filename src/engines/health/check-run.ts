import { begin, step } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type Check, type CheckConfig, inFlight, type Verdict } from './check.ts'
import { type CheckEdge, checkMachine } from './check-machine.ts'

function take(check: Check, edge: CheckEdge, a = 0, b = 0, c = 0): void {
  check.state = checkMachine.next(check.state, edge)
  step(check.trail, edge, check.id, a, b, c)
}

/** The time to the next tick; `uniform` in [0, 1) shortens or lengthens it by the jitter, 0.5 leaves it as it is. */
export const gap = (config: CheckConfig, uniform: number): Millis =>
  config.interval * (1 + config.jitter * (2 * uniform - 1))

/**
 * The timer ticks: sets when it ticks next and begins a run unless one is in flight or `allowed` is false. Gives the
 * number of the run that began, whose question is now to be sent, or 0.
 */
export function tick(check: Check, config: CheckConfig, now: Millis, uniform = 0.5, allowed = true): number {
  begin(check.trail)
  const busy = inFlight(check)
  const runs = allowed && !busy
  check.due = config.spacing === 'beginToBegin' || !(busy || runs) ? now + gap(config, uniform) : Infinity
  if (busy) {
    check.skipped += 1
    check.owed = config.overlap === 'owe'
  }
  return runs ? beginRun(check, config, now) : 0
}

/**
 * Begins the run that an earlier tick left owing; gives its number, or 0 when there is none or it is not allowed.
 * Called right after the verb that ended a run, and adds its edge to the trail of that one.
 */
export function resume(check: Check, config: CheckConfig, now: Millis, allowed = true): number {
  if (!check.owed || inFlight(check)) return 0
  check.owed = false
  return allowed ? beginRun(check, config, now) : 0
}

function beginRun(check: Check, config: CheckConfig, now: Millis): number {
  check.run += 1
  check.runs += 1
  check.begun = now
  take(check, check.state === 'waiting' ? 'begins' : 'repeats', check.run, config.timeout)
  return check.run
}

/**
 * The answer to run `run` comes. One that took as long as the time-out or longer (≥) has timed out. False when that
 * run is over: the answer is late and changes nothing. `uniform` as in `tick`, read only where intervals run from end
 * to begin.
 */
export function answer(
  check: Check,
  config: CheckConfig,
  run: number,
  passed: boolean,
  now: Millis,
  uniform = 0.5,
): boolean {
  begin(check.trail)
  if (run !== check.run || !inFlight(check)) {
    check.late += 1
    if (check.state === 'timeout') take(check, 'ignores', run, check.run)
    return false
  }
  const took = now - check.begun
  take(check, 'answers', run, took, config.timeout)
  const exceeds = took >= config.timeout
  if (!exceeds) take(check, 'measured', run, took, config.timeout)
  settle(check, config, passed && !exceeds, took, now)
  if (exceeds) timeOut(check, 'exceeds', took, config.timeout, check.inRow)
  else if (passed) succeed(check, config, took)
  else fail(check, config, took)
  schedule(check, config, now, uniform)
  return true
}

/** The timer of run `run` fires. False when that run is over, or when its time is not yet up (<). */
export function elapse(check: Check, config: CheckConfig, run: number, now: Millis, uniform = 0.5): boolean {
  begin(check.trail)
  if (run !== check.run || !inFlight(check) || now < check.begun + config.timeout) return false
  settle(check, config, false, now - check.begun, now)
  timeOut(check, 'timesOut', config.timeout, check.inRow, config.fall)
  schedule(check, config, now, uniform)
  return true
}

/**
 * Forgets the result, the run in flight and the count of equal outcomes: what was checked has been replaced. The timer
 * goes on.
 */
export function forget(check: Check, config: CheckConfig, now: Millis): void {
  renew(check, config, now)
  check.last = 'none'
  check.finished = NaN
  check.took = 0
  check.inRow = 0
}

/** Forgets the verdict and the run in flight, but not the count of equal outcomes: so does the kubelet. */
export function renew(check: Check, config: CheckConfig, now: Millis): void {
  begin(check.trail)
  if (inFlight(check)) {
    check.forgotten += 1
    if (check.due === Infinity) check.due = now + config.interval
  }
  check.era += 1
  check.owed = false
  publish(check, config.initial, now)
  if (check.state !== 'waiting') take(check, 'forgets', check.run)
}

/** The run in flight broke off through no fault of what is checked: its slot is free, and nothing else changes. */
export function breakOff(check: Check, config: CheckConfig, run: number, now: Millis, uniform = 0.5): boolean {
  begin(check.trail)
  if (run !== check.run || !inFlight(check)) return false
  check.forgotten += 1
  take(check, 'breaksOff', check.run)
  schedule(check, config, now, uniform)
  return true
}

/** Counts an outcome and publishes the verdict when enough came in a row. */
function settle(check: Check, config: CheckConfig, passed: boolean, took: Millis, now: Millis): void {
  const first = check.last === 'none'
  const same = !first && (check.last === 'pass') === passed
  check.inRow = same ? check.inRow + 1 : 1
  check.last = passed ? 'pass' : 'fail'
  check.finished = now
  check.took = took
  const needed = passed ? config.rise : config.fall
  if (check.inRow >= needed || (first && config.firstCounts)) publish(check, passed ? 'pass' : 'fail', now)
}

function publish(check: Check, verdict: Verdict, now: Millis): void {
  if (check.verdict === verdict) return
  check.verdict = verdict
  check.since = now
  check.changes += 1
}

function succeed(check: Check, config: CheckConfig, took: Millis): void {
  check.passed += 1
  take(check, 'passes', took, check.inRow, config.rise)
}

function fail(check: Check, config: CheckConfig, took: Millis): void {
  check.failed += 1
  take(check, 'fails', took, check.inRow, config.fall)
}

function timeOut(check: Check, edge: 'exceeds' | 'timesOut', a: number, b: number, c: number): void {
  check.last = 'timeout'
  check.timedOut += 1
  take(check, edge, a, b, c)
}

function schedule(check: Check, config: CheckConfig, now: Millis, uniform: number): void {
  if (config.spacing === 'endToBegin') check.due = now + gap(config, uniform)
}
