import { type KeyboardEvent, memo, useState } from 'react'
import type { Chart } from '../../lab/chart.ts'
import { LegendMark } from './LegendMark.tsx'
import { looksOf, type SeriesLook } from './series-look.ts'

interface LegendProps {
  readonly chart: Chart
  /** One text a series: its value at the cursor. */
  readonly values: readonly string[]
  /** On a phone: short units, and nothing to press, as the rows are too low for a finger. */
  readonly phone: boolean
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (chart: string, probe: string) => void
}

/** Title, unit and series of a chart with their values at the cursor; a press on a series switches it off and on. */
export const Legend = memo(function Legend(props: LegendProps) {
  const { chart, phone } = props
  return (
    <>
      <p className="chart-title" title={`${chart.title} ${chart.unit}`}>
        {chart.title} <span>{phone ? chart.unit.replace('per second', '/s') : chart.unit}</span>
      </p>
      {phone ? <Texts {...props} /> : <Toggles {...props} />}
    </>
  )
})

function Texts({ chart, values, hidden }: LegendProps) {
  return chart.series.map(({ probe }, i) => (
    <div key={probe} className="chart-series" data-off={hidden.has(probe) || undefined}>
      <Line chart={chart} i={i} value={hidden.has(probe) ? 'off' : (values[i] ?? '')} />
    </div>
  ))
}

/** One stop of the tab key for all series; arrow keys move between them. */
function Toggles({ chart, values, hidden, onToggle }: LegendProps) {
  const [reached, setReached] = useState(0)
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const next = (reached + by + chart.series.length) % chart.series.length
    setReached(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div role="toolbar" aria-orientation="vertical" aria-label={`Series of ${chart.title}`} onKeyDown={move}>
      {chart.series.map(({ probe, label, theory }, i) => (
        <button
          key={probe}
          type="button"
          className="chart-series"
          tabIndex={i === reached ? 0 : -1}
          aria-pressed={!hidden.has(probe)}
          data-off={hidden.has(probe) || undefined}
          title={theory === undefined ? label : `${label}, ${theory}`}
          onFocus={() => setReached(i)}
          onClick={() => onToggle(chart.key, probe)}
        >
          <Line chart={chart} i={i} value={hidden.has(probe) ? 'off' : (values[i] ?? '')} />
        </button>
      ))}
    </div>
  )
}

function Line({ chart, i, value }: { readonly chart: Chart; readonly i: number; readonly value: string }) {
  const series = chart.series[i]
  const look = looksOf(chart)[i]
  if (!series || !look) return null
  return (
    <>
      <LegendMark chart={chart} series={series} look={look as SeriesLook} />
      <span className="chart-series-label">{series.label}</span>
      <span className="chart-value">{value}</span>
    </>
  )
}
