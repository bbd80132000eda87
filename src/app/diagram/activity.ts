/** Milliseconds of wall time over which activity fades to a third: it is gone within about one second. */
const fading = 400
/** Rates are looked at twelve times a second, as finer steps would flicker. */
const period = 80

/** A frame that was under way when the run was paused still belongs to the playing. */
const grace = 250

/** How often each part was taken lately, in wall time. */
export interface Activity {
  /** Times a second, per part. */
  readonly rates: Float64Array
  /** Takes in the counts at a moment of wall time; true when the rates were brought up to date. */
  note(counts: ArrayLike<number>, now: number, playing: boolean): boolean
}

/**
 * Watches counts of `size` parts from index `offset`. While playing, rates follow the growth of counts; a pause keeps
 * them, so that the paused picture still says what went on; a step or a jump clears them.
 */
export function activity(size: number, offset: number): Activity {
  const rates = new Float64Array(size)
  const before = new Float64Array(size)
  let last = Number.NaN
  let played = Number.NEGATIVE_INFINITY
  return {
    rates,
    note(counts, now, plays) {
      const first = Number.isNaN(last)
      if (plays) played = now
      const playing = plays || now - played < grace
      if (plays && !first && now - last < period) return false
      const elapsed = first ? period : Math.max(1, now - last)
      const keeps = Math.exp(-elapsed / fading)
      let moved = false
      for (let part = 0; part < size; part += 1) {
        const count = counts[offset + part] ?? 0
        const grown = count - (before[part] ?? 0)
        before[part] = count
        if (grown !== 0 && !playing) moved = true
        if (grown < 0) moved = true
        // In a steady flow this settles at the rate whatever the length of the steps.
        if (playing) rates[part] = (rates[part] ?? 0) * keeps + (Math.max(0, grown) / elapsed) * 1000 * (1 - keeps)
      }
      if (moved || first) rates.fill(0)
      last = now
      return true
    },
  }
}

/** Width of a line by the logarithm of its rate: 1.75 pixels at one a second and less, 5 at a hundred and more. */
export function heatWidth(rate: number): number {
  const decades = Math.log10(Math.max(1, Math.min(100, rate)))
  return 1.75 + (3.25 * decades) / 2
}
