import type { Chart } from '../../lab/chart.ts'
import { LegendMark } from './LegendMark.tsx'
import { looksOf, type SeriesLook } from './series-look.ts'

interface LegendProps {
  readonly chart: Chart
  /** One text a series: its value at the cursor. */
  readonly values: readonly string[]
  /** Room for short units only. */
  readonly narrow: boolean
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (probe: string) => void
}

/** Title, unit and series of a chart with their values at the cursor; a click on a series switches it off and on. */
export function Legend({ chart, values, narrow, hidden, onToggle }: LegendProps) {
  const looks = looksOf(chart)
  return (
    <div className="chart-legend">
      <h3 className="chart-title" title={`${chart.title} ${chart.unit}`}>
        {chart.title} <span>{narrow ? chart.unit.replace('per second', '/s') : chart.unit}</span>
      </h3>
      {chart.series.map((series, i) => (
        <button
          key={series.probe}
          type="button"
          className="chart-series"
          aria-pressed={!hidden.has(series.probe)}
          title={series.theory === undefined ? series.label : `${series.label}, ${series.theory}`}
          onClick={() => onToggle(series.probe)}
        >
          <LegendMark chart={chart} series={series} look={looks[i] as SeriesLook} />
          <span className="chart-series-label">{series.label}</span>
          <span className="chart-value">{hidden.has(series.probe) ? 'off' : values[i]}</span>
        </button>
      ))}
    </div>
  )
}
