import { atomicWindow, type DistributedConfig, referenceWindow } from '../../engines/rate-limit/distributed.ts'
import { type HybridNumbers, hybrid, referenceHybrid } from '../../engines/rate-limit/hybrid.ts'
import type { LimiterConfig } from '../../engines/rate-limit/limiter.ts'
import { multiTier } from '../../engines/rate-limit/multi-tier.ts'
import type { TiersConfig } from '../../engines/rate-limit/tiers.ts'
import type { Millis } from '../../units.ts'
import { type LaneKey, laneOf } from './lanes.ts'
import type { LimiterParams } from './params.ts'

/** Lanes that hold one limiter for each key, with the configuration in force. Times are milliseconds. */
export interface Configs {
  readonly single: readonly { readonly lane: number; readonly config: LimiterConfig }[]
  readonly hybrid: TiersConfig
  readonly referenceHybrid: TiersConfig
  readonly gates: TiersConfig
  readonly shared: DistributedConfig
  readonly referenceShared: DistributedConfig
}

/** The few numbers that a level moves by, in force since a time. */
export interface Rules {
  readonly since: Millis
  readonly limit: number
  readonly window: Millis
  readonly capacity: number
  /** Tokens per millisecond. */
  readonly refill: number
  /** How far the limiters' clock is from virtual time. */
  readonly offset: Millis
}

const perMilli = (rate: number): number => rate / 1000

function single(params: LimiterParams): Configs['single'] {
  const { limit, window, capacity } = params
  const rate = perMilli(params.refill)
  const configs: Partial<Record<LaneKey, LimiterConfig>> = {
    tokenBucket: { kind: 'tokenBucket', rate, capacity },
    slidingLog: { kind: 'slidingLog', limit, window, edge: 'halfOpen' },
    slidingCounter: { kind: 'slidingCounter', limit, window, passes: 'fits' },
    fixedWindow: { kind: 'fixedWindow', limit, window, starts: 'clock' },
    leakyQueue: { kind: 'leakyQueue', rate, capacity },
    leakyMeter: { kind: 'leakyMeter', rate, capacity },
    gcra: { kind: 'gcra', rate, burst: capacity - 1 },
    referenceToken: { kind: 'referenceTokenBucket', rate, capacity },
    referenceLog: { kind: 'referenceSlidingWindow', limit, window },
    referenceLeaky: { kind: 'referenceLeakyBucket', rate, capacity },
  }
  return (Object.entries(configs) as [LaneKey, LimiterConfig][]).map(([key, config]) => ({ lane: laneOf[key], config }))
}

const hybridNumbers = (params: LimiterParams): HybridNumbers => ({
  burstRate: perMilli(params.hybridRate),
  burstCapacity: params.hybridBurst,
  userLimit: params.hybridLimit,
  userWindow: params.hybridWindow,
  addressLimit: params.hybridAddress,
  addressWindow: params.hybridWindow,
})

/**
 * Whether a window is an int in the document's code, which counts in seconds; the server takes no other expiry (B22).
 */
export const wholeSeconds = (window: Millis): boolean => window % 1000 === 0

const aSecondsWorth = (rate: number): LimiterConfig => ({ kind: 'tokenBucket', rate: perMilli(rate), capacity: rate })

/** The configurations of all limiters under the parameters. */
export function configsOf(params: LimiterParams): Configs {
  const { limit, window, order, member, clock, unreachable } = params
  return {
    single: single(params),
    hybrid: hybrid(hybridNumbers(params)),
    referenceHybrid: referenceHybrid(hybridNumbers(params)),
    gates: multiTier(
      {
        user: { kind: 'tokenBucket', rate: perMilli(params.userRate), capacity: params.userBurst },
        address: aSecondsWorth(params.addressRate),
        global: aSecondsWorth(params.globalRate),
      },
      params.commit,
    ),
    shared: { ...atomicWindow(limit, window), order, member, clock, unreachable },
    referenceShared: { ...referenceWindow(limit, window, !wholeSeconds(window)), unreachable },
  }
}

/** The numbers in force from `since` on. */
export const rulesOf = (params: LimiterParams, since: Millis, offset: Millis): Rules => ({
  since,
  limit: params.limit,
  window: params.window,
  capacity: params.capacity,
  refill: perMilli(params.refill),
  offset,
})

/** Parameters whose change begins the measures of admitted calls anew. */
export const measured = [
  'limit',
  'window',
  'capacity',
  'refill',
  'countBy',
  'watched',
  'cost',
  'order',
  'member',
  'clock',
  'unreachable',
  'userRate',
  'userBurst',
  'addressRate',
  'globalRate',
  'hybridRate',
  'hybridBurst',
  'hybridLimit',
  'hybridAddress',
  'hybridWindow',
] as const satisfies readonly (keyof LimiterParams)[]
