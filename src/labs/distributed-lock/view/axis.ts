import type { Millis } from '../../../units.ts'

/** Room for names at the left, and at the right end of the time axis. */
export const LABEL = 92
export const RIGHT = 16
export const TOP = 24
/** A bar is so much lower than its row. */
const GAP = 10

const STEPS: readonly Millis[] = [100, 200, 500, 1000, 2000, 5000, 10_000]
/** Ticks stand at least so far apart. */
const APART = 56

/** Where a time stands in a picture. */
export type Scale = (time: Millis) => number

/** A linear scale between two times over a width; times outside are held at its ends. */
export function scaled(from: Millis, to: Millis, width: number): Scale {
  const wide = Math.max(80, width - LABEL - RIGHT)
  return (time) => LABEL + ((Math.min(Math.max(time, from), to) - from) * wide) / (to - from)
}

/** Times at which the axis has a tick, and their words. */
export function ticks(from: Millis, to: Millis, width: number): readonly { at: Millis; text: string }[] {
  const step = STEPS.find((length) => ((to - from) / length) * APART <= width - LABEL - RIGHT) ?? 20_000
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => ({
    at: (first + i) * step,
    text: `${((first + i) * step) / 1000} s`,
  }))
}

/** How high a row and a bar in it are. */
export interface Heights {
  readonly row: number
  readonly bar: number
}

/** Rows of a height between 24 and `most` that share the room there is. */
export function rowHeights(rows: number, room: number, most: number): Heights {
  const row = Math.floor(Math.min(most, Math.max(24, room / rows)))
  return { row, bar: row - GAP }
}
