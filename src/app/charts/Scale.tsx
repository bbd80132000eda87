import { memo } from 'react'
import type { DrawnMark } from './marks.ts'
import { type Range, rangeTicks } from './range.ts'
import { reading } from './reading.ts'

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
              {reading(value, factor)}
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

/** Goal and threshold lines with their words, over the curves. */
export function Marks({ marks, range, width, height }: MarksProps) {
  const drawn = marks.filter(({ value }) => value >= range.bottom && value <= range.top)
  return (
    <svg className="chart-marks" width={width} height={height} aria-hidden="true" focusable="false">
      {drawn.map(({ value, text }, i) => {
        const y = placeOf(value, range, height)
        // Words above the line, or below it where they would leave the plot or meet those of a mark just above.
        const near = drawn.some((other, j) => j < i && Math.abs(placeOf(other.value, range, height) - y) < 14)
        return (
          <g key={text}>
            <line className="chart-mark-line" x1="0" x2={width} y1={y} y2={y} />
            <text className="chart-mark-text" x="6" y={near || y < 8 ? y + 12 : y - 4.5}>
              {text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
