import { memo, type ReactElement } from 'react'
import { Area, Bar, type BarShapeProps, ComposedChart, Line, XAxis, YAxis } from 'recharts'
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
export const BLEED = 2
const MARGIN = { top: BLEED, right: 0, bottom: BLEED, left: 0 }

/** The curves or bars of one chart, and nothing else: axes, marks and cursor lie around it and move without it. */
export const Plot = memo(function Plot({ chart, rows, span, known, view, range, width, height, hidden }: PlotProps) {
  const looks = looksOf(chart)
  const look = (series: Series) => looks[chart.series.indexOf(series)] as SeriesLook
  const shown = chart.series.filter(({ probe }) => !hidden.has(probe))
  const scale = width / (view.to - view.from)
  const shape = barShape(span * scale, (known - view.from) * scale)
  return (
    <ComposedChart
      width={width}
      height={height + 2 * BLEED}
      data={rows as Row[]}
      margin={MARGIN}
      accessibilityLayer={false}
      barCategoryGap={0}
    >
      <XAxis type="number" dataKey="time" domain={[view.from, view.to]} allowDataOverflow hide />
      <YAxis type="number" domain={[range.bottom, range.top]} width={0} hide />
      {chart.kind === 'bars'
        ? stackOrder(shown).map((series) => barsFor(series, look(series), shape))
        : shown.map((series) => curveFor(series, look(series), chart.stepped ?? false, fillsArea(chart)))}
    </ComposedChart>
  )
})

function barsFor({ probe }: Series, { fill }: SeriesLook, shape: (bar: BarShapeProps) => ReactElement): ReactElement {
  return (
    <Bar
      key={probe}
      dataKey={probe}
      stackId="stack"
      fill={fill}
      shape={shape}
      isAnimationActive={false}
      activeBar={false}
    />
  )
}

/** A bar around the middle that Recharts found for it, with a gap beside it and, above another one, below it. */
const barShape =
  (full: number, known: number) =>
  ({ x, y, width, height, fill }: BarShapeProps): ReactElement => {
    const gap = full > 4 ? 1.5 : 0
    const left = x + width / 2 - full / 2
    const right = Math.min(left + full, known)
    if (height <= 0 || right - left <= gap) return <g />
    return (
      <rect x={left + gap / 2} y={y} width={right - left - gap} height={Math.max(height - 0.75, 0.75)} fill={fill} />
    )
  }

function curveFor(series: Series, look: SeriesLook, stepped: boolean, area: boolean): ReactElement {
  const { probe, theory } = series
  const line = {
    dataKey: probe,
    type: stepped && theory === undefined ? 'stepAfter' : 'linear',
    stroke: look.stroke,
    strokeWidth: look.width,
    strokeLinecap: look.round ? 'round' : 'butt',
    strokeLinejoin: 'round',
    dot: false,
    activeDot: false,
    isAnimationActive: false,
    ...(look.dash === undefined ? {} : { strokeDasharray: look.dash }),
  } as const
  if (!area || theory !== undefined) return <Line key={probe} {...line} />
  return <Area key={probe} {...line} fill={look.stroke} fillOpacity={0.12} baseValue={0} />
}
