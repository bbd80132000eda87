import type { Millis } from '../../../units.ts'
import type { LimitConfig } from './config.ts'
import { createEstimate, type Estimate, learn } from './estimate.ts'

/** How a guarded call ended: answered, dropped (timed out or refused further on), or not to be counted. */
export type Ending = 'success' | 'dropped' | 'ignored'

/** A consumer's guard: at most so many calls in flight. Always: asked = refused + ended + in flight. */
export interface Guard {
  readonly estimate: Estimate
  inFlight: number
  asked: number
  refused: number
  ended: number
}

/** A guard that has let nobody in; `draw` is uniform in [0, 1). */
export const createGuard = (config: LimitConfig, draw: number): Guard => ({
  estimate: createEstimate(config, draw),
  inFlight: 0,
  asked: 0,
  refused: 0,
  ended: 0,
})

/** Calls that may be in flight: a whole number; ∞ without a limit. */
export function limitOf(guard: Guard, config: LimitConfig): number {
  if (config.limiter === 'none') return Infinity
  return Math.trunc(config.limiter === 'fixed' ? config.initialLimit : guard.estimate.limit)
}

/**
 * A call asks to be let in: the number then in flight, itself included, which it must bring back; 0 when it is refused,
 * as calls in flight ≥ limit.
 */
export function enter(guard: Guard, config: LimitConfig): number {
  guard.asked += 1
  if (guard.inFlight >= limitOf(guard, config)) {
    guard.refused += 1
    return 0
  }
  guard.inFlight += 1
  return guard.inFlight
}

/**
 * A call that entered as one of `entered` in flight has ended after `latency`. `draw` is uniform in [0, 1), used by
 * `vegas` alone.
 */
export function exit(
  guard: Guard,
  config: LimitConfig,
  entered: number,
  ending: Ending,
  latency: Millis,
  draw: number,
): void {
  guard.inFlight -= 1
  guard.ended += 1
  if (ending === 'ignored' || !(latency > 0)) return
  learn(guard.estimate, config, latency, entered, ending === 'dropped', draw)
}
