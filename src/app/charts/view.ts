import type { Millis } from '../../units.ts'
import type { ChartWindow } from '../../worker/protocol.ts'

/** A span of virtual time, `from` < `to`. */
export interface View {
  readonly from: Millis
  readonly to: Millis
}

/** More points than this in a series are not seen, and cost. */
const MOST_POINTS = 150
/** Spans of one sample or less show nothing. */
const LEAST_SAMPLES = 10
/** The share of the view that lies before the position while it follows. */
const AHEAD = 0.85

/** The time that charts show while they follow a run: 200 samples, or at high speed four seconds of the user's time. */
export function followedSpan(every: Millis, speed: number): Millis {
  return Math.max(200 * every, 4000 * speed)
}

/**
 * The view that follows a position: it stands still while the position lies in its first 85 %, moves along with it
 * from there on, and starts anew around a position that jumped out of it.
 */
export function followed(view: View | undefined, position: Millis, span: Millis): View {
  const from = view && Math.abs(view.to - view.from - span) < 1 ? view.from : undefined
  if (from !== undefined && position >= from && position <= from + span * AHEAD) return { from, to: from + span }
  const ahead = from !== undefined && position > from && position < from + span * 1.5
  const start = Math.max(0, position - span * (ahead || from === undefined ? AHEAD : 0.5))
  return { from: start, to: start + span }
}

/** A view `factor` times as long (below 1: zoomed in) around `center`, at least ten samples long and never before 0. */
export function zoomed(view: View, factor: number, center: Millis, every: Millis): View {
  const span = Math.max((view.to - view.from) * factor, LEAST_SAMPLES * every)
  const share = (center - view.from) / (view.to - view.from)
  const from = Math.max(0, center - span * share)
  return { from, to: from + span }
}

/** The view between two moments in either order, kept at least ten samples long. */
export function between(a: Millis, b: Millis, every: Millis): View {
  const from = Math.max(0, Math.min(a, b))
  return { from, to: Math.max(Math.max(a, b), from + LEAST_SAMPLES * every) }
}

/** The details to ask for to draw a view: a little more on both sides, so that moving on shows no gap. */
export function windowOf(view: View): ChartWindow {
  const margin = (view.to - view.from) / 16
  return { from: Math.max(0, view.from - margin), to: view.to + margin, points: MOST_POINTS }
}

export const sameSpan = (a: View, b: View): boolean => Math.abs(a.to - a.from - (b.to - b.from)) < 1e-6

/** The CSS transform that moves a plot drawn for one view to where another view, `width` pixels wide, has it. */
export function shift(drawn: View, view: View, width: number): string {
  const scale = width / (view.to - view.from)
  const x = `translateX(${((drawn.from - view.from) * scale).toFixed(2)}px)`
  return sameSpan(drawn, view) ? x : `${x} scaleX(${((drawn.to - drawn.from) / (view.to - view.from)).toFixed(4)})`
}
