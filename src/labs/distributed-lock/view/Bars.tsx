import type { Millis } from '../../../units.ts'
import type { Stretch } from '../reading/timeline.ts'
import { BELIEVES, DOWN, GRANTED, PAUSED, WAITS } from '../run/spans.ts'
import { BAR, LABEL, type Scale, ticks } from './axis.ts'

interface AxisProps {
  readonly from: Millis
  readonly to: Millis
  readonly now: Millis
  readonly x: Scale
  readonly width: number
  readonly top: number
  readonly bottom: number
}

/** The time axis: ticks over the whole picture, and the present. */
export function Axis({ bottom, from, now, to, top, width, x }: AxisProps) {
  return (
    <>
      {ticks(from, to, width).map(({ at, text }) => (
        <g key={at} className="tick">
          <path d={`M${x(at)} ${top}V${bottom}`} />
          <text x={x(at)} y={top - 9}>
            {text}
          </text>
        </g>
      ))}
      {now >= from && now <= to && <path className="now" d={`M${x(now)} ${top - 4}V${bottom}`} />}
    </>
  )
}

interface RowProps {
  readonly name: string
  readonly y: number
  readonly x: Scale
  readonly stretches: readonly Stretch[]
  /** Words within a bar. */
  readonly words: (stretch: Stretch) => string
}

const classes: Readonly<Record<number, string>> = {
  [WAITS]: 'waits',
  [BELIEVES]: 'believes',
  [GRANTED]: 'granted',
  [PAUSED]: 'paused',
  [DOWN]: 'down',
}

/** Below this width a bar has no words. */
const WORDY = 7

/** One client or lock over time: what it believed, what was so in truth, and when it stood still. */
export function Row({ name, stretches, words, x, y }: RowProps) {
  return (
    <g>
      <text className="who" x={12} y={y + BAR / 2}>
        {name}
      </text>
      <path className="ground" d={`M${LABEL} ${y + BAR / 2}H${x(Infinity)}`} />
      {stretches.map((stretch) => (
        <Bar
          key={`${stretch.what} ${stretch.client} ${stretch.token} ${stretch.from}`}
          stretch={stretch}
          words={words(stretch)}
          x={x}
          y={y}
        />
      ))}
    </g>
  )
}

interface BarProps {
  readonly stretch: Stretch
  readonly words: string
  readonly x: Scale
  readonly y: number
}

function Bar({ stretch: { from, to, what }, words, x, y }: BarProps) {
  const left = x(from)
  const width = Math.max(1, x(to) - left)
  const thin = what === WAITS
  const strip = what === GRANTED
  const height = thin ? 4 : strip ? 5 : BAR
  const top = thin ? y + BAR / 2 - 2 : strip ? y + BAR - 5 : y
  return (
    <g className={`bar ${classes[what] ?? ''}`}>
      <rect x={left} y={top} width={width} height={height} rx={thin || strip ? 1 : 3} />
      {words !== '' && width > words.length * WORDY + 6 && (
        <text x={left + 5} y={y + BAR / 2 - (what === BELIEVES ? 2 : 0)}>
          {words}
        </text>
      )}
    </g>
  )
}
