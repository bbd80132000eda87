import type { Algorithm } from './algorithm.ts'
import { hair, NEGLIGIBLE, tell } from './decision.ts'

/**
 * Two counters in place of a log: estimate = previous window × share of it still inside + current window. Exact for
 * traffic spread evenly; after a burst at a boundary up to twice the limit passes in one span.
 */
export interface SlidingCounterConfig {
  readonly kind: 'slidingCounter'
  readonly limit: number
  readonly window: number
  /** Passes when the estimate with the request fits the limit (≤, or a billionth above), or is below it before (<). */
  readonly passes: 'fits' | 'below'
}

/** What passed in the window of the clock with number `index`, and in the one before. */
export interface SlidingCounter {
  index: number
  current: number
  previous: number
}

const indexOf = (config: SlidingCounterConfig, time: number): number => Math.floor(time / config.window)

/** The estimate at a time not before the counter's window, without storing anything. */
export function estimateAt(config: SlidingCounterConfig, counter: SlidingCounter, time: number): number {
  const index = indexOf(config, time)
  const passed = index - counter.index
  if (passed > 1) return 0
  const current = passed === 1 ? 0 : counter.current
  const previous = passed === 1 ? counter.current : counter.previous
  return weighed(config, index, time, previous, current)
}

/** The estimate in the window with number `index`. */
function weighed(config: SlidingCounterConfig, index: number, time: number, previous: number, current: number): number {
  const share = (time - index * config.window) / config.window
  return previous * (share > 0 ? (share < 1 ? 1 - share : 0) : 1) + current
}

const fits = (config: SlidingCounterConfig, estimate: number, cost: number): boolean =>
  config.passes === 'fits' ? estimate + cost <= config.limit + NEGLIGIBLE : estimate < config.limit

/** Whole requests that still pass at an estimate. */
function room(config: SlidingCounterConfig, estimate: number): number {
  const left = config.limit - estimate
  return Math.max(0, config.passes === 'fits' ? Math.floor(left + NEGLIGIBLE) : Math.ceil(left))
}

/** When both counters have left the window. */
function resetAfter(config: SlidingCounterConfig, counter: SlidingCounter, current: number, now: number): number {
  const windows = current > 0 ? 2 : counter.previous > 0 ? 1 : 0
  return windows === 0 ? 0 : (counter.index + windows) * config.window - now
}

/** Sliding-window counter. Refused requests are not counted; a clock that was set back takes the counts along. */
export const slidingCounter: Algorithm<SlidingCounterConfig, SlidingCounter> = {
  create: (config, now) => ({ index: indexOf(config, now), current: 0, previous: 0 }),

  renew(config, counter, now) {
    counter.index = indexOf(config, now)
    counter.current = 0
    counter.previous = 0
  },

  idle(config, counter, now) {
    const passed = indexOf(config, now) - counter.index
    return passed > 1 || (counter.current === 0 && (passed === 1 || counter.previous === 0))
  },

  check(config, counter, now, cost, decision) {
    roll(config, counter, now)
    const estimate = weighed(config, counter.index, now, counter.previous, counter.current)
    const passes = cost <= config.limit && fits(config, estimate, cost)
    const reason = passes ? 'none' : cost > config.limit ? 'cost' : 'limit'
    const taken = passes ? cost : 0
    const retryAfter = passes ? 0 : waitFor(config, counter, now, cost)
    const reset = resetAfter(config, counter, counter.current + taken, now)
    tell(decision, reason, room(config, estimate + taken), retryAfter, reset, 0)
  },

  take(_config, counter, _now, cost) {
    counter.current += cost
  },
}

function roll(config: SlidingCounterConfig, counter: SlidingCounter, now: number): void {
  const index = indexOf(config, now)
  if (index > counter.index) {
    counter.previous = index === counter.index + 1 ? counter.current : 0
    counter.current = 0
  }
  counter.index = index
}

/** Solves the estimate for the moment from which it passes: in this window, or in the next one, whose past this is. */
function waitFor(config: SlidingCounterConfig, counter: SlidingCounter, now: number, cost: number): number {
  const { limit, window } = config
  const { current, previous, index } = counter
  if (cost > limit) return Infinity
  const most = config.passes === 'fits' ? limit - cost : limit
  const due =
    current <= most && previous > 0
      ? (index + 1 - (most - current) / previous) * window
      : (index + 2 - (current > 0 ? most / current : 1)) * window
  const wait = due > now ? due - now : 0
  const suffices = fits(config, estimateAt(config, counter, now + wait), cost)
  return suffices ? wait : longerWait(config, counter, now, cost, wait)
}

/** A wait that rounding made too short, lengthened until it suffices. */
function longerWait(
  config: SlidingCounterConfig,
  counter: SlidingCounter,
  now: number,
  cost: number,
  wait: number,
): number {
  let longer = wait
  for (let more = hair(now, wait); !fits(config, estimateAt(config, counter, now + longer), cost); more *= 2) {
    longer += more
  }
  return longer
}
