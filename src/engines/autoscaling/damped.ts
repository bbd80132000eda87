/**
 * A rule that makes good a share of what is missing: at gain 1 all of it, as a ratio rule does, below 1 less. `need`
 * and `had` are the instances needed and had when the metric was measured, which may be a while ago. Not rounded:
 * whoever applies it rounds.
 */
export const dampedWanted = (gain: number, current: number, need: number, had: number): number =>
  current + gain * (need - had)
