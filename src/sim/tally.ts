/** How many numbers a visit may carry. */
const NUMBERS = 4
/** What is kept of a part: how often it was taken, when and by which event last, its numbers, and room to the next. */
export const ROW = 8

/** The row of each part: where it lies is found once, not at every visit. */
export const rowsOf = (rows: Float64Array): readonly Float64Array[] =>
  Array.from({ length: rows.length / ROW }, (_, part) => rows.subarray(part * ROW, (part + 1) * ROW))

/** How often each part was taken, and the last time of each with its numbers. */
export interface Tally {
  readonly counts: Float64Array
  /** NaN before the first time. */
  readonly lastTime: Float64Array
  readonly lastEvent: Float64Array
  /** Four a part. */
  readonly numbers: Float64Array
}

/** A tally of so many parts, to be filled by `tell`. */
export const tally = (parts: number): Tally => ({
  counts: new Float64Array(parts),
  lastTime: new Float64Array(parts),
  lastEvent: new Float64Array(parts),
  numbers: new Float64Array(parts * NUMBERS),
})

/** Writes into a tally what the rows hold: visits write rows, since one row lies in one place of the memory. */
export function tell(into: Tally, rows: Float64Array): Tally {
  for (let part = 0; part < into.counts.length; part += 1) {
    const at = part * ROW
    const count = rows[at] as number
    into.counts[part] = count
    into.lastTime[part] = count === 0 ? NaN : (rows[at + 1] as number)
    into.lastEvent[part] = rows[at + 2] as number
    for (let i = 0; i < NUMBERS; i += 1) into.numbers[part * NUMBERS + i] = rows[at + 3 + i] as number
  }
  return into
}
