import { decide } from '../../src/engines/rate-limit/algorithm.ts'
import { blankDecision, type Decision } from '../../src/engines/rate-limit/decision.ts'
import {
  atomicWindow,
  createServer,
  createTrip,
  type DistributedConfig,
  firstTrip,
  secondTrip,
  verdict,
} from '../../src/engines/rate-limit/distributed.ts'
import { hybrid } from '../../src/engines/rate-limit/hybrid.ts'
import { createKeyed } from '../../src/engines/rate-limit/keyed.ts'
import type { LimiterConfig, StateOf } from '../../src/engines/rate-limit/limiter.ts'
import { multiTier } from '../../src/engines/rate-limit/multi-tier.ts'
import { decideFor } from '../../src/engines/rate-limit/per-key.ts'
import { blankReservation, createReserved, reserve } from '../../src/engines/rate-limit/reservation.ts'
import { createTiers, decideByTiers, type TiersConfig } from '../../src/engines/rate-limit/tiers.ts'
import { type TokenBucket, tokenBucket } from '../../src/engines/rate-limit/token-bucket.ts'
import { seededStreams, streams } from '../../src/sim/random.ts'
import { type Extent, type Measure, perUnit } from './model.ts'

/** So many requests of a key pass in a window of milliseconds; the rate, 1/512, is exact in binary. */
export const LIMIT = 125
export const WINDOW = 64_000
const RATE = LIMIT / WINDOW

/** The numbers of keys that limiters are measured with, in this order: one key takes none but ways that are warm. */
export const KEYS = [100, 1] as const

/** Requests in whole milliseconds, so that no rounding decides, at twice what a key is allowed. */
export interface Arrivals {
  readonly keys: Int32Array
  readonly times: Float64Array
}

/** Decides one request; true when it passes. */
export type Decide = (key: number, now: number) => boolean

/** The arrivals for as many keys as the size says, spread evenly over them; the warm ones first. */
export function arrivals({ size, warm, events }: Extent): Arrivals {
  const { gaps, who } = streams(seededStreams(1, ['gaps', 'who']), ['gaps', 'who'])
  const keys = new Int32Array(warm + events)
  const times = new Float64Array(warm + events)
  const mean = 1 / (2 * RATE * size)
  let now = 0
  for (let i = 0; i < times.length; i += 1) {
    now += gaps.exponential(mean)
    times[i] = Math.floor(now)
    keys[i] = who.below(size)
  }
  return { keys, times }
}

const kinds = {
  tokenBucket: { kind: 'tokenBucket', rate: RATE, capacity: LIMIT },
  slidingLog: { kind: 'slidingLog', limit: LIMIT, window: WINDOW, edge: 'halfOpen' },
  slidingCounter: { kind: 'slidingCounter', limit: LIMIT, window: WINDOW, passes: 'fits' },
  fixedWindow: { kind: 'fixedWindow', limit: LIMIT, window: WINDOW, starts: 'firstRequest' },
  clockWindow: { kind: 'fixedWindow', limit: LIMIT, window: WINDOW, starts: 'clock' },
  leakyQueue: { kind: 'leakyQueue', rate: RATE, capacity: LIMIT - 1 },
  leakyMeter: { kind: 'leakyMeter', rate: RATE, capacity: LIMIT },
  gcra: { kind: 'gcra', rate: RATE, burst: LIMIT - 1 },
} as const satisfies Readonly<Record<string, LimiterConfig>>

function perKey<Config extends LimiterConfig>(config: Config): Decide {
  const keyed = createKeyed<StateOf<Config>>()
  const decision = blankDecision()
  return (key, now) => {
    decideFor(config, keyed, key, now, 1, decision)
    return decision.allowed
  }
}

/** A bucket for each key in an array, without the table of keys. */
function bucketArray(keys: number): Decide {
  const buckets = Array.from({ length: keys }, () => tokenBucket.create(kinds.tokenBucket, 0))
  const decision = blankDecision()
  return (key, now) => {
    decide(tokenBucket, kinds.tokenBucket, buckets[key] as TokenBucket, now, 1, decision)
    return decision.allowed
  }
}

