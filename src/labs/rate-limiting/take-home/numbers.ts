import type { Millis } from '../../../units.ts'

/** The algorithms of the lab, as configuration exports tell them apart. */
export type ExportedAlgorithm =
  | 'tokenBucket'
  | 'gcra'
  | 'leakyMeter'
  | 'leakyQueue'
  | 'fixedWindow'
  | 'slidingLog'
  | 'slidingCounter'
  | 'distributed'
  | 'hybrid'
  | 'multiTier'

/** What an export needs to know of a tuned limiter. */
export interface LimiterNumbers {
  readonly algorithm: ExportedAlgorithm
  /** What buckets and queues refill or drain by. */
  readonly ratePerSecond: number
  /** Depth of the bucket, or places of the queue; requests. */
  readonly capacity: number
  /** Requests in one window. */
  readonly limit: number
  readonly window: Millis
  /** Requests of one address in one window, where addresses are limited too. */
  readonly addressLimit?: number
  readonly addressWindow?: Millis
  /** Requests a second of all together, where they are limited too. */
  readonly globalPerSecond?: number
}

/** Whether the numbers of a bucket matter: a rate and a capacity. */
export const hasBucket = ({ algorithm }: LimiterNumbers): boolean =>
  ['tokenBucket', 'gcra', 'leakyMeter', 'leakyQueue', 'hybrid', 'multiTier'].includes(algorithm)

/** Whether the numbers of a window matter: a limit and its window. */
export const hasWindow = ({ algorithm }: LimiterNumbers): boolean =>
  ['fixedWindow', 'slidingLog', 'slidingCounter', 'distributed', 'hybrid'].includes(algorithm)

/** Requests that pass at once from idle: the depth of a bucket; one more than the places of a queue. */
export const burstOf = ({ algorithm, capacity }: LimiterNumbers): number =>
  Math.max(1, Math.floor(capacity)) + (algorithm === 'leakyQueue' ? 1 : 0)

/** A limit by address, as numbers; none where addresses are not limited. */
export function addressOf(numbers: LimiterNumbers): { readonly limit: number; readonly window: Millis } | undefined {
  const { addressLimit, addressWindow } = numbers
  return addressLimit === undefined || addressWindow === undefined
    ? undefined
    : { limit: addressLimit, window: addressWindow }
}

/** A number without the noise of binary fractions. */
export const plain = (value: number): number => Number(value.toPrecision(6))

/** A duration in seconds, as plain as it can be written. */
export const seconds = (time: Millis): string => `${plain(time / 1000)}s`

const units = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

export type TimeUnit = keyof typeof units

/** A limit per window in terms of one unit. */
export interface UnitLimit {
  readonly unit: TimeUnit
  /** A whole number, 1 or more. */
  readonly requests: number
  /** The window is the unit, and nothing was rounded. */
  readonly exact: boolean
  /** Requests were rounded down to a whole number, or up to the one that there must be. */
  readonly rounded: boolean
}

const names = Object.keys(units) as TimeUnit[]

/** Seconds in a unit. */
export const secondsIn = (unit: TimeUnit): number => units[unit] / 1000

/**
 * A window for systems that count whole requests in units: the unit itself; else the longest below it that holds one
 * request, so that bursts stay small; else the shortest in which the requests are whole, or one at least.
 */
export function perUnit(limit: number, window: Millis): UnitLimit {
  const inUnit = (unit: TimeUnit) => plain((limit * units[unit]) / window)
  const same = names.find((unit) => units[unit] === window && Number.isInteger(limit) && limit > 0)
  if (same !== undefined) return { unit: same, requests: limit, exact: true, rounded: false }
  const unit =
    names.findLast((one) => units[one] < window && inUnit(one) >= 1) ??
    names.find((one) => units[one] >= window && inUnit(one) >= 1 && Number.isInteger(inUnit(one))) ??
    names.find((one) => inUnit(one) >= 1) ??
    'day'
  const requests = Math.max(1, Math.floor(inUnit(unit)))
  return { unit, requests, exact: false, rounded: requests !== inUnit(unit) }
}

/** Lines of text, those of `undefined` left out, with a newline at the end. */
export const text = (lines: readonly (string | undefined)[]): string =>
  `${lines.filter((line) => line !== undefined).join('\n')}\n`

/** Notes as comments. */
export const comments = (mark: string, notes: readonly (string | undefined)[]): readonly string[] =>
  notes.flatMap((note) => (note === undefined ? [] : [`${mark} ${note}`]))
