import './state-strip.css'
import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import { clock, type Millis } from '../../units.ts'
import type { Flag, Span } from '../../worker/protocol.ts'
import { FlagMark } from './FlagMark.tsx'
import { Stretches } from './Stretches.tsx'
import { meets, type PlacedFlag, placeFlags, segmentsOf, stateAt, tickPlaces } from './segments.ts'
import { timeTicks } from './time-axis.ts'
import { labelOf, mainMachine, toneOf } from './tones.ts'
import type { View } from './view.ts'

interface StateStripProps {
  readonly lab: AnyLab
  /** States of the main machine; without one the strip shows plain played time. */
  readonly spans: readonly Span[]
  readonly flags: readonly Flag[]
  /** Moments at which a breakpoint stops or has stopped the run. */
  readonly breakpoints?: readonly Millis[]
  readonly position: Millis
  readonly end: Millis
  /** The time at the right end of the strip. */
  readonly total: Millis
  /** The charted span, shown as a bracket. */
  readonly view?: View
  /** Words beside the handle: what becomes of the future. */
  readonly note?: string
  readonly width: number
  readonly phone?: boolean
  readonly onSeek: (time: Millis) => void
  /** The moment under the pointer; undefined when it leaves. */
  readonly onCursor?: (time: Millis | undefined) => void
}

/** Where the parts of the strip lie, in pixels from its top. */
const DESK = { top: 26, bar: 12, bracket: 40, axis: 47, total: 66, pad: 8 }
const PHONE = { top: 18, bar: 12, bracket: 0, axis: 0, total: 44, pad: 12 }

/** The height of the strip. */
export const stripHeight = (phone: boolean): number => (phone ? PHONE : DESK).total

/** A whole run as one bar to move in: a slider over virtual time, from 0 to `total`. */
export function StateStrip(props: StateStripProps) {
  const { lab, spans, position, end, total, width, phone = false, onSeek, onCursor } = props
  const places = phone ? PHONE : DESK
  const bar = Math.max(1, width - 2 * places.pad)
  const held = useRef(false)
  const timeAt = (event: PointerEvent): Millis => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - places.pad
    return Math.round((Math.min(Math.max(x, 0), bar) / bar) * total)
  }
  const state = stateAt(spans, position)
  const machine = mainMachine(lab)
  return (
    <div
      className="state-strip"
      role="slider"
      tabIndex={0}
      aria-label="Position in the run"
      aria-valuemin={0}
      aria-valuemax={Math.round(total)}
      aria-valuenow={Math.round(position)}
      aria-valuetext={machine && state ? `${clock(position)}, ${labelOf(machine, state)}` : clock(position)}
      style={{ width, height: places.total }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        held.current = true
        onSeek(timeAt(event))
      }}
      onPointerMove={(event) => (held.current ? onSeek(timeAt(event)) : onCursor?.(timeAt(event)))}
      onPointerUp={() => {
        held.current = false
      }}
      onPointerCancel={() => {
        held.current = false
      }}
      onPointerLeave={() => onCursor?.(undefined)}
      onKeyDown={(event) => steer(event, position, end, total, onSeek)}
    >
      <svg width={width} height={places.total} aria-hidden="true" focusable="false">
        <g transform={`translate(${places.pad} 0)`}>
          <Run {...props} places={places} bar={bar} />
          <Now {...props} places={places} bar={bar} />
        </g>
      </svg>
    </div>
  )
}

/** Arrow keys move by a second, page keys by ten, Home to the start, End to the furthest moment played. */
function steer(event: KeyboardEvent, position: Millis, end: Millis, total: Millis, onSeek: (time: Millis) => void) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const step = event.shiftKey ? 100 : 1000
  const to: Readonly<Record<string, Millis>> = {
    ArrowLeft: position - step,
    ArrowDown: position - step,
    ArrowRight: position + step,
    ArrowUp: position + step,
    PageDown: position - 10_000,
    PageUp: position + 10_000,
    Home: 0,
    End: end,
  }
  const time = to[event.key]
  if (time === undefined) return
  onSeek(Math.min(Math.max(time, 0), total))
  event.preventDefault()
  event.stopPropagation()
}

type Inner = StateStripProps & { readonly places: typeof DESK; readonly bar: number }

