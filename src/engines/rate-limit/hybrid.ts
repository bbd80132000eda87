import { UNBOUNDED } from './keyed.ts'
import type { TiersConfig } from './tiers.ts'

/** The numbers of a hybrid limiter, by default those of the document: rates per second, windows in seconds. */
export interface HybridNumbers {
  readonly burstRate: number
  readonly burstCapacity: number
  readonly userLimit: number
  readonly userWindow: number
  readonly addressLimit: number
  readonly addressWindow: number
}

/** 100/s with bursts of 200, 1000 a minute per user, 100 a minute per address: the last always binds first (D12). */
export const documentHybrid: HybridNumbers = {
  burstRate: 100,
  burstCapacity: 200,
  userLimit: 1000,
  userWindow: 60,
  addressLimit: 100,
  addressWindow: 60,
}

/**
 * Burst bucket of the user, sustained window of the user, window of the address, all checked before any takes; one
 * decision with its reason in place of a pair that is always true (B26).
 */
export const hybrid = (numbers: HybridNumbers, keys = UNBOUNDED): TiersConfig => ({
  commit: 'together',
  keys,
  tiers: [
    {
      name: 'burst',
      by: 'user',
      limit: { kind: 'tokenBucket', rate: numbers.burstRate, capacity: numbers.burstCapacity },
    },
    {
      name: 'sustained',
      by: 'user',
      limit: { kind: 'slidingLog', limit: numbers.userLimit, window: numbers.userWindow, edge: 'halfOpen' },
    },
    {
      name: 'address',
      by: 'address',
      limit: { kind: 'slidingLog', limit: numbers.addressLimit, window: numbers.addressWindow, edge: 'halfOpen' },
    },
  ],
})

/** The document's hybrid, faults included: its own limiters, each taking as it passes (B25). */
export const referenceHybrid = (numbers: HybridNumbers): TiersConfig => ({
  commit: 'asItGoes',
  keys: UNBOUNDED,
  tiers: [
    {
      name: 'burst',
      by: 'user',
      limit: { kind: 'referenceTokenBucket', rate: numbers.burstRate, capacity: numbers.burstCapacity },
    },
    {
      name: 'sustained',
      by: 'user',
      limit: { kind: 'referenceSlidingWindow', limit: numbers.userLimit, window: numbers.userWindow },
    },
    {
      name: 'address',
      by: 'address',
      limit: { kind: 'referenceSlidingWindow', limit: numbers.addressLimit, window: numbers.addressWindow },
    },
  ],
})
