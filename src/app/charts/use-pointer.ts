import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { Millis } from '../../units.ts'
import { between, type View } from './view.ts'

interface Reach {
  readonly view: View
  readonly width: number
  readonly end: Millis
  readonly every: Millis
  readonly zoomed: boolean
  readonly cursor: Millis
  readonly onCursor: (time: Millis | undefined) => void
  readonly onSeek: (time: Millis) => void
  readonly onView: (view: View | undefined) => void
}

/** A press that moves less than this many pixels is a click. */
const CLICK = 4
/** While zoomed a click waits so long for the second of a double click. */
const DOUBLE = 260

/** Pointing, clicking and dragging over the plots: the cursor, the position, the view. */
export function usePointer(reach: Reach) {
  const { view, width, end, every, zoomed, onCursor, onSeek, onView } = reach
  const [drag, setDrag] = useState<readonly [number, number]>()
  const start = useRef<number>(undefined)
  const wait = useRef<number>(undefined)
  const timeAt = (x: number): Millis =>
    Math.round(view.from + (Math.min(Math.max(x, 0), width) / width) * (view.to - view.from))
  const played = (time: Millis): Millis => Math.min(Math.max(time, 0), end)
  const place = (event: PointerEvent): number => event.clientX - event.currentTarget.getBoundingClientRect().left
  const release = (event: PointerEvent): void => {
    const from = start.current
    const x = place(event)
    start.current = undefined
    setDrag(undefined)
    if (from === undefined) return
    if (Math.abs(x - from) >= CLICK) {
      if (event.pointerType !== 'touch') onView(between(timeAt(from), timeAt(x), every))
      return
    }
    const seek = () => onSeek(played(timeAt(x)))
    if (zoomed) wait.current = window.setTimeout(seek, DOUBLE)
    else seek()
  }
  const handlers = {
    onPointerDown(event: PointerEvent): void {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = place(event)
    },
    onPointerMove(event: PointerEvent): void {
      const x = place(event)
      onCursor(played(timeAt(x)))
      if (start.current === undefined || event.pointerType === 'touch') return
      setDrag(Math.abs(x - start.current) >= CLICK ? [start.current, Math.min(Math.max(x, 0), width)] : undefined)
    },
    onPointerUp: release,
    onPointerCancel(): void {
      start.current = undefined
      setDrag(undefined)
    },
    onPointerLeave: () => onCursor(undefined),
    onDoubleClick(): void {
      window.clearTimeout(wait.current)
      onView(undefined)
    },
    onKeyDown: (event: KeyboardEvent) => steer(event, reach),
    onBlur: () => onCursor(undefined),
  }
  return { drag, handlers }
}

/** Arrow keys move the cursor, Enter goes to it, Escape lets it go. */
function steer(event: KeyboardEvent, { view, end, every, cursor, onCursor, onSeek }: Reach): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const span = view.to - view.from
  const step = Math.max(every, span / 200) * (event.shiftKey ? 10 : 1)
  const last = Math.min(end, view.to)
  const to: Readonly<Record<string, Millis>> = {
    ArrowLeft: cursor - step,
    ArrowDown: cursor - step,
    ArrowRight: cursor + step,
    ArrowUp: cursor + step,
    PageDown: cursor - span / 10,
    PageUp: cursor + span / 10,
    Home: view.from,
    End: last,
  }
  const time = to[event.key]
  if (time !== undefined) onCursor(Math.min(Math.max(time, view.from), last))
  else if (event.key === 'Enter') onSeek(cursor)
  else if (event.key === 'Escape') onCursor(undefined)
  else return
  event.preventDefault()
  event.stopPropagation()
}