/** What changes only when details arrive, or the run grows by a pixel. */
function Run({ lab, spans, flags, position, end, total, view, places, bar, phone = false }: Inner) {
  const scale = bar / total
  const played = Math.round(Math.min(end, total) * scale) / scale
  const machine = mainMachine(lab)
  const whole = useMemo(() => ({ from: 0, to: total }), [total])
  return (
    <>
      <rect className="strip-empty" y={places.top} width={bar} height={places.bar} />
      {machine ? (
        <States lab={lab} spans={spans} end={played} whole={whole} bar={bar} places={places} />
      ) : (
        <rect className="strip-played" y={places.top} width={played * scale} height={places.bar} />
      )}
      <rect className="strip-frame" x="0.5" y={places.top + 0.5} width={bar - 1} height={places.bar - 1} />
      {placeFlags(flags, whole, bar, Math.min(position, total) * scale).map((flag, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two acts may share their moment and their words
        <FlagMark key={i} flag={phone ? { ...flag, side: 'none' } : flag} top={4} foot={places.top} />
      ))}
      {view && !phone && <Bracket view={view} scale={scale} bar={bar} y={places.bracket} />}
      {!phone && <Times whole={whole} bar={bar} y={places.axis} />}
    </>
  )
}

interface StatesProps {
  readonly lab: AnyLab
  readonly spans: readonly Span[]
  readonly end: Millis
  readonly whole: View
  readonly bar: number
  readonly places: typeof DESK
}

const States = memo(function States({ lab, spans, end, whole, bar, places }: StatesProps) {
  const machine = mainMachine(lab)
  const segments = segmentsOf(spans, end, whole, bar, (state) => toneOf(machine, state))
  return (
    <>
      <Stretches machine={machine} segments={segments} y={places.top} height={places.bar} />
      {tickPlaces(spans, end, whole, bar).map((x) => (
        <rect key={x} className="strip-tick" x={x - 0.75} y={places.top - 5} width="1.5" height="5" />
      ))}
    </>
  )
})

function Bracket({ view, scale, bar, y }: { view: View; scale: number; bar: number; y: number }) {
  const from = Math.max(0, view.from * scale)
  const to = Math.min(bar, view.to * scale)
  return to - from < 1 ? null : <path className="strip-bracket" d={`M${from} ${y + 4}v-4H${to}v4`} />
}

const Times = memo(function Times({ whole, bar, y }: { whole: View; bar: number; y: number }) {
  return (
    <g className="strip-times">
      {timeTicks(whole, bar, 84).map(({ at, label }) => {
        const x = (at / whole.to) * bar
        const anchor = x < 16 ? 'start' : x > bar - 16 ? 'end' : 'middle'
        return (
          <g key={at}>
            <line x1={x} x2={x} y1={y - 3} y2={y} />
            <text x={anchor === 'start' ? x - 4 : anchor === 'end' ? x + 4 : x} y={y + 12} textAnchor={anchor}>
              {label}
            </text>
          </g>
        )
      })}
    </g>
  )
})

/** The position: the covered future, the stops in it, and the handle. */
function Now({ position, end, total, flags, breakpoints, note, places, bar, phone = false }: Inner) {
  const x = (Math.min(position, total) / total) * bar
  const future = (Math.min(end, total) / total) * bar - x
  const middle = places.top + places.bar / 2
  return (
    <>
      {future >= 1 && <rect className="strip-cover" x={x} y={places.top + 1} width={future} height={places.bar - 2} />}
      {breakpoints?.map((time) => (
        <circle key={time} className="strip-stop" cx={(time / total) * bar} cy={middle} r="4" />
      ))}
      {phone ? (
        <circle className="strip-handle" cx={x} cy={middle} r="9" strokeWidth="2.5" />
      ) : (
        <>
          <rect className="strip-now" x={x - 1} y="15" width="2" height={places.top + places.bar + 3 - 15} />
          <circle className="strip-handle" cx={x} cy="10" r="6" strokeWidth="2" />
          {note !== undefined && (
            <Note text={note} x={x + 12} bar={bar} flags={placeFlags(flags, { from: 0, to: total }, bar, x)} />
          )}
        </>
      )}
    </>
  )
}

/** Words beside the handle, where they meet neither a flag nor the end of the strip. */
function Note({ text, x, bar, flags }: { text: string; x: number; bar: number; flags: readonly PlacedFlag[] }) {
  const right = x + text.length * 6
  if (right > bar || flags.some((flag) => meets(flag, x, right))) return null
  return (
    <text className="strip-note" x={x} y="14">
      {text}
    </text>
  )
}
