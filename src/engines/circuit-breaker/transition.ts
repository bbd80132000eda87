import { step } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import type { Breaker } from './breaker.ts'
import { type BreakerEdge, type BreakerState, breakerMachine } from './machine.ts'
import { type BreakerConfig, neededProbes, nextWait, smallestReaching } from './policy.ts'
import { clearWindow } from './window.ts'

/** An edge with its end as the machine gives it for the state that it is usually taken in, looked up once. */
export interface Move {
  readonly edge: BreakerEdge
  readonly from: BreakerState
  readonly to: BreakerState
}

/** Looks an edge of the machine up once, for those that every call takes. */
export const move = (edge: BreakerEdge, from: BreakerState): Move => ({
  edge,
  from,
  to: breakerMachine.next(from, edge),
})

/** Takes an edge looked up before; throws when the machine has no such edge from here. */
export function takeMove(breaker: Breaker, by: Move, a: number, b: number, c = 0, d = 0): void {
  breaker.state = breaker.state === by.from ? by.to : breakerMachine.next(breaker.state, by.edge)
  step(breaker.trail, by.edge, a, b, c, d)
}

/** Takes an edge of the machine and notes it with its numbers; throws when the machine has no such edge from here. */
export function take(breaker: Breaker, edge: BreakerEdge, a = 0, b = 0, c = 0, d = 0): void {
  breaker.state = breakerMachine.next(breaker.state, edge)
  step(breaker.trail, edge, a, b, c, d)
}

/** Begins the stay in another outer state: a new era, with no probe sent. */
export function enterNewState(breaker: Breaker, now: Millis): void {
  breaker.era += 1
  breaker.transitions += 1
  breaker.since = now
  breaker.probesSent = 0
  breaker.probesInFlight = 0
  breaker.probesEnded = 0
  breaker.probesFailed = 0
  breaker.probesSlow = 0
}

/** Sets the wait of an opening; `jitter` in [0, 1) shortens or lengthens it, 0.5 leaves it as it is. */
export function beginWait(breaker: Breaker, config: BreakerConfig, jitter: number): void {
  breaker.steadyWait = nextWait(config, breaker.reopenings, breaker.steadyWait)
  breaker.wait = breaker.steadyWait * (1 + config.openWaitJitter * (2 * jitter - 1))
}

/** Opens a closed breaker for failures or slow calls: `bad` of `seen` reached `limit`. */
export function open(
  breaker: Breaker,
  config: BreakerConfig,
  edge: 'opens' | 'opensSlow',
  bad: number,
  seen: number,
  limit: number,
  needed: number,
  now: Millis,
  jitter: number,
): void {
  enterNewState(breaker, now)
  breaker.reopenings = 0
  beginWait(breaker, config, jitter)
  take(breaker, edge, bad, seen, limit, needed)
}

/** Opens a half-open breaker again: `bad` of its probes, failed or slow, reached `limit`. */
export function reopen(
  breaker: Breaker,
  config: BreakerConfig,
  bad: number,
  limit: number,
  now: Millis,
  jitter: number,
): void {
  const seen = breaker.probesEnded
  enterNewState(breaker, now)
  breaker.reopenings += 1
  beginWait(breaker, config, jitter)
  take(breaker, 'reopens', bad, seen, limit, breaker.wait)
}

/** Lets probes through; `waited` is what the rule compared. */
export function halfOpen(breaker: Breaker, waited: Millis, now: Millis): void {
  enterNewState(breaker, now)
  take(breaker, 'halfOpens', waited, breaker.wait)
}

/** Closes a half-open breaker because of its probes. */
export function close(breaker: Breaker, config: BreakerConfig, now: Millis): void {
  const ended = breaker.probesEnded
  const successes = ended - breaker.probesFailed
  const needed =
    config.verdict === 'rate'
      ? neededProbes(config) - smallestReaching(config, neededProbes(config), config.failureRateToOpen) + 1
      : config.probesToClose
  beginClosed(breaker, config, now)
  take(breaker, 'closes', successes, ended, needed)
}

/** Begins the stay in closed, counting from nothing. */
export function beginClosed(breaker: Breaker, config: BreakerConfig, now: Millis): void {
  enterNewState(breaker, now)
  breaker.reopenings = 0
  forget(breaker, config)
}

/** Forgets what the trip rule counts, as closing does. */
export function forget(breaker: Breaker, config: BreakerConfig): void {
  breaker.failures = 0
  breaker.consecutive = 0
  breaker.results = 0
  if (config.windowLives === 'whileClosed') clearWindow(breaker.window)
  if (config.waitFrom === 'lastFailure') breaker.hasFailed = false
}
