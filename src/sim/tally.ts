/** How often each part was taken, and the last time of each with its numbers. */
export interface Tally {
  readonly counts: Float64Array
  readonly lastTime: Float64Array
  readonly lastEvent: Float64Array
  readonly numbers: Float64Array
}

/** A tally of so many parts whose columns lie behind one another in `marks`, where one look finds them all. */
export function tallyOver(marks: Float64Array, parts: number): Tally {
  return {
    counts: marks.subarray(0, parts),
    lastTime: marks.subarray(parts, 2 * parts).fill(NaN),
    lastEvent: marks.subarray(2 * parts, 3 * parts),
    numbers: marks.subarray(3 * parts),
  }
}
