import type { Algorithm } from './algorithm.ts'
import { hair, NEGLIGIBLE, refuse, tell } from './decision.ts'

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
 * How far ahead of `now` a due time may lie: `limit` intervals, and a billionth of one more. The rounding of `limit`
 * additions is allowed too, so that a burst of `limit` at one instant passes whole at any clock reading.
 */
function allowance(config: GcraConfig, now: number): number {
  const limit = config.burst + 1
  const room = limit / config.rate
  return room + limit * (Math.abs(now) + room) * ULP + NEGLIGIBLE / config.rate
}

/** Conforms when its due time lies no further ahead than allowed (≤). */
const conforms = (config: GcraConfig, cell: Gcra, now: number, cost: number): boolean =>
  aheadAfter(config, cell, now, cost) <= allowance(config, now)

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
    const before = cell.due > now ? cell.due - now : 0
    if (!(config.rate > 0)) return refuse(decision, cost > limit ? 'cost' : 'limit', 0, Infinity, before)
    const after = aheadAfter(config, cell, now, cost)
    const passes = after <= allowance(config, now)
    const reason = passes ? 'none' : cost > limit ? 'cost' : 'limit'
    const wait = passes ? 0 : after - limit / config.rate
    const lacks = reason === 'cost' || !conforms(config, cell, now + wait, cost)
    const ahead = passes ? after : before
    const retryAfter = lacks ? longerWait(config, cell, now, cost, wait) : wait
    tell(decision, reason, room(limit, ahead * config.rate), retryAfter, ahead, 0)
  },

  take(config, cell, now, cost) {
    cell.due = (cell.due > now ? cell.due : now) + cost / config.rate
    cell.last = now
  },
}

/** Whole requests that fit between `used` and `limit`. */
const room = (limit: number, used: number): number => Math.max(0, Math.floor(limit - used + NEGLIGIBLE))

/** A wait that rounding made too short, lengthened until it suffices. */
function longerWait(config: GcraConfig, cell: Gcra, now: number, cost: number, wait: number): number {
  if (cost > config.burst + 1) return Infinity
  let longer = wait
  for (let more = hair(now, wait); !conforms(config, cell, now + longer, cost); more *= 2) longer += more
  return longer
}
