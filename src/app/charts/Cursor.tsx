import './cursor.css'
import type { ReactNode } from 'react'
import { clock, type Millis } from '../../units.ts'
import type { Flag } from '../../worker/protocol.ts'
import { FlagMark } from './FlagMark.tsx'
import { type ChartPlaces, FLAGS } from './heights.ts'
import { meets, type PlacedFlag, placeFlags } from './segments.ts'
import { timeTicks } from './time-axis.ts'
import type { View } from './view.ts'

interface CursorProps {
  readonly places: ChartPlaces
  readonly width: number
  readonly view: View
  readonly position: Millis
  readonly end: Millis
  readonly cursor: Millis | undefined
  readonly flags: readonly Flag[]
  /** Both ends of a span that is being dragged, in pixels. */
  readonly drag: readonly [number, number] | undefined
}

/** What lies over all rows alike: the covered future, acts, time axis, the position, and the one cursor. */
export function Cursor({ places, width, view, position, end, cursor, flags, drag }: CursorProps) {
  const x = (time: Millis) => ((time - view.from) / (view.to - view.from)) * width
  const now = x(position)
  const at = cursor ?? position
  const placed = placeFlags(flags, view, width)
  const shown = at >= view.from && at <= view.to
  return (
    <svg className="chart-cursor" width={width} height={places.total} aria-hidden="true" focusable="false">
      <Rewound from={now} to={x(end)} width={width} bottom={places.axis} flags={placed} />
      <Flags flags={placed} places={places} />
      {drag && (
        <rect
          className="chart-drag"
          x={Math.min(...drag)}
          y={FLAGS}
          width={Math.abs(drag[1] - drag[0])}
          height={places.axis - FLAGS}
        />
      )}
      {cursor !== undefined && now >= 0 && now <= width && (
        <rect className="chart-position" x={now - 0.5} y={FLAGS} width="1" height={places.axis - FLAGS} />
      )}
      {shown && (
        <rect
          className="chart-cursor-line"
          x={x(at) - 0.75}
          y={FLAGS - 4}
          width="1.5"
          height={places.axis - FLAGS + 8}
        />
      )}
    </svg>
  )
}

interface TimeAxisProps extends Pick<CursorProps, 'places' | 'width' | 'view' | 'position' | 'cursor'> {
  /** What stands left of the axis. */
  readonly children: ReactNode
}

/** The time axis under all rows with the cursor's moment; it stays in sight while the rows above it scroll. */
export function TimeAxis({ places, width, view, position, cursor, children }: TimeAxisProps) {
  const at = cursor ?? position
  const shown = at >= view.from && at <= view.to
  const text = clock(at)
  const moment = shown
    ? momentPlace(((at - view.from) / (view.to - view.from)) * width, text, places, width)
    : undefined
  return (
    <>
      <div style={{ height: places.axis }} />
      <div className="chart-axis-bar" style={{ paddingLeft: places.label, height: places.total - places.axis }}>
        <svg width={width} height={places.total - places.axis} aria-hidden="true" focusable="false">
          <Axis view={view} width={width} y={0.5} moment={moment} />
          {moment && <Moment {...moment} text={text} />}
        </svg>
        {children}
      </div>
    </>
  )
}

interface RewoundProps {
  readonly from: number
  readonly to: number
  readonly width: number
  readonly bottom: number
  readonly flags: readonly PlacedFlag[]
}

/** Room for the word "rewound". */
const WORD = 56

/** What was played and then left behind by going back: still there, but covered. */
function Rewound({ from, to, width, bottom, flags }: RewoundProps) {
  const left = Math.max(0, from)
  const right = Math.min(width, to)
  if (right - left < 1) return null
  const free = flags.every((flag) => !meets(flag, right - WORD, right))
  return (
    <>
      <rect className="chart-cover" x={left} y={FLAGS} width={right - left} height={bottom - FLAGS - 0.5} />
      {right - left > WORD && free && (
        <text className="chart-rewound" x={right - 6} y={FLAGS - 8} textAnchor="end">
          rewound
        </text>
      )}
    </>
  )
}

function Flags({ flags, places }: { flags: readonly PlacedFlag[]; places: ChartPlaces }) {
  const from = places.strip ? places.strip.top + places.strip.height : FLAGS
  return flags.map((flag, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two acts may share their moment and their words
    <g key={i}>
      <line className="chart-act" x1={flag.x} x2={flag.x} y1={from + 2} y2={places.axis} />
      <FlagMark flag={flag} top={6} foot={FLAGS} />
    </g>
  ))
}

interface AxisProps {
  readonly view: View
  readonly width: number
  readonly y: number
  readonly moment: MomentPlace | undefined
}

function Axis({ view, width, y, moment }: AxisProps) {
  // A number of which the cursor's moment would hide a part is left out as a whole.
  const free = (x: number, label: string): boolean =>
    moment === undefined || Math.abs(x - moment.center) >= moment.half + (label.length * DIGIT) / 2
  return (
    <g className="chart-axis">
      <line x1="0" x2={width} y1={y} y2={y} />
      {timeTicks(view, width).map(({ at, label }) => {
        const x = ((at - view.from) / (view.to - view.from)) * width
        return (
          // Moved as a whole: a browser sets a text anew when its own place changes.
          <g key={at} transform={`translate(${x} ${y})`}>
            <line y2="4" />
            {free(x, label) && (
              <text y="16" textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** Mean width of a digit of bold 11 px text, and the room around it. */
const DIGIT = 6.5
const INSET = 4

interface MomentPlace {
  readonly center: number
  readonly half: number
}

/** Where the cursor's moment stands over the axis, in pixels; it stays within the block. */
function momentPlace(x: number, text: string, places: ChartPlaces, width: number): MomentPlace {
  const half = (text.length * DIGIT) / 2 + INSET
  return { center: Math.min(Math.max(x, half - places.label), width + places.right - half - 1), half }
}

function Moment({ center, half, text }: MomentPlace & { readonly text: string }) {
  return (
    <g className="chart-moment">
      <rect x={center - half} y={3} width={2 * half} height="17" rx="3" />
      <text x={center} y={15.5} textAnchor="middle">
        {text}
      </text>
    </g>
  )
}
