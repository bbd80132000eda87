import type { Millis } from '../../../units.ts'

/** What a law is held against: the mean depth and the share lost since the settings changed last. */
export interface Averages {
  since: Millis
  /** Items waiting × time up to `at`. */
  area: number
  at: Millis
  offered: number
  lost: number
}

/** Measured from `now` on. */
export const createAverages = (now: Millis, offered: number, lost: number): Averages => ({
  since: now,
  area: 0,
  at: now,
  offered,
  lost,
})

/** The depth has been `depth` up to now. */
export function integrate(averages: Averages, depth: number, now: Millis): void {
  averages.area += depth * (now - averages.at)
  averages.at = now
}

/** The mean depth so far; NaN at the very beginning. */
export const meanDepth = ({ area, at, since }: Averages, depth: number, now: Millis): number =>
  (area + depth * (now - at)) / (now - since)
