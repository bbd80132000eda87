import type { Algorithm } from './algorithm.ts'
import { hair, pass, refuse } from './decision.ts'

/** At most `limit` in each window; around a boundary twice as many pass in one span of that length. */
export interface FixedWindowConfig {
  readonly kind: 'fixedWindow'
  readonly limit: number
  readonly window: number
  /**
   * Windows follow the clock, n · window to before (n + 1) · window, for all keys alike; or each begins with the first
   * request of its key, start to before start + window.
   */
  readonly starts: 'clock' | 'firstRequest'
}

/** What passed since `start`. */
export interface FixedWindow {
  start: number
  count: number
}

/** The start of the window of the clock that `time` lies in. */
const startOf = (config: FixedWindowConfig, time: number): number => Math.floor(time / config.window) * config.window

/** Whether the window is over at `now`: at its end or later (≥). */
const isOver = (config: FixedWindowConfig, state: FixedWindow, now: number): boolean =>
  config.starts === 'clock' ? startOf(config, now) > state.start : now - state.start >= config.window

/** Fixed window: the foil. Refused requests are not counted; a clock that was set back takes the count along. */
export const fixedWindow: Algorithm<FixedWindowConfig, FixedWindow> = {
  create: (config, now) => ({ start: config.starts === 'clock' ? startOf(config, now) : now, count: 0 }),

  renew(config, state, now) {
    state.start = config.starts === 'clock' ? startOf(config, now) : now
    state.count = 0
  },

  idle: (config, state, now) => state.count === 0 || isOver(config, state, now),

  check(config, state, now, cost, decision) {
    const { limit } = config
    settle(config, state, now)
    const reset = state.start + config.window - now
    if (state.count + cost <= limit) return pass(decision, Math.floor(limit - state.count - cost), reset)
    const left = state.count < limit ? Math.floor(limit - state.count) : 0
    if (cost > limit) return refuse(decision, 'cost', left, Infinity, state.count > 0 ? reset : 0)
    refuse(decision, 'limit', left, waitFor(config, state, now, reset), reset)
  },

  take(_config, state, _now, cost) {
    state.count += cost
  },
}

/** Begins a new window when the last is over, or when none has begun; follows a clock that was set back. */
function settle(config: FixedWindowConfig, state: FixedWindow, now: number): void {
  if (isOver(config, state, now)) state.count = 0
  else if (state.count > 0 && now >= state.start) return
  state.start = config.starts === 'clock' ? startOf(config, now) : now
}

function waitFor(config: FixedWindowConfig, state: FixedWindow, now: number, reset: number): number {
  let wait = reset
  for (let more = hair(now, wait); !isOver(config, state, now + wait); more *= 2) wait += more
  return wait
}
