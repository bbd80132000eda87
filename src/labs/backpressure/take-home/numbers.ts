import type { CreditConfig } from '../../../engines/backpressure/credit.ts'
import type { LimitConfig } from '../../../engines/backpressure/limit/config.ts'
import type { QueueConfig } from '../../../engines/backpressure/queue.ts'
import type { Millis } from '../../../units.ts'

/** What an export needs to know of a tuned queue, its producers and its consumers. */
export interface PressureNumbers {
  readonly queue: QueueConfig
  readonly credit: CreditConfig
  readonly limit: LimitConfig
  /** Items in work at once. */
  readonly consumers: number
  /** Mean time of an item in work. */
  readonly serviceTime: Millis
}

/** A number without the noise of binary fractions. */
export const plain = (value: number): number => Number(value.toPrecision(6))

/** A duration in seconds, as plain as it can be written. */
export const seconds = (time: Millis): string => `${plain(time / 1000)}s`

/** Lines of text, those of `undefined` left out, with a newline at the end. */
export const text = (lines: readonly (string | undefined)[]): string =>
  `${lines.filter((line) => line !== undefined).join('\n')}\n`

/** Notes as comments. */
export const comments = (mark: string, notes: readonly (string | undefined)[]): readonly string[] =>
  notes.flatMap((note) => (note === undefined ? [] : [`${mark} ${note}`]))
