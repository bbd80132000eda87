import type { Algorithm } from './algorithm.ts'
import { type FixedWindow, type FixedWindowConfig, fixedWindow } from './fixed-window.ts'
import { type Gcra, type GcraConfig, gcra } from './gcra.ts'
import { type LeakyMeter, type LeakyMeterConfig, leakyMeter } from './leaky-meter.ts'
import { type LeakyQueue, type LeakyQueueConfig, leakyQueue } from './leaky-queue.ts'
import {
  type ReferenceLeakyBucket,
  type ReferenceLeakyBucketConfig,
  type ReferenceLog,
  type ReferenceSlidingWindowConfig,
  type ReferenceTokenBucketConfig,
  referenceLeakyBucket,
  referenceSlidingWindow,
  referenceTokenBucket,
} from './reference.ts'
import { type SlidingCounter, type SlidingCounterConfig, slidingCounter } from './sliding-counter.ts'
import { type SlidingLog, type SlidingLogConfig, slidingLog } from './sliding-log.ts'
import { type TokenBucket, type TokenBucketConfig, tokenBucket } from './token-bucket.ts'

/** A limiter as plain data: which algorithm, and its numbers. */
export type LimiterConfig =
  | TokenBucketConfig
  | SlidingLogConfig
  | SlidingCounterConfig
  | FixedWindowConfig
  | LeakyQueueConfig
  | LeakyMeterConfig
  | GcraConfig
  | ReferenceTokenBucketConfig
  | ReferenceSlidingWindowConfig
  | ReferenceLeakyBucketConfig

export type LimiterKind = LimiterConfig['kind']

/** What each algorithm keeps for one key. */
interface States {
  readonly tokenBucket: TokenBucket
  readonly slidingLog: SlidingLog
  readonly slidingCounter: SlidingCounter
  readonly fixedWindow: FixedWindow
  readonly leakyQueue: LeakyQueue
  readonly leakyMeter: LeakyMeter
  readonly gcra: Gcra
  readonly referenceTokenBucket: TokenBucket
  readonly referenceSlidingWindow: ReferenceLog
  readonly referenceLeakyBucket: ReferenceLeakyBucket
}

/** What a limiter of that configuration keeps for one key. */
export type StateOf<Config extends LimiterConfig> = States[Config['kind']]

const algorithms: {
  readonly [Kind in LimiterKind]: Algorithm<Extract<LimiterConfig, { readonly kind: Kind }>, States[Kind]>
} = {
  tokenBucket,
  slidingLog,
  slidingCounter,
  fixedWindow,
  leakyQueue,
  leakyMeter,
  gcra,
  referenceTokenBucket,
  referenceSlidingWindow,
  referenceLeakyBucket,
}

/** The algorithm of a configuration; the table above pairs each kind with the state it keeps. */
export const algorithmOf = <Config extends LimiterConfig>(config: Config): Algorithm<Config, StateOf<Config>> =>
  algorithms[config.kind] as unknown as Algorithm<Config, StateOf<Config>>
