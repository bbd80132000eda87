import type { Chart } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import type { Samples } from '../../worker/protocol.ts'
import type { DrawnMark } from './marks.ts'
import { type Range, stickyRange } from './range.ts'
import { type Bars, barsOf, pointsOf, type Row } from './samples.ts'
import type { View } from './view.ts'

/** What one chart draws until its next turn. */
export interface RowData {
  readonly rows: readonly Row[]
  readonly bars: Bars | undefined
  readonly range: Range
  readonly view: View
  readonly empty: boolean
}

/** Bars are at least so many pixels wide. */
const LEAST_BAR = 11

interface Input {
  readonly chart: Chart
  readonly samples: Samples | undefined
  readonly view: View
  readonly width: number
  readonly marks: readonly DrawnMark[]
  readonly hidden: ReadonlySet<string>
}

/** Prepares a chart for drawing; `before` and `at` (wall time) keep its range from jumping about. */
export function rowData(input: Input, before: Range | undefined, at: Millis): RowData {
  const { chart, samples, view, width, marks, hidden } = input
  const probes = [...new Set(chart.series.map(({ probe }) => probe))]
  const least = ((view.to - view.from) * LEAST_BAR) / width
  const bars = chart.kind === 'bars' && samples ? barsOf(samples, probes, least) : undefined
  const rows = bars ? bars.rows : samples ? pointsOf(samples, probes) : []
  const half = bars ? bars.span / 2 : 0
  const inView = rows.filter(({ time }) => time + half >= view.from && time - half <= view.to)
  const shown = probes.filter((probe) => !hidden.has(probe))
  const { low, high } = extent(inView, shown, chart.kind === 'bars')
  const all = extent(inView, probes, chart.kind === 'bars')
  const levels = marks.map(({ value }) => value)
  const range = stickyRange(before, Math.min(low, ...levels), Math.max(high, chart.floor ?? 0, ...levels), at)
  return { rows, bars, range, view, empty: chart.kind === 'bars' ? all.high <= 0 : !all.known }
}

/** The least and greatest value (of stacks: their sums), always around 0. */
function extent(rows: readonly Row[], probes: readonly string[], stacked: boolean) {
  let low = 0
  let high = 0
  let known = false
  for (const row of rows) {
    let sum = 0
    for (const probe of probes) {
      const value = row[probe]
      if (value === null || value === undefined) continue
      known = true
      sum = stacked ? sum + value : value
      low = Math.min(low, sum)
      high = Math.max(high, sum)
    }
  }
  return { low, high, known }
}
