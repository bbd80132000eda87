import type { Position } from '../../sim/model.ts'
import type { Millis } from '../../units.ts'
import type { ChartWindow } from '../../worker/protocol.ts'

const POINTS = 150
/** Samples that a window holds at normal speed: fewer than points, so that each can be told from the next. */
const SAMPLES = 120
/** Where the present stands while the window follows it, as a share of its width. */
const PRESENT = 0.85
/** The window moves in steps of this share of its width, so that its axis does not tremble. */
const STEPS = 40

/** The span that charts show by themselves: wider when time runs faster, so that the eye can follow. */
export function followedWidth(every: Millis, speed: number): Millis {
  const wanted = every * SAMPLES * (speed > 1 ? speed : 1)
  const decade = Math.pow(10, Math.floor(Math.log10(wanted)))
  const factor = [1, 2, 5, 10].find((step) => step * decade >= wanted * 0.999) ?? 10
  return factor * decade
}

interface Following {
  readonly position: Position
  readonly end: Position
  readonly every: Millis
  readonly speed: number
  readonly playing: boolean
  readonly before: ChartWindow
}

/** The next charted span: it follows the clock while that runs, and stays while it stands inside the span shown. */
export function followedWindow({ position, end, every, speed, playing, before }: Following): ChartWindow {
  const width = followedWidth(every, speed)
  const now = position.time
  const same = before.to - before.from === width
  const inside = now >= before.from && now <= before.to
  if (same && inside && (!playing || now < before.from + width * PRESENT)) return before
  const step = width / STEPS
  const ahead = end.time > now ? 0.5 : PRESENT
  const from = Math.max(0, Math.ceil((now - width * ahead) / step) * step)
  return { from, to: from + width, points: POINTS }
}
