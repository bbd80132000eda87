import { clock, duration, number } from '../../../units.ts'
import {
  areaPath,
  axisTimes,
  crossPath,
  discPath,
  levelPath,
  rowHeights,
  type TimeScale,
  tickPath,
  xOf,
  yOf,
} from './paths.ts'
import type { Row, SideBySide } from './side-by-side.ts'

const HEAD = 40

/** The calls that all limiters meet, as ticks. */
export function Arrivals({ side: { times, turns }, scale }: { readonly side: SideBySide; readonly scale: TimeScale }) {
  const calls = Array.from(times)
  const last = turns.at(-1)
  const at = last === undefined ? 0 : Math.min(Math.max(xOf(scale, last), 40), scale.width - 50)
  return (
    <svg width={scale.width} height={HEAD} role="img" aria-label={`${calls.length} calls in sight`}>
      <Turns turns={turns} scale={scale} from={14} to={HEAD} />
      {last !== undefined && (
        <text x={at} y={10} textAnchor="middle">
          window turns
        </text>
      )}
      <path className="call" d={tickPath(calls, scale, HEAD - 4, HEAD - 20)} />
      <path className="base" d={`M0 ${HEAD - 3.5}H${scale.width}`} />
    </svg>
  )
}

interface TurnsProps {
  readonly turns: Float64Array
  readonly scale: TimeScale
  readonly from: number
  readonly to: number
}

function Turns({ turns, scale, from, to }: TurnsProps) {
  return <path className="turn" d={tickPath(Array.from(turns), scale, from, to)} />
}

interface PlotProps {
  readonly row: Row
  readonly side: SideBySide
  readonly scale: TimeScale
}

/** What a limiter made of the calls: its level with what it may be, and the calls admitted and refused. */
export function Plot({ row, side, scale, over }: PlotProps & { readonly over: boolean }) {
  const { curve, name, top, verdicts } = row
  const line = levelPath(curve, top, scale)
  const those = (verdict: number) => Array.from(side.times).filter((_, i) => verdicts[i] === verdict)
  const admitted = those(1)
  const { base, floor, row: height } = rowHeights
  const limit = yOf(top, top)
  return (
    <svg width={scale.width} height={height} role="img" aria-label={`${name}: level, admitted and refused calls`}>
      <path className="area" d={areaPath(line, curve, scale)} />
      <path className="floor" d={`M0 ${floor + 0.5}H${scale.width}`} />
      <path className="limit" d={`M0 ${limit}H${scale.width}`} />
      <Turns turns={side.turns} scale={scale} from={0} to={height} />
      <path className="level" d={line} />
      <path className="base" d={`M0 ${base + 0.5}H${scale.width}`} />
      <path className="pending" d={tickPath(those(0), scale, base, base - 8)} />
      <path className="admitted" d={tickPath(admitted, scale, base, base - 12)} />
      <path className="admitted disc" d={discPath(admitted, scale, base - 12)} />
      <path className="refused" d={crossPath(those(2), scale)} />
      <path className="now" d={`M${xOf(scale, side.now)} 0V${height}`} />
      {over && <Bracket row={row} side={side} scale={scale} />}
    </svg>
  )
}

/** Marks the span in which a limiter let through more than it promises. */
function Bracket({ row: { bound, most, mostAt }, side, scale }: PlotProps) {
  const from = xOf(scale, mostAt - side.window)
  const to = xOf(scale, mostAt)
  if (mostAt <= side.from || to - from < 12) return null
  const y = rowHeights.bracket
  const times = bound > 0 ? ` · ${number(Math.round((most / bound) * 10) / 10)}×` : ''
  const text = `${number(most)} within ${duration(side.window)}${times}`
  const room = to - from > 140
  const middle = room ? (from + to) / 2 : Math.min(scale.width - 60, to + 68)
  return (
    <g className="bracket">
      <path d={`M${from} ${y - 4}V${y}H${to}V${y - 4}`} />
      {room && <rect x={middle - 58} y={y - 8} width={116} height={16} />}
      <text x={middle} y={y + 4} textAnchor="middle">
        {text}
      </text>
    </g>
  )
}

/** The times beneath all rows. */
export function Axis({ scale }: { readonly scale: TimeScale }) {
  const now = xOf(scale, scale.now)
  return (
    <div className="limiters-axis" aria-hidden>
      <div className="limiter-text" />
      <div className="limiter-plot">
        <svg width={scale.width} height={24} aria-hidden>
          {axisTimes(scale).map((time) => {
            const x = xOf(scale, time)
            return (
              x < now - 84 && (
                <text key={time} x={Math.max(x, 14)} y={16} textAnchor="middle">
                  {clock(time).slice(0, 5)}
                </text>
              )
            )
          })}
          <rect className="now-ground" x={scale.width - 62} y={3} width={62} height={18} rx={3} />
          <text className="now-text" x={scale.width - 31} y={16} textAnchor="middle">
            {clock(scale.now)}
          </text>
        </svg>
      </div>
      <p className="limiter-most" />
    </div>
  )
}
