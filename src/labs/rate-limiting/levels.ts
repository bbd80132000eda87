import { entriesOf } from '../../engines/rate-limit/distributed.ts'
import type { FixedWindow } from '../../engines/rate-limit/fixed-window.ts'
import type { Gcra } from '../../engines/rate-limit/gcra.ts'
import { type Keyed, known } from '../../engines/rate-limit/keyed.ts'
import { type LeakyMeter, levelAt } from '../../engines/rate-limit/leaky-meter.ts'
import type { LeakyQueue } from '../../engines/rate-limit/leaky-queue.ts'
import type { LimiterConfig, StateOf } from '../../engines/rate-limit/limiter.ts'
import { estimateAt, type SlidingCounter } from '../../engines/rate-limit/sliding-counter.ts'
import type { SlidingLog } from '../../engines/rate-limit/sliding-log.ts'
import { type Stamps, stampAt } from '../../engines/rate-limit/stamps.ts'
import { type TokenBucket, type TokenBucketConfig, tokensAt } from '../../engines/rate-limit/token-bucket.ts'
import type { Millis } from '../../units.ts'
import type { LimiterWorld } from './run/world.ts'

/** How many times of a queue, oldest first, lie before `time`, or not after it. */
function before(stamps: Stamps, time: Millis, orEqual: boolean): number {
  let low = 0
  let high = stamps.count
  while (low < high) {
    const middle = (low + high) >>> 1
    const stamp = stampAt(stamps, middle)
    if (stamp < time || (orEqual && stamp === time)) low = middle + 1
    else high = middle
  }
  return low
}

type Some = StateOf<LimiterConfig> | undefined

/** The level of a limiter of one key at a reading of its clock; nothing is forgotten by looking. */
function levelOfState(config: LimiterConfig, state: Some, clock: Millis): number {
  switch (config.kind) {
    case 'tokenBucket':
      return state === undefined ? config.capacity : tokensAt(config, state as TokenBucket, clock)
    case 'referenceTokenBucket': {
      if (state === undefined) return config.capacity
      const asCorrect: TokenBucketConfig = { kind: 'tokenBucket', rate: config.rate, capacity: config.capacity }
      return tokensAt(asCorrect, state as TokenBucket, clock)
    }
    case 'slidingLog':
    case 'referenceSlidingWindow': {
      if (state === undefined) return 0
      const { stamps } = state as SlidingLog
      return stamps.count - before(stamps, clock - config.window, config.kind === 'slidingLog')
    }
    case 'slidingCounter':
      return state === undefined ? 0 : estimateAt(config, state as SlidingCounter, clock)
    case 'fixedWindow': {
      if (state === undefined) return 0
      const { start, count } = state as FixedWindow
      return clock >= start + config.window ? 0 : count
    }
    case 'leakyQueue': {
      if (state === undefined) return 0
      const { waiting } = state as LeakyQueue
      return waiting.count - before(waiting, clock, true)
    }
    case 'leakyMeter':
      return state === undefined ? 0 : levelAt(config, state as LeakyMeter, clock)
    case 'referenceLeakyBucket':
      return state === undefined ? 0 : (state as { readonly stamps: Stamps }).stamps.count
    case 'gcra': {
      const ahead = state === undefined ? 0 : (state as Gcra).due - clock
      return ahead > 0 ? ahead * config.rate : 0
    }
  }
}

/** The level of a lane that keeps one limiter for each key. */
export function singleLevel(
  world: LimiterWorld,
  config: LimiterConfig,
  lane: number,
  key: number,
  now: Millis,
): number {
  const store = world.limiters.stores[lane] as Keyed<StateOf<LimiterConfig>>
  return levelOfState(config, known(store, key), now + world.offset)
}

/** Entries that the shared server holds for a key. */
export const sharedLevel = (world: LimiterWorld, reference: boolean, key: number): number =>
  entriesOf(reference ? world.limiters.referenceShared : world.limiters.shared, key)
