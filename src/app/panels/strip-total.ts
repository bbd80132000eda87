import type { Millis } from '../../units.ts'

/** The share of the strip that a run may fill before the strip stands for more time. */
const FULL = 0.95
const FACTORS = [1, 2, 3, 6, 12, 30, 60]

/** The time at the right end of the scrubber: a round number that leaves the run some room to grow. */
export function stripTotal(end: Millis, least: Millis): Millis {
  const wanted = Math.max(end / FULL, least)
  let unit = 1000
  while (unit * 60 < wanted) unit *= 60
  return (FACTORS.find((factor) => factor * unit >= wanted) ?? 60) * unit
}
