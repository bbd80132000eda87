import type { Tone } from '../../machine/part.ts'
import type { Millis } from '../../units.ts'
import type { Flag, Span } from '../../worker/protocol.ts'
import type { View } from './view.ts'

/** The worse of two states is the one to show where both would share a pixel. */
const SEVERITY: Readonly<Record<Tone, number>> = {
  fine: 0,
  plain: 1,
  idle: 2,
  caution: 3,
  suspect: 4,
  failed: 5,
  refused: 6,
}

export const severity = (tone: Tone): number => SEVERITY[tone]

/** A stretch of one state in a strip, in pixels from its left end. */
export interface Segment {
  readonly x: number
  readonly width: number
  readonly state: string
}

/** Pixels per millisecond of a view. */
export const scaleOf = ({ from, to }: View, width: number): number => width / (to - from)

/**
 * The states of a machine as stretches of a strip `width` pixels wide that shows `view`, up to `end`. Stretches of
 * less than a pixel are drawn together as the worst of them.
 */
export function segmentsOf(
  spans: readonly Span[],
  end: Millis,
  view: View,
  width: number,
  toneOf: (state: string) => Tone,
): readonly Segment[] {
  const scale = scaleOf(view, width)
  const last = Math.min(end, view.to)
  const segments: Segment[] = []
  const add = (segment: Segment): void => {
    const before = segments.at(-1)
    if (before?.state !== segment.state) segments.push(segment)
    else segments[segments.length - 1] = { ...before, width: segment.x + segment.width - before.x }
  }
  let blurred: Segment | undefined
  spans.forEach(({ from, state }, i) => {
    const x = (Math.max(from, view.from) - view.from) * scale
    const right = (Math.min(spans[i + 1]?.from ?? last, last) - view.from) * scale
    if (right <= x) return
    if (right - x >= 1) {
      if (blurred) add(blurred)
      blurred = undefined
      add({ x, width: right - x, state })
      return
    }
    const start = blurred?.x ?? x
    const worst = blurred && severity(toneOf(blurred.state)) > severity(toneOf(state)) ? blurred.state : state
    blurred = { x: start, width: right - start, state: worst }
    if (blurred.width < 1) return
    add(blurred)
    blurred = undefined
  })
  if (blurred) add(blurred)
  return segments
}

/** The state that held at `at`; undefined before the first span. */
export function stateAt(spans: readonly Span[], at: Millis): string | undefined {
  return spans.findLast((span) => span.from <= at)?.state
}

/** Where transitions fall in a view, in pixels, at least `gap` apart. */
export function tickPlaces(spans: readonly Span[], end: Millis, view: View, width: number, gap = 3): readonly number[] {
  const scale = scaleOf(view, width)
  const places: number[] = []
  for (const { from } of spans) {
    if (from <= 0 || from < view.from || from > Math.min(view.to, end)) continue
    const x = (from - view.from) * scale
    if (x - (places.at(-1) ?? Number.NEGATIVE_INFINITY) >= gap) places.push(x)
  }
  return places
}

/** A flag in a strip, and the side on which its words have room. */
export interface PlacedFlag extends Flag {
  readonly x: number
  readonly side: 'left' | 'right' | 'none'
}

/** Mean width of a letter of 11 px text. */
const LETTER = 5.9
const POLE = 14

const roomOf = ({ text }: Flag): number => text.length * LETTER + 8

/** Whether a flag or its words lie between two places. */
export function meets(flag: PlacedFlag, from: number, to: number): boolean {
  const left = flag.side === 'left' ? flag.x - roomOf(flag) : flag.x
  const right = flag.side === 'right' ? flag.x + POLE + roomOf(flag) : flag.x + POLE
  return right > from && left < to
}

/** Half the width of what may stand on the strip among the words of flags. */
const HANDLE = 8

/**
 * Flags in a view with their words on the left of the pole where they fit, else on the right, else left out. Nor do
 * words fit where a handle at `handle` pixels would hide them.
 */
export function placeFlags(
  flags: readonly Flag[],
  view: View,
  width: number,
  handle = Number.NEGATIVE_INFINITY,
): readonly PlacedFlag[] {
  const free = (from: number, to: number): boolean => handle + HANDLE <= from || handle - HANDLE >= to
  const scale = scaleOf(view, width)
  const inside = flags.filter(({ at }) => at >= view.from && at <= view.to)
  let taken = 0
  return inside.map((flag, i) => {
    const x = (flag.at - view.from) * scale
    const room = roomOf(flag)
    const after = inside[i + 1]
    const limit = after ? (after.at - view.from) * scale : width
    const left = x - room >= taken && free(x - room, x - 4)
    const right = x + POLE + room <= limit && free(x + POLE, x + POLE + room)
    const side = left ? 'left' : right ? 'right' : 'none'
    taken = x + POLE + (side === 'right' ? room : 0)
    return { ...flag, x, side }
  })
}
