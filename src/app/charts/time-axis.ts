import { clock, type Millis } from '../../units.ts'
import type { View } from './view.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const STEPS: readonly Millis[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 4, 12, 24, 48].map((count) => count * HOUR),
]

export interface TimeTick {
  readonly at: Millis
  readonly label: string
}

/** A moment as short as ticks `step` apart allow: "00:14", "00:14.5". */
export function shortClock(at: Millis, step: Millis): string {
  const digits = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
  return clock(at).slice(0, digits === 0 ? -4 : digits - 3 || undefined)
}

/** Ticks at round moments of a view that is `width` pixels wide, at least `gap` pixels apart. */
export function timeTicks({ from, to }: View, width: number, gap = 58): readonly TimeTick[] {
  const least = ((to - from) * gap) / Math.max(1, width)
  const step = STEPS.find((candidate) => candidate >= least) ?? Math.ceil(least / HOUR) * HOUR
  const ticks: TimeTick[] = []
  for (let cell = Math.ceil(from / step); cell * step <= to; cell += 1) {
    ticks.push({ at: cell * step, label: shortClock(cell * step, step) })
  }
  return ticks
}
