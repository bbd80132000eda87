import { number } from '../units.ts'
import { LARGEST_RATE } from './trace.ts'

/** A point as it was written: seconds, requests per second, and its place in the text. */
export interface RawPoint {
  readonly seconds: number
  readonly rate: number
  readonly place: string
}

/** What a format was read into: its points, and what was wrong, place by place. */
export interface RawPoints {
  readonly points: readonly RawPoint[]
  readonly faults: readonly string[]
  readonly notices: readonly string[]
}

/** What is wrong with a rate, or undefined. */
export function faultOfRate(rate: number): string | undefined {
  if (Number.isNaN(rate)) return 'the rate is not a number'
  if (rate < 0) return 'the rate is negative'
  return rate > LARGEST_RATE ? `the rate is above ${number(LARGEST_RATE)}/s` : undefined
}
