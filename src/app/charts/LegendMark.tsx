import type { Chart, Series } from '../../lab/chart.ts'
import { type SeriesLook, toneColour } from './series-look.ts'

/** The sample of a series in its legend: the shape of its state for bars, a piece of the line for curves. */
export function LegendMark({ chart, series, look }: { chart: Chart; series: Series; look: SeriesLook }) {
  return (
    <svg className="chart-mark" width="14" height="12" viewBox="0 0 14 12" aria-hidden="true" focusable="false">
      {chart.kind === 'bars' ? <Shape series={series} look={look} /> : <Piece look={look} />}
    </svg>
  )
}

function Piece({ look }: { look: SeriesLook }) {
  const dash = look.dash === undefined ? {} : { strokeDasharray: look.dash }
  const cap = look.round ? 'round' : 'butt'
  return (
    <line x1="0" x2="14" y1="6" y2="6" stroke={look.stroke} strokeWidth={look.width} strokeLinecap={cap} {...dash} />
  )
}

function Shape({ series, look }: { series: Series; look: SeriesLook }) {
  const tone = series.tone ?? 'plain'
  const fill = toneColour(tone)
  switch (tone) {
    case 'fine':
      return <circle cx="6" cy="6" r="4.5" fill={fill} />
    case 'caution':
      return <path d="M6 1.2 11.2 10.6H0.8Z" fill={fill} stroke="var(--caution-edge)" strokeLinejoin="round" />
    case 'idle':
      return <circle cx="6" cy="6" r="3.75" fill="none" stroke={fill} strokeWidth="1.75" />
    case 'suspect':
      return <path d="M6 0.5 11.5 6 6 11.5 0.5 6Z" fill={fill} />
    case 'failed':
      return (
        <>
          <rect x="1" y="1" width="10" height="10" rx="1.5" fill={fill} />
          <path d="m3.8 3.8 4.4 4.4m0-4.4-4.4 4.4" stroke="var(--failed-ink)" strokeWidth="1.4" />
        </>
      )
    default:
      return <rect x="1" y="1" width="10" height="10" rx="1" fill={look.fill} />
  }
}
