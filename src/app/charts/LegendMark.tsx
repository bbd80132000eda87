import type { Chart, Series } from '../../lab/chart.ts'
import { ToneShape } from '../controls/ToneShape.tsx'
import type { SeriesLook } from './series-look.ts'

interface LegendMarkProps {
  readonly chart: Chart
  readonly series: Series
  readonly look: SeriesLook
}

/** The sample of a series in its legend: the shape of its state for bars, a piece of the line for curves. */
export function LegendMark({ chart, series: { tone = 'plain' }, look }: LegendMarkProps) {
  if (chart.kind === 'bars' && tone !== 'refused' && tone !== 'plain')
    return <ToneShape tone={tone} className="chart-mark" />
  return (
    <svg className="chart-mark" width="12" height="12" aria-hidden="true" focusable="false">
      {chart.kind === 'bars' ? (
        <rect x="1" y="1" width="10" height="10" rx="1" fill={look.fill} />
      ) : (
        <Piece look={look} />
      )}
    </svg>
  )
}

function Piece({ look: { dash, round, stroke, width } }: { look: SeriesLook }) {
  const pattern = dash === undefined ? {} : { strokeDasharray: dash }
  const cap = round ? 'round' : 'butt'
  return <line x1="0" x2="12" y1="6" y2="6" stroke={stroke} strokeWidth={width} strokeLinecap={cap} {...pattern} />
}
