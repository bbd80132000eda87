import { begin } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import type { Breaker } from './breaker.ts'
import type { BreakerConfig } from './policy.ts'
import { beginClosed, beginWait, enterNewState, halfOpen, take } from './transition.ts'

/**
 * When a timer has something to do: the end of the wait if a timer ends it, or of the longest half-open; else
 * Infinity.
 */
export function due(breaker: Breaker, config: BreakerConfig): Millis {
  if (breaker.state === 'open.rejecting') return config.recovery === 'timer' ? breaker.since + breaker.wait : Infinity
  const probing = breaker.state === 'halfOpen.testing' || breaker.state === 'halfOpen.tracking'
  return probing && config.halfOpenLongest > 0 ? breaker.since + config.halfOpenLongest : Infinity
}

/** The timer fires: acts at or after the time that `due` gives, does nothing when that is still to come. */
export function elapse(breaker: Breaker, config: BreakerConfig, now: Millis, jitter = 0.5): void {
  begin(breaker.trail)
  if (now < due(breaker, config)) return
  const stayed = now - breaker.since
  if (breaker.state === 'open.rejecting') {
    halfOpen(breaker, stayed, now)
  } else if (config.halfOpenThen === 'open') {
    enterNewState(breaker, now)
    breaker.reopenings += 1
    beginWait(breaker, config, jitter)
    take(breaker, 'givesUp', stayed, config.halfOpenLongest, breaker.wait)
  } else {
    beginClosed(breaker, config, now)
    take(breaker, 'presumes', stayed, config.halfOpenLongest)
  }
}
