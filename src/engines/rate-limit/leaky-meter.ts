import type { Algorithm } from './algorithm.ts'
import { hair, NEGLIGIBLE, tell } from './decision.ts'

/**
 * Each request pours its cost into a bucket that leaks `rate` per unit of time; it passes at once when level + cost ≤
 * `capacity` (or a billionth above). The mirror image of a token bucket.
 */
export interface LeakyMeterConfig {
  readonly kind: 'leakyMeter'
  readonly rate: number
  readonly capacity: number
}

/** The level as it was at `last`, the time of the last request that passed: in [0, capacity]. */
export interface LeakyMeter {
  level: number
  last: number
}

/** The level at `now`, with every fraction that leaked (B15); an empty bucket leaks nothing in advance (B16). */
export function levelAt(config: LeakyMeterConfig, meter: LeakyMeter, now: number): number {
  const level = now > meter.last ? meter.level - (now - meter.last) * config.rate : meter.level
  return level > 0 ? level : 0
}

const drainTime = (config: LeakyMeterConfig, level: number): number => (level > 0 ? level / config.rate : 0)

/** Leaky bucket as a meter. Refused requests change nothing; a clock that was set back is followed. */
export const leakyMeter: Algorithm<LeakyMeterConfig, LeakyMeter> = {
  create: (_config, now) => ({ level: 0, last: now }),

  renew(_config, meter, now) {
    meter.level = 0
    meter.last = now
  },

  idle: (config, meter, now) => levelAt(config, meter, now) === 0,

  check(config, meter, now, cost, decision) {
    if (now < meter.last) meter.last = now
    const { capacity, rate } = config
    const level = levelAt(config, meter, now)
    const passes = fits(config, level, cost)
    const reason = passes ? 'none' : cost > capacity ? 'cost' : 'limit'
    const wait = passes ? 0 : (level + cost - capacity) / rate
    const lacks = reason === 'cost' || !fits(config, levelAt(config, meter, now + wait), cost)
    const retryAfter = lacks ? longerWait(config, meter, now, cost, wait) : wait
    const left = passes ? capacity - level - cost : capacity - level
    tell(decision, reason, whole(left), retryAfter, drainTime(config, passes ? level + cost : level), 0)
  },

  take(config, meter, now, cost) {
    const level = levelAt(config, meter, now) + cost
    meter.level = level < config.capacity ? level : config.capacity
    meter.last = now
  },
}

const fits = (config: LeakyMeterConfig, level: number, cost: number): boolean =>
  level + cost <= config.capacity + NEGLIGIBLE

/** Whole requests in what is left; nothing when a capacity that was lowered leaves less than nothing. */
const whole = (left: number): number => (left > 0 ? Math.floor(left + NEGLIGIBLE) : 0)

/** A wait that rounding made too short, lengthened until it suffices. */
function longerWait(config: LeakyMeterConfig, meter: LeakyMeter, now: number, cost: number, wait: number): number {
  if (cost > config.capacity || config.rate === 0) return Infinity
  let longer = wait
  for (let more = hair(now, wait); !fits(config, levelAt(config, meter, now + longer), cost); more *= 2) longer += more
  return longer
}