/** The rule of the token bucket and nothing besides: yes or no, numbers that are constants, no clock set back. */
function bareBucket(keys: number): Decide {
  const tokens = new Float64Array(keys).fill(LIMIT)
  const last = new Float64Array(keys)
  return (key, now) => {
    const refilled = (tokens[key] as number) + (now - (last[key] as number)) * RATE
    const capped = refilled > LIMIT ? LIMIT : refilled
    if (capped < 1) return false
    tokens[key] = capped - 1
    last[key] = now
    return true
  }
}

function byTiers(config: TiersConfig): Decide {
  const tiers = createTiers(config)
  const decision = blankDecision()
  return (key, now) => {
    decideByTiers(config, tiers, now, key, key, 1, decision)
    return decision.allowed
  }
}

const threeLimits = hybrid({
  burstRate: RATE,
  burstCapacity: LIMIT,
  userLimit: LIMIT,
  userWindow: WINDOW,
  addressLimit: LIMIT,
  addressWindow: WINDOW,
})

const threeTiers = (keys: number): TiersConfig =>
  multiTier({
    user: kinds.tokenBucket,
    address: kinds.slidingCounter,
    global: { ...kinds.tokenBucket, rate: RATE * keys, capacity: LIMIT * keys },
  })

/** Spent now or never: a reservation that may wait for nothing. */
function reserving(keys: number): Decide {
  const buckets = Array.from({ length: keys }, () => createReserved(kinds.tokenBucket, 0))
  const reservation = blankReservation()
  return (key, now) => {
    reserve(kinds.tokenBucket, buckets[key] as (typeof buckets)[number], now, 1, 0, reservation)
    return reservation.granted
  }
}

/** Gateway and server without the way between them: what a decision costs both together. */
function distributed(config: DistributedConfig): Decide {
  const server = createServer()
  const trip = createTrip()
  const decision: Decision = blankDecision()
  return (key, now) => {
    firstTrip(config, server, key, now, now, 1, trip)
    secondTrip(config, server, key, now, trip, verdict(config, trip, decision))
    return decision.allowed
  }
}

/** Each limiter of the engine by its public verbs, for a number of keys; and the bare rule, as a yardstick. */
export const limiters = {
  bareBucket,
  bucketArray,
  tokenBucket: () => perKey(kinds.tokenBucket),
  slidingLog: () => perKey(kinds.slidingLog),
  slidingCounter: () => perKey(kinds.slidingCounter),
  fixedWindow: () => perKey(kinds.fixedWindow),
  clockWindow: () => perKey(kinds.clockWindow),
  leakyQueue: () => perKey(kinds.leakyQueue),
  leakyMeter: () => perKey(kinds.leakyMeter),
  gcra: () => perKey(kinds.gcra),
  reservation: reserving,
  hybrid: () => byTiers(threeLimits),
  multiTier: (keys) => byTiers(threeTiers(keys)),
  distributed: () => distributed(atomicWindow(LIMIT, WINDOW)),
  twoTrips: () => distributed({ ...atomicWindow(LIMIT, WINDOW), order: 'readThenAdd' }),
} as const satisfies Readonly<Record<string, (keys: number) => Decide>>

export type LimiterName = keyof typeof limiters

/** Measures with each number of keys, one after the other in one process. */
export async function forKeys(
  measure: (extent: Extent) => Measure | Promise<Measure>,
  extent: Extent,
): Promise<readonly Measure[]> {
  const measures: Measure[] = []
  for (const size of KEYS) measures.push(await measure({ ...extent, size }))
  return measures
}

/** Decisions one after the other, of arrivals made beforehand. */
export function measureLimiter(name: LimiterName, extent: Extent): Measure {
  const { keys, times } = arrivals(extent)
  const decide = limiters[name](extent.size)
  let done = 0
  let admitted = 0
  const run = (end: number): void => {
    for (; done < end; done += 1) {
      if (decide(keys[done] as number, times[done] as number)) admitted += 1
    }
  }
  run(extent.warm)
  const nanoseconds = perUnit(
    () => done,
    () => run(times.length),
  )
  return { nanoseconds, clock: times.at(-1) ?? NaN, counts: [admitted] }
}
