import { begin } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type Breaker, countedCalls, countedFailures } from './breaker.ts'
import type { BreakerState } from './machine.ts'
import {
  type BreakerConfig,
  callsBeforeVerdict,
  failureLimit,
  failuresReachLimit,
  neededCalls,
  neededProbes,
  rateReaches,
  smallestReaching,
} from './policy.ts'
import { close, halfOpen, move, open, reopen, take, takeMove } from './transition.ts'
import { addArrival, addResult } from './window.ts'

/** What a breaker says to a call: go, go as a probe, or no. */
export type Admission = 'call' | 'probe' | 'refused'

/** How a call ended, as far as the breaker cares. */
export type Outcome = 'success' | 'failure' | 'ignored'

const counts = move('counts', 'closed.monitoring')
const succeeds = move('succeeds', 'closed.counting')
const tolerates = move('tolerates', 'closed.counting')
const checks = move('checks', 'open.rejecting')
const tooEarly = move('tooEarly', 'open.timerCheck')
const probe = move('probe', 'halfOpen.testing')
const again = move('again', 'halfOpen.tracking')

const probing = (breaker: Breaker): boolean =>
  breaker.state === 'halfOpen.testing' || breaker.state === 'halfOpen.tracking'

/** Time that counts towards the wait. */
const waited = (breaker: Breaker, config: BreakerConfig, now: Millis): Millis => {
  if (config.waitFrom === 'opening') return now - breaker.since
  return breaker.hasFailed ? now - breaker.lastFailure : 0
}

/** Whether the wait of an open breaker is over: at or after its end, or only after it. */
export function waitIsOver(breaker: Breaker, config: BreakerConfig, now: Millis): boolean {
  if (config.waitFrom === 'lastFailure') {
    return breaker.hasFailed && breaker.lastFailure !== 0 && now - breaker.lastFailure >= config.openWait
  }
  const end = breaker.since + breaker.wait
  return config.waitEnd === 'atOrAfter' ? now >= end : now > end
}

/** Whether half-open has a permit for one more probe. */
export function permitFree(breaker: Breaker, config: BreakerConfig): boolean {
  const taken = config.permits === 'inFlight' ? breaker.probesInFlight : breaker.probesSent
  return config.probes === 0 || taken < config.probes
}

/** A call asks to go. It is counted as in flight until its result is recorded, unless it is refused. */
export function admit(breaker: Breaker, config: BreakerConfig, now: Millis): Admission {
  begin(breaker.trail)
  breaker.total += 1
  const { state } = breaker
  if (config.rateOver === 'arrivals') addArrival(breaker.window, config, now)
  if (state === 'closed.monitoring' || state === 'disabled') {
    breaker.inFlight += 1
    return 'call'
  }
  if (state === 'open.rejecting' && config.recovery !== 'timer') checkTimer(breaker, config, now)
  return probing(breaker) && permitFree(breaker, config) ? sendProbe(breaker, config) : refuse(breaker)
}

function refuse(breaker: Breaker): Admission {
  breaker.rejected += 1
  return 'refused'
}

function checkTimer(breaker: Breaker, config: BreakerConfig, now: Millis): void {
  const passed = waited(breaker, config, now)
  takeMove(breaker, checks, passed, breaker.wait)
  if (waitIsOver(breaker, config, now)) halfOpen(breaker, passed, now)
  else takeMove(breaker, tooEarly, passed, breaker.wait)
}

function sendProbe(breaker: Breaker, config: BreakerConfig): Admission {
  breaker.inFlight += 1
  breaker.probesSent += 1
  breaker.probesInFlight += 1
  takeMove(breaker, probe, breaker.probesInFlight, permits(config), breaker.probesSent)
  goOnTesting(breaker, config)
  return 'probe'
}

const permits = (config: BreakerConfig): number => (config.probes === 0 ? Infinity : config.probes)

function goOnTesting(breaker: Breaker, config: BreakerConfig): void {
  if (breaker.state !== 'halfOpen.tracking' || !permitFree(breaker, config)) return
  const needed = config.verdict === 'rate' ? neededProbes(config) : config.probesToClose
  takeMove(breaker, again, breaker.probesInFlight, permits(config), breaker.probesEnded - breaker.probesFailed, needed)
}

/**
 * The state as the breaker tells it: the stored one, or half-open in place of an open state whose wait is over; under
 * some rules, telling so also moves it there.
 */
export function read(breaker: Breaker, config: BreakerConfig, now: Millis): BreakerState {
  begin(breaker.trail)
  const stale = breaker.state === 'open.rejecting' && config.reading !== 'stored' && waitIsOver(breaker, config, now)
  if (!stale || config.recovery === 'timer') return breaker.state
  if (config.reading === 'effective') return 'halfOpen.testing'
  halfOpen(breaker, waited(breaker, config, now), now)
  return breaker.state
}

/**
 * A call has ended after `duration`; `era` is the breaker's era when the call was admitted. `jitter` in [0, 1) is used
 * if the result opens the breaker. Slow means strictly longer than `slowAfter`.
 */
