import type { Algorithm } from './algorithm.ts'
import { hair, pass, refuse } from './decision.ts'

/**
 * Each request pours its cost into a bucket that leaks `rate` per unit of time; it passes at once when level + cost ≤
 * `capacity`. The mirror image of a token bucket.
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
    if (level + cost <= capacity) {
      pass(decision, Math.floor(capacity - level - cost), drainTime(config, level + cost))
    } else {
      const never = cost > capacity
      const wait = never || rate === 0 ? Infinity : waitFor(config, meter, now, cost, level)
      const left = level < capacity ? Math.floor(capacity - level) : 0
      refuse(decision, never ? 'cost' : 'limit', left, wait, drainTime(config, level))
    }
  },

  take(config, meter, now, cost) {
    meter.level = levelAt(config, meter, now) + cost
    meter.last = now
  },
}

function waitFor(config: LeakyMeterConfig, meter: LeakyMeter, now: number, cost: number, level: number): number {
  let wait = (level + cost - config.capacity) / config.rate
  for (let more = hair(now, wait); levelAt(config, meter, now + wait) + cost > config.capacity; more *= 2) wait += more
  return wait
}
