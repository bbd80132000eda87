import './flag.css'
import type { PlacedFlag } from './segments.ts'

interface FlagMarkProps {
  readonly flag: PlacedFlag
  /** Where its cloth begins and its pole ends, in pixels from the top. */
  readonly top: number
  readonly foot: number
}

/** An act in the run: a flag on a pole, with its words beside it where they have room. */
export function FlagMark({ flag: { x, text, side }, top, foot }: FlagMarkProps) {
  return (
    <g className="chart-flag">
      <title>{text}</title>
      <path d={`M${x} ${top}h11l-3 3.5 3 3.5h-11Z`} />
      <rect x={x - 0.75} y={top} width="1.5" height={foot - top} />
      {side !== 'none' && (
        <text
          x={side === 'left' ? x - 6 : x + 16}
          y={top + 4}
          dy="0.35em"
          textAnchor={side === 'left' ? 'end' : 'start'}
        >
          {text}
        </text>
      )}
    </g>
  )
}
