import { memo, type ReactElement, useMemo } from 'react'
import { Area, AreaChart, type AreaRevealShapeProps, XAxis, YAxis } from 'recharts'
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
const MARGIN = { top: BLEED, right: 0, bottom: BLEED, left: 0 }

/** The curves or bars of one chart, and nothing else: axes, marks and cursor lie around it and move without it. */
export const Plot = memo(function Plot(props: PlotProps) {
  const { chart, view, range, width, height, hidden } = props
  const looks = useMemo(() => looksOf(chart), [chart])
  const shown = chart.series.filter(({ probe }) => !hidden.has(probe))
  const look = (series: Series) => looks[chart.series.indexOf(series)] as SeriesLook
  const scale = width / (view.to - view.from)
  const bars = chart.kind === 'bars'
  const across = useMemo(() => [0, width] as const, [width])
  const bottom = range.bottom / (range.top - range.bottom)
  const upwards = useMemo(() => [bottom, bottom + 1] as const, [bottom])
  const shape = barsShape(props.span * scale, (props.known - view.from) * scale)
  return (
    <AreaChart
      width={width}
      height={height + 2 * BLEED}
      data={usePlaces(props)}
      margin={MARGIN}
      accessibilityLayer={false}
    >
      <XAxis type="number" dataKey="x" domain={across} allowDataOverflow hide />
      <YAxis type="number" domain={upwards} width={0} hide />
      {bars
        ? stackOrder(shown).map((series) => barsFor(series, look(series), shape))
        : shown.map((series) => curveFor(series, look(series), chart.stepped ?? false, fillsArea(chart)))}
    </AreaChart>
  )
})

type Place = Readonly<Record<string, number | null>>

/**
 * The rows in pixels and in shares of the range. Recharts goes through a whole chart once more for every domain that
 * changes; like this none does while the view moves on.
 */
function usePlaces({ chart, rows, view, range, width }: PlotProps): Place[] {
  return useMemo(() => {
    const scale = width / (view.to - view.from)
    const size = range.top - range.bottom
    const missing = chart.kind === 'bars' ? 0 : null
    const places = rows.map((row) => {
      const place: Record<string, number | null> = { x: (row.time - view.from) * scale }
      for (const { probe } of chart.series) {
        const value = row[probe] ?? null
        place[probe] = value === null ? missing : value / size
      }
      return place
    })
    // Recharts leaves out an area of one point.
    return places.length === 1 ? [...places, { ...places[0], x: -width }] : places
  }, [chart, rows, view, range, width])
}

type Shape = (area: AreaRevealShapeProps) => ReactElement

function barsFor({ probe }: Series, { fill }: SeriesLook, shape: Shape): ReactElement {
  return (
    <Area
      key={probe}
      dataKey={probe}
      stackId="stack"
      fill={fill}
      shape={shape}
      dot={false}
      activeDot={false}
      isAnimationActive={false}
    />
  )
}

/** The bars of one series as one path, far lighter than an element each, with gaps beside and between them. */
const barsShape =
  (full: number, known: number): Shape =>
  ({ points = [], baseLine, fill }) => {
    const gap = full > 4 ? 1.5 : 0
    const bars = points.map(({ x, y }, i) => {
      const base = Array.isArray(baseLine) ? baseLine[i]?.y : baseLine
      const left = (x ?? 0) - full / 2
      const width = Math.min(left + full, known) - left - gap
      const height = (base ?? 0) - (y ?? 0)
      if (height < 0.01 || width <= 0) return ''
      const sides = [width, Math.max(height - 0.75, 0.75)].map((side) => side.toFixed(2))
      return `M${(left + gap / 2).toFixed(2)} ${y?.toFixed(2)}h${sides[0]}v${sides[1]}h-${sides[0]}Z`
    })
    return <path d={bars.join('')} fill={fill} />
  }

function curveFor(series: Series, look: SeriesLook, stepped: boolean, area: boolean): ReactElement {
  const { probe, theory } = series
  const line = {
    dataKey: probe,
    type: stepped && theory === undefined ? 'stepAfter' : 'linear',
    stroke: look.stroke,
    strokeWidth: look.width,
    // A single point between gaps is seen by its round caps; dashes with them would run together.
    strokeLinecap: look.round || look.dash === undefined ? 'round' : 'butt',
    strokeLinejoin: 'round',
    dot: false,
    activeDot: false,
    isAnimationActive: false,
    ...(look.dash === undefined ? {} : { strokeDasharray: look.dash }),
  } as const
  // A line of Recharts measures its path at every change, which makes the browser lay out the page: an area does not.
  const filled = area && theory === undefined
  return <Area key={probe} {...line} fill={filled ? look.stroke : 'none'} fillOpacity={0.12} baseValue={0} />
}
