/** The vertical range of a chart, and since when (wall time in milliseconds) it has been far too large. */
export interface Range {
  readonly bottom: number
  readonly top: number
  readonly roomySince: number | undefined
}

/** Tops whose half is as easy to read as they are. */
const TOPS = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10]
/** A range shrinks only after so much wall time in which half of it was enough. */
const PATIENCE = 3000

/** The smallest easy top that is at least `value`, for a value above 0. */
export function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  // A hair of tolerance: 0.3 is 0.30000000000000004 as often as not.
  const factor = TOPS.find((top) => top * power >= value * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(12))
}

/** The easy range around the values from `low` to `high`; it holds 0, in the middle when values lie on both sides. */
export function niceRange(low: number, high: number): { readonly bottom: number; readonly top: number } {
  const up = high > 0 ? niceTop(high) : 0
  const down = low < 0 ? niceTop(-low) : 0
  if (up === 0 && down === 0) return { bottom: 0, top: 1 }
  const both = Math.max(up, down)
  return up > 0 && down > 0 ? { bottom: -both, top: both } : { bottom: 0 - down, top: up }
}

/** The next range: it grows at once, and shrinks when for three seconds of wall time (`at`) half of it was enough. */
export function stickyRange(before: Range | undefined, low: number, high: number, at: number): Range {
  const { bottom, top } = niceRange(low, high)
  if (!before) return { bottom, top, roomySince: undefined }
  if (top > before.top || bottom < before.bottom) {
    return { ...niceRange(Math.min(bottom, before.bottom), Math.max(top, before.top)), roomySince: undefined }
  }
  if ((top - bottom) * 2 > before.top - before.bottom) {
    return before.roomySince === undefined ? before : { ...before, roomySince: undefined }
  }
  const roomySince = before.roomySince ?? at
  return at - roomySince >= PATIENCE ? { bottom, top, roomySince: undefined } : { ...before, roomySince }
}

/** Three ticks: both ends and the middle. */
export function rangeTicks({ bottom, top }: Range): readonly number[] {
  return [bottom, (bottom + top) / 2, top]
}