export function record(
  breaker: Breaker,
  config: BreakerConfig,
  era: number,
  outcome: Outcome,
  duration: Millis,
  now: Millis,
  jitter = 0.5,
): void {
  begin(breaker.trail)
  if (breaker.inFlight > 0) breaker.inFlight -= 1
  if (config.recovery === 'onUse' && breaker.state === 'open.rejecting' && waitIsOver(breaker, config, now)) {
    halfOpen(breaker, now - breaker.since, now)
  }
  const own = era === breaker.era
  if (own && breaker.probesInFlight > 0) breaker.probesInFlight -= 1
  if (!own && config.lateResults === 'dropped') breaker.late += 1
  else if (outcome === 'ignored' && config.ignored !== 'success') ignore(breaker, config, own, now, jitter)
  else count(breaker, config, outcome === 'failure', duration, now, jitter)
}

function ignore(breaker: Breaker, config: BreakerConfig, own: boolean, now: Millis, jitter: number): void {
  breaker.ignored += 1
  if (!probing(breaker)) return
  if (config.ignored === 'reopens') {
    breaker.probesEnded += 1
    breaker.probesFailed += 1
    reopen(breaker, config, breaker.probesFailed, 1, now, jitter)
  } else if (own) {
    if (config.permits === 'total' && breaker.probesSent > 0) breaker.probesSent -= 1
    goOnTesting(breaker, config)
  }
}

function count(
  breaker: Breaker,
  config: BreakerConfig,
  failed: boolean,
  duration: Millis,
  now: Millis,
  jitter: number,
): void {
  const slow = config.slow && duration > config.slowAfter
  if (slow) breaker.slow += 1
  if (failed) {
    breaker.failed += 1
    breaker.hasFailed = true
    breaker.lastFailure = now
  } else breaker.successes += 1
  const { state } = breaker
  if (state === 'forcedOpen' || state === 'disabled') return
  const inHalfOpen = probing(breaker)
  if (!inHalfOpen || config.windowLives === 'always') {
    addResult(breaker.window, config, now - duration, now, failed, slow)
  }
  breaker.results += 1
  breaker.failures += failed ? 1 : 0
  breaker.consecutive = failed ? breaker.consecutive + 1 : 0
  if (inHalfOpen) judgeProbes(breaker, config, failed, slow, now, jitter)
  else if (state === 'closed.monitoring') judgeClosed(breaker, config, failed, now, jitter)
  else if (failed && config.waitFrom === 'lastFailure') prolong(breaker, config)
}

function judgeProbes(
  breaker: Breaker,
  config: BreakerConfig,
  failed: boolean,
  slow: boolean,
  now: Millis,
  jitter: number,
): void {
  breaker.probesEnded += 1
  if (config.verdict === 'rate') {
    if (failed) breaker.probesFailed += 1
    if (slow) breaker.probesSlow += 1
    judgeByRate(breaker, config, now, jitter)
  } else if (failed || slow) {
    breaker.probesFailed += 1
    reopen(breaker, config, breaker.probesFailed, 1, now, jitter)
  } else if (breaker.probesEnded >= config.probesToClose) close(breaker, config, now)
  else goOnTesting(breaker, config)
}

function judgeByRate(breaker: Breaker, config: BreakerConfig, now: Millis, jitter: number): void {
  const { probesEnded: ended, probesFailed: failed, probesSlow: slow } = breaker
  const { failureRateToOpen, slowRateToOpen } = config
  if (ended < neededProbes(config)) goOnTesting(breaker, config)
  else if (rateReaches(config, failed, ended, failureRateToOpen)) {
    reopen(breaker, config, failed, smallestReaching(config, ended, failureRateToOpen), now, jitter)
  } else if (config.slow && rateReaches(config, slow, ended, slowRateToOpen)) {
    reopen(breaker, config, slow, smallestReaching(config, ended, slowRateToOpen), now, jitter)
  } else close(breaker, config, now)
}

function judgeClosed(breaker: Breaker, config: BreakerConfig, failed: boolean, now: Millis, jitter: number): void {
  const bad = countedFailures(breaker, config)
  const seen = countedCalls(breaker, config)
  takeMove(breaker, counts, bad, seen)
  if (failed || config.judgedOn === 'everyResult') {
    if (opensForFailures(breaker, config, bad, seen, now, jitter)) return
    if (config.slow && opensForSlow(breaker, config, now, jitter)) return
  }
  if (failed) takeMove(breaker, tolerates, bad, seen, callsBeforeVerdict(config))
  else takeMove(breaker, succeeds, bad, seen)
}

function opensForFailures(
  breaker: Breaker,
  config: BreakerConfig,
  bad: number,
  seen: number,
  now: Millis,
  jitter: number,
): boolean {
  if (!failuresReachLimit(config, bad, seen)) return false
  open(breaker, config, 'opens', bad, seen, failureLimit(config, seen), callsBeforeVerdict(config), now, jitter)
  return true
}

function opensForSlow(breaker: Breaker, config: BreakerConfig, now: Millis, jitter: number): boolean {
  const { calls, slow } = breaker.window
  const needed = neededCalls(config)
  if (calls < needed || calls === 0 || !rateReaches(config, slow, calls, config.slowRateToOpen)) return false
  const limit = smallestReaching(config, calls, config.slowRateToOpen)
  open(breaker, config, 'opensSlow', slow, calls, limit, needed, now, jitter)
  return true
}

/** The reference alone: a late failure of an open breaker begins the wait anew and announces another opening. */
function prolong(breaker: Breaker, config: BreakerConfig): void {
  if (breaker.failures < config.failuresToOpen) return
  take(breaker, 'prolongs', breaker.failures, config.failuresToOpen, breaker.wait)
}
