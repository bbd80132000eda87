import type { Millis } from '../../../units.ts'
import type { Stretch } from '../reading/timeline.ts'
import { BELIEVES, DOWN, GRANTED, HELD, PAUSED, WAITS } from '../run/spans.ts'
import { LABEL, type Scale, ticks } from './axis.ts'

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
  /** Height of a bar. */
  readonly bar: number
  readonly x: Scale
  readonly stretches: readonly Stretch[]
  /** Words within a bar, and fewer where there is no room for them. */
  readonly words: (stretch: Stretch) => readonly [long: string, short: string]
}

/** How stretches look, in the order in which they lie upon each other. */
const looks: readonly (readonly [what: number, look: string])[] = [
  [DOWN, 'down'],
  [HELD, 'held'],
  [WAITS, 'waits'],
  [BELIEVES, 'believes'],
  [PAUSED, 'paused'],
  [GRANTED, 'granted'],
]

/** One client over time: what it believed, when it stood still, and when the lock was its own in truth. */
export function Row({ bar, name, stretches, words, x, y }: RowProps) {
  return (
    <g>
      <text className="who" x={12} y={y + bar / 2}>
        {name}
      </text>
      <path className="ground" d={`M${LABEL} ${y + bar / 2}H${x(Infinity)}`} />
      {looks.flatMap(([what, look]) =>
        stretches
          .filter((stretch) => stretch.what === what)
          .map((stretch) => (
            <Bar
              key={`${what} ${stretch.client} ${stretch.token} ${stretch.from}`}
              look={look}
              stretch={stretch}
              words={words(stretch)}
              bar={bar}
              x={x}
              y={y}
            />
          )),
      )}
    </g>
  )
}

interface BarProps {
  readonly look: string
  readonly stretch: Stretch
  readonly words: readonly [long: string, short: string]
  readonly bar: number
  readonly x: Scale
  readonly y: number
}

/** Width of a letter, and the margin that words need within a bar. */
const LETTER = 6.6
const MARGIN = 8

/** Where the bar of a look lies in its row, and how high it is. */
const placeOf = (look: string, y: number, bar: number): readonly [top: number, height: number] => {
  if (look === 'waits') return [y + bar / 2 - 2, 4]
  return look === 'granted' ? [y + bar - 5, 5] : [y, bar]
}

function Bar({ bar, look, stretch: { from, to }, words, x, y }: BarProps) {
  const left = x(from)
  const width = Math.max(1, x(to) - left)
  const [top, height] = placeOf(look, y, bar)
  const said = words.find((text) => text !== '' && width > text.length * LETTER + MARGIN)
  return (
    <g className={`bar ${look}`}>
      <rect x={left} y={top} width={width} height={height} rx={height > 5 ? 3 : 1} />
      {said !== undefined && (
        <text x={left + 5} y={y + bar / 2 - (look === 'believes' ? 2 : 0)}>
          {said}
        </text>
      )}
    </g>
  )
}
