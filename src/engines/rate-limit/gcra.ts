import type { Algorithm } from './algorithm.ts'
import { hair, NEGLIGIBLE, pass, refuse } from './decision.ts'

/**
 * Generic cell rate algorithm: requests are due 1 ÷ `rate` apart, and may come early by `burst` such intervals. So
 * `burst` is extra, as in throttled and redis-cell: limit = burst + 1. `rate` above 0, or nothing ever passes.
 */
export interface GcraConfig {
  readonly kind: 'gcra'
  readonly rate: number
  readonly burst: number
}

/** When the next request is due, and when the last one passed; the latter serves only clocks that are set back. */
export interface Gcra {
  /** Theoretical arrival time. */
  due: number
  last: number
}

const ULP = 2.220446049250313e-16

/** How far ahead of `now` the next due time would lie after `cost` more. */
const aheadAfter = (config: GcraConfig, cell: Gcra, now: number, cost: number): number =>
  (cell.due > now ? cell.due : now) + cost / config.rate - now

/**
 * Conforms when it lies no more than `limit` intervals ahead (≤), or a billionth of one more. The rounding of `limit`
 * additions counts as conforming too, so that a burst of `limit` at one instant passes whole at any clock reading.
 */
function conforms(config: GcraConfig, cell: Gcra, now: number, cost: number): boolean {
  const limit = config.burst + 1
  const room = limit / config.rate
  const rounding = limit * (Math.abs(now) + room) * ULP
  return aheadAfter(config, cell, now, cost) <= room + rounding + NEGLIGIBLE / config.rate
}

/** GCRA. Refused requests change nothing; a clock that was set back is followed. */
export const gcra: Algorithm<GcraConfig, Gcra> = {
  create: (_config, now) => ({ due: now, last: now }),

  renew(_config, cell, now) {
    cell.due = now
    cell.last = now
  },

  idle: (_config, cell, now) => cell.due <= now,

  check(config, cell, now, cost, decision) {
    if (now < cell.last) {
      cell.due -= cell.last - now
      cell.last = now
    }
    const limit = config.burst + 1
    if (config.rate > 0 && conforms(config, cell, now, cost)) {
      const ahead = aheadAfter(config, cell, now, cost)
      pass(decision, room(limit, ahead * config.rate), ahead)
    } else {
      const ahead = cell.due > now ? cell.due - now : 0
      const stopped = !(config.rate > 0)
      const wait = stopped || cost > limit ? Infinity : waitFor(config, cell, now, cost)
      const left = stopped ? 0 : room(limit, ahead * config.rate)
      refuse(decision, cost > limit ? 'cost' : 'limit', left, wait, ahead)
    }
  },

  take(config, cell, now, cost) {
    cell.due = (cell.due > now ? cell.due : now) + cost / config.rate
    cell.last = now
  },
}

/** Whole requests that fit between `used` and `limit`. */
const room = (limit: number, used: number): number => Math.max(0, Math.floor(limit - used + NEGLIGIBLE))

function waitFor(config: GcraConfig, cell: Gcra, now: number, cost: number): number {
  let wait = aheadAfter(config, cell, now, cost) - (config.burst + 1) / config.rate
  for (let more = hair(now, wait); !conforms(config, cell, now + wait, cost); more *= 2) wait += more
  return wait
}
