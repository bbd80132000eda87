import { CHECKS, SERVICES } from '../fleet.ts'

/** Rows of a service: one for each check, and one for its rotation. */
export const ROWS_EACH = CHECKS + 1
const ROWS = SERVICES * ROWS_EACH
const KEPT = 1024

/** All replicas pass, some do, or none does. */
export const ALL = 0
export const SOME = 1
export const NONE = 2
/** More get traffic than pass: panic. */
export const PANIC = 3

/** How the rows of the status strips have changed: a ring of plain columns. */
export interface Strips {
  readonly at: Float64Array
  readonly row: Uint8Array
  readonly level: Uint8Array
  total: number
  /** By row: the level now, and the one before the oldest change that is kept. */
  readonly now: Uint8Array
  readonly before: Uint8Array
}

/** Rows on which all is well. */
export const newStrips = (): Strips => ({
  at: new Float64Array(KEPT),
  row: new Uint8Array(KEPT),
  level: new Uint8Array(KEPT),
  total: 0,
  now: new Uint8Array(ROWS),
  before: new Uint8Array(ROWS),
})

/** The level of so many out of all. */
export const levelOf = (good: number, all: number): number => (good >= all ? ALL : good > 0 ? SOME : NONE)

/** Notes the level of a row, if it has changed. */
export function noteLevel(strips: Strips, row: number, level: number, now: number): void {
  if (strips.now[row] === level) return
  const place = strips.total % KEPT
  if (strips.total >= KEPT) strips.before[strips.row[place] as number] = strips.level[place] as number
  strips.now[row] = level
  strips.at[place] = now
  strips.row[place] = row
  strips.level[place] = level
  strips.total += 1
}

/** The changes that are kept, oldest first. */
export function changesOf(
  strips: Strips,
): readonly { readonly at: number; readonly row: number; readonly level: number }[] {
  const first = Math.max(0, strips.total - KEPT)
  return Array.from({ length: strips.total - first }, (_, i) => {
    const place = (first + i) % KEPT
    return {
      at: strips.at[place] as number,
      row: strips.row[place] as number,
      level: strips.level[place] as number,
    }
  })
}
