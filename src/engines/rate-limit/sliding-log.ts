import type { Algorithm } from './algorithm.ts'
import { hair, pass, refuse } from './decision.ts'
import { back, clear, createStamps, drop, front, push, type Stamps, shift, stampAt } from './stamps.ts'

/**
 * At most `limit` in any span of `window`, by the times of all that passed; refused requests are not kept, so that
 * hammering does not prolong the wait. Memory grows with the limit (B18).
 */
export interface SlidingLogConfig {
  readonly kind: 'slidingLog'
  readonly limit: number
  readonly window: number
  /**
   * What becomes of an entry exactly one window old: in a half-open window (now − window, now] it has left (≤), in a
   * closed one [now − window, now] it still counts and leaves only after (<).
   */
  readonly edge: 'halfOpen' | 'closed'
}

/** The times of what passed, oldest first; a request of cost n is there n times. */
export interface SlidingLog {
  readonly stamps: Stamps
}

/** Whether an entry of time `stamp` no longer counts at `now`. */
const hasLeft = (config: SlidingLogConfig, stamp: number, now: number): boolean =>
  config.edge === 'closed' ? stamp < now - config.window : stamp <= now - config.window

/** Requests in the window that ends at `now`; forgets those that have left. */
export function countIn(config: SlidingLogConfig, log: SlidingLog, now: number): number {
  const { stamps } = log
  if (now < back(stamps)) shift(stamps, now - back(stamps))
  while (stamps.count > 0 && hasLeft(config, front(stamps), now)) drop(stamps, 1)
  return stamps.count
}

/** Sliding-window log. A clock that was set back is followed: the entries keep their ages, and none hides another. */
export const slidingLog: Algorithm<SlidingLogConfig, SlidingLog> = {
  create: () => ({ stamps: createStamps() }),

  renew(_config, log) {
    clear(log.stamps)
  },

  idle: (config, log, now) => log.stamps.count === 0 || hasLeft(config, back(log.stamps), now),

  check(config, log, now, cost, decision) {
    const { limit, window } = config
    const count = countIn(config, log, now)
    if (count + cost <= limit) return pass(decision, Math.floor(limit - count - cost), window)
    const left = count < limit ? Math.floor(limit - count) : 0
    const reset = count > 0 ? back(log.stamps) + window - now : 0
    if (cost > limit) return refuse(decision, 'cost', left, Infinity, reset)
    refuse(decision, 'limit', left, waitFor(config, log, now, Math.ceil(count + cost - limit)), reset)
  },

  take(_config, log, now, cost) {
    for (let i = 0; i < cost; i += 1) push(log.stamps, now)
  },
}

/** The wait until the `leaving` oldest entries have left. */
function waitFor(config: SlidingLogConfig, log: SlidingLog, now: number, leaving: number): number {
  const stamp = stampAt(log.stamps, leaving - 1)
  let wait = stamp + config.window - now
  for (let more = hair(now, wait); !hasLeft(config, stamp, now + wait); more *= 2) wait += more
  return wait
}
