import { Fragment, memo, type ReactElement, useMemo } from 'react'
import { Curve, Surface } from 'recharts'
import type { Chart, Series } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import type { Range } from './range.ts'
import type { Row } from './samples.ts'
import { fillsArea, looksOf, type SeriesLook, stackOrder } from './series-look.ts'
import type { View } from './view.ts'

interface PlotProps {
  readonly chart: Chart
  readonly rows: readonly Row[]
  /** Width of a bar in time. */
  readonly span: Millis
  /** Where knowledge ends: a bar that is still growing is no wider than that. */
  readonly known: Millis
  readonly view: View
  readonly range: Range
  readonly width: number
  readonly height: number
  /** Probes switched off in the legend. */
  readonly hidden: ReadonlySet<string>
}

/** Room above and below a plot, so that a line at its edge keeps its full width. */
const BLEED = 2

/**
 * The curves or bars of one chart, and nothing else: axes, marks and cursor lie around it and move without it. Only the
 * shapes are Recharts': a whole chart of it keeps a store of its own and goes through all of it at every change.
 */
export const Plot = memo(function Plot(props: PlotProps) {
  const { chart, width, height, hidden } = props
  const looks = useMemo(() => looksOf(chart), [chart])
  const shown = chart.series.filter(({ probe }) => !hidden.has(probe))
  const look = (series: Series) => looks[chart.series.indexOf(series)] as SeriesLook
  return (
    <Surface width={width} height={height + 2 * BLEED}>
      {chart.kind === 'bars' ? barsFor(stackOrder(shown), look, props) : shown.map(curvesFor(look, props))}
    </Surface>
  )
})

type LookOf = (series: Series) => SeriesLook

/** From time and value to pixels. */
function scaleOf({ view, range, width, height }: PlotProps) {
  const across = width / (view.to - view.from)
  const upwards = height / (range.top - range.bottom)
  return {
    across,
    x: (time: Millis) => (time - view.from) * across,
    y: (value: number) => BLEED + (range.top - value) * upwards,
  }
}

/** A line for each series, and below the line of a chart's only one an area. */
const curvesFor =
  (look: LookOf, props: PlotProps) =>
  (series: Series): ReactElement => {
    const { probe, theory } = series
    const { stroke, width, dash, round } = look(series)
    const { x, y } = scaleOf(props)
    const points = props.rows.map((row) => {
      const value = row[probe] ?? null
      return { x: x(row.time), y: value === null ? null : y(value) }
    })
    const stepped = props.chart.kind === 'lines' && props.chart.stepped && theory === undefined
    const type = stepped ? 'stepAfter' : 'linear'
    return (
      <Fragment key={probe}>
        {fillsArea(props.chart) && theory === undefined && (
          <Curve type={type} points={points} baseLine={y(0)} fill={stroke} fillOpacity={0.12} />
        )}
        <Curve
          type={type}
          points={points}
          fill="none"
          stroke={stroke}
          strokeWidth={width}
          {...(dash !== undefined && { strokeDasharray: dash })}
          // A single point between gaps is seen by its round caps; dashes with them would run together.
          strokeLinecap={round || dash === undefined ? 'round' : 'butt'}
          strokeLinejoin="round"
        />
      </Fragment>
    )
  }

/** The bars of each series, stacked in the order given, as one path: far lighter than an element each. */
function barsFor(stack: readonly Series[], look: LookOf, props: PlotProps): readonly ReactElement[] {
  const { across, x, y } = scaleOf(props)
  const full = props.span * across
  const gap = full > 4 ? 1.5 : 0
  const known = x(props.known)
  const sums = props.rows.map(() => 0)
  return stack.map((series) => {
    const bars = props.rows.map((row, i) => {
      const base = sums[i] as number
      const sum = base + (row[series.probe] ?? 0)
      sums[i] = sum
      const left = x(row.time) - full / 2
      const width = Math.min(left + full, known) - left - gap
      const height = y(base) - y(sum)
      if (height < 0.01 || width <= 0) return ''
      const sides = [width, Math.max(height - 0.75, 0.75)].map((side) => side.toFixed(2))
      return `M${(left + gap / 2).toFixed(2)} ${y(sum).toFixed(2)}h${sides[0]}v${sides[1]}h-${sides[0]}Z`
    })
    return <path key={series.probe} d={bars.join('')} fill={look(series).fill} />
  })
}
