import type { Machine } from '../../machine/machine.ts'
import type { Segment } from './segments.ts'
import { toneColour, toneFill } from './series-look.ts'
import { labelOf, toneOf } from './tones.ts'

interface StretchesProps {
  readonly machine: Machine | undefined
  readonly segments: readonly Segment[]
  readonly y: number
  readonly height: number
  /** Names of states inside the stretches that are wide enough. */
  readonly named?: boolean
}

/** Mean width of a letter of bold 11 px text, and the room around a name. */
const LETTER = 6.4
const INSET = 10

/** The states of a machine over time: each in its colour and hatch, with its name where there is room. */
export function Stretches({ machine, segments, y, height, named = false }: StretchesProps) {
  return segments.map(({ x, width, state }) => {
    const tone = toneOf(machine, state)
    const label = labelOf(machine, state)
    const room = label.length * LETTER
    const ink = tone === 'plain' ? 'var(--accent-ink)' : `var(--${tone === 'refused' ? 'failed' : tone}-ink)`
    return (
      <g key={x}>
        <rect x={x} y={y} width={width} height={height} fill={toneFill(tone)} />
        {named && width >= room + 2 * INSET && (
          <>
            <rect x={x + INSET - 4} y={y} width={room + 8} height={height} fill={toneColour(tone)} />
            <text className="chart-state" x={x + INSET} y={y + height / 2} dy="0.35em" fill={ink}>
              {label}
            </text>
          </>
        )}
      </g>
    )
  })
}
