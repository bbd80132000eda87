import { memo } from 'react'
import type { Machine } from '../../machine/machine.ts'
import type { Millis } from '../../units.ts'
import type { Span } from '../../worker/protocol.ts'
import type { RowPlace } from './heights.ts'
import { Stretches } from './Stretches.tsx'
import { segmentsOf, tickPlaces } from './segments.ts'
import { toneOf } from './tones.ts'
import type { View } from './view.ts'

interface StateRowProps {
  readonly machine: Machine | undefined
  readonly spans: readonly Span[]
  readonly end: Millis
  readonly view: View
  readonly width: number
  readonly place: RowPlace
}

/** The strip of the main machine over the charts: its states in colour, hatch and word, its transitions as ticks. */
export const StateRow = memo(function StateRow({ machine, spans, end, view, width, place }: StateRowProps) {
  const segments = segmentsOf(spans, end, view, width, (state) => toneOf(machine, state))
  return (
    <svg className="chart-strip" width={width} height={place.height} aria-hidden="true" focusable="false">
      <Stretches machine={machine} segments={segments} y={0} height={place.height} named />
      {tickPlaces(spans, end, view, width).map((x) => (
        <rect key={x} className="chart-transition" x={x - 0.75} y={0} width="1.5" height="5" />
      ))}
    </svg>
  )
})
