import { begin } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import type { Breaker } from './breaker.ts'
import type { BreakerState } from './machine.ts'
import type { BreakerConfig } from './policy.ts'
import { beginClosed, enterNewState, forget, take } from './transition.ts'
import { clearWindow } from './window.ts'

/** Closes by hand, whatever the state, and counts from nothing; calls already sent belong to an earlier era. */
export function reset(breaker: Breaker, config: BreakerConfig, now: Millis): void {
  begin(breaker.trail)
  resetQuietly(breaker, config, now)
}

function resetQuietly(breaker: Breaker, config: BreakerConfig, now: Millis): void {
  if (config.statistics === 'reference') breaker.successes = 0
  else clearWindow(breaker.window)
  if (breaker.state === 'closed.monitoring') {
    breaker.era += 1
    forget(breaker, config)
  } else {
    beginClosed(breaker, config, now)
    take(breaker, 'resets')
  }
}

/** Holds the breaker open by hand until a reset; nothing happens when it is held already. */
export function forceOpen(breaker: Breaker, config: BreakerConfig, now: Millis): void {
  byHand(breaker, config, 'forces', 'forcedOpen', now)
}

/** Switches the breaker off by hand until a reset: every call goes through uncounted by the rule. */
export function disable(breaker: Breaker, config: BreakerConfig, now: Millis): void {
  byHand(breaker, config, 'disables', 'disabled', now)
}

function byHand(
  breaker: Breaker,
  config: BreakerConfig,
  edge: 'forces' | 'disables',
  target: BreakerState,
  now: Millis,
): void {
  begin(breaker.trail)
  if (breaker.state === target) return
  resetQuietly(breaker, config, now)
  enterNewState(breaker, now)
  take(breaker, edge)
}
