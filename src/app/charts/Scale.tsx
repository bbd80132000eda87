import { memo } from 'react'
import type { DrawnMark } from './marks.ts'
import { type Range, rangeTicks } from './range.ts'
import { tickText } from './reading.ts'

interface ScaleProps {
  readonly range: Range
  readonly factor: number
  readonly width: number
  readonly height: number
}

/** Where a value lies in a plot, in pixels from its top. */
const placeOf = (value: number, { bottom, top }: Range, height: number): number =>
  ((top - value) / (top - bottom)) * height

/** Grid and numbers of the vertical axis: three ticks, horizontal lines only. */
export const Scale = memo(function Scale({ range, factor, width, height }: ScaleProps) {
  return (
    <svg className="chart-scale" width={width} height={height} aria-hidden="true" focusable="false">
      {rangeTicks(range).map((value) => {
        const y = placeOf(value, range, height)
        return (
          <g key={value}>
            <line className="chart-grid" x1="0" x2={width} y1={y} y2={y} />
            <text className="chart-tick" x="-7" y={y} dy="0.35em" textAnchor="end">
              {tickText(value, factor)}
            </text>
          </g>
        )
      })}
    </svg>
  )
})

interface MarksProps {
  readonly marks: readonly DrawnMark[]
  readonly range: Range
  readonly width: number
  readonly height: number
}

/** Goal and threshold lines over the curves, and their words over everything. */
export const Marks = memo(function Marks({ marks, range, width, height }: MarksProps) {
  const drawn = marks
    .filter(({ value }) => value >= range.bottom && value <= range.top)
    .map(({ value, text }) => ({ y: placeOf(value, range, height), text }))
  return (
    <>
      <svg className="chart-marks" width={width} height={height} aria-hidden="true" focusable="false">
        {drawn.map(({ y, text }) => (
          <line key={text} className="chart-mark-line" x1="0" x2={width} y1={y} y2={y} />
        ))}
      </svg>
      <svg className="chart-words" width={width} height={height} aria-hidden="true" focusable="false">
        {drawn.map(({ y, text }, i) => {
          // Below the line where the words would leave the plot or meet those of a mark just above.
          const below = y < 8 || drawn.some((other, j) => j < i && Math.abs(other.y - y) < 14)
          return (
            <text key={text} className="chart-mark-text" x="6" y={below ? y + 12 : y - 4.5}>
              {text}
            </text>
          )
        })}
      </svg>
    </>
  )
})
