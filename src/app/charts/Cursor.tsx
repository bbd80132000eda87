import { clock, type Millis } from '../../units.ts'
import type { Flag } from '../../worker/protocol.ts'
import { FlagMark } from './FlagMark.tsx'
import { type ChartPlaces, FLAGS } from './heights.ts'
import { placeFlags } from './segments.ts'
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
  const shown = at >= view.from && at <= view.to
  return (
    <svg className="chart-cursor" width={width} height={places.total} aria-hidden="true" focusable="false">
      <Rewound from={now} to={x(end)} width={width} top={FLAGS} bottom={places.axis} />
      <Flags flags={flags} view={view} width={width} places={places} />
      <Axis view={view} width={width} y={places.axis} />
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
      {shown && <Line x={x(at)} width={width} top={FLAGS - 4} y={places.axis} text={clock(at)} />}
    </svg>
  )
}

interface RewoundProps {
  readonly from: number
  readonly to: number
  readonly width: number
  readonly top: number
  readonly bottom: number
}

function Rewound({ from, to, width, top, bottom }: RewoundProps) {
  const left = Math.max(0, from)
  const right = Math.min(width, to)
  if (right - left < 1) return null
  return (
    <>
      <rect className="chart-cover" x={left} y={top} width={right - left} height={bottom - top - 0.5} />
      {right - left > 56 && (
        <text className="chart-rewound" x={right - 6} y={top - 7} textAnchor="end">
          rewound
        </text>
      )}
    </>
  )
}

interface FlagsProps {
  readonly flags: readonly Flag[]
  readonly view: View
  readonly width: number
  readonly places: ChartPlaces
}

function Flags({ flags, view, width, places }: FlagsProps) {
  const from = places.strip ? places.strip.top + places.strip.height : FLAGS
  return placeFlags(flags, view, width).map((flag, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two acts may share their moment and their words
    <g key={i}>
      <line className="chart-act" x1={flag.x} x2={flag.x} y1={from + 2} y2={places.axis} />
      <FlagMark flag={flag} top={6} foot={FLAGS} />
    </g>
  ))
}

function Axis({ view, width, y }: { view: View; width: number; y: number }) {
  return (
    <g className="chart-axis">
      <line x1="0" x2={width} y1={y} y2={y} />
      {timeTicks(view, width).map(({ at, label }) => {
        const x = ((at - view.from) / (view.to - view.from)) * width
        return (
          <g key={at}>
            <line x1={x} x2={x} y1={y} y2={y + 4} />
            <text x={x} y={y + 16} textAnchor="middle">
              {label}
            </text>
          </g>
        )
      })}
    </g>
  )
}

interface LineProps {
  readonly x: number
  readonly width: number
  readonly top: number
  readonly y: number
  readonly text: string
}

/** Half of the label's width. */
const LABEL = 31

function Line({ x, width, top, y, text }: LineProps) {
  const center = Math.min(Math.max(x, LABEL - 20), width + 20 - LABEL)
  const half = LABEL + Math.max(0, text.length - 9) * 3.3
  return (
    <g className="chart-cursor-line">
      <rect x={x - 0.75} y={top} width="1.5" height={y - top + 4} />
      <rect x={center - half} y={y + 3} width={2 * half} height="17" rx="3" />
      <text x={center} y={y + 15.5} textAnchor="middle">
        {text}
      </text>
    </g>
  )
}
