import type { Millis } from '../../../units.ts'

/** Room for names at the left, and at the right end of the time axis. */
export const LABEL = 92
export const RIGHT = 16
export const TOP = 24
export const ROW = 30
export const BAR = 20

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
