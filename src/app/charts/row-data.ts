import type { Chart } from '../../lab/chart.ts'
import type { Millis } from '../../units.ts'
import type { Samples } from '../../worker/protocol.ts'
import { type Range, stickyRange } from './range.ts'
import { type Bars, barsOf, pointsOf, type Row, stepOf } from './samples.ts'
import type { View } from './view.ts'

/** What one chart draws until its next turn. */
export interface RowData {
  /** Those in the view and one on either side of it. */
  readonly rows: readonly Row[]
  /** The time of the newest sample; before the first one 0. */
  readonly known: Millis
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
  /** The samples of the run that this one is compared with; they count for the range. */
  readonly beside?: Samples | undefined
  /** Values that the range must reach besides those of the samples. */
  readonly levels: readonly number[]
  readonly hidden: ReadonlySet<string>
}

/** Prepares a chart for drawing; `before` and `at` (wall time) keep its range from jumping about. */
export function rowData(input: Input, before: Range | undefined, at: Millis): RowData {
  const { chart, samples, view, levels, hidden } = input
  const probes = [...new Set(chart.series.map(({ probe }) => probe))]
  const { rows, bars } = drawn(input, samples, probes)
  const stacked = chart.kind === 'bars'
  const visible = probes.filter((probe) => !hidden.has(probe))
  const shown = extent([...rows, ...drawn(input, input.beside, probes).rows], visible, stacked)
  const all = extent(rows, probes, stacked)
  const high = Math.max(shown.high, chart.floor ?? 0, ...levels)
  const range = stickyRange(before, Math.min(shown.low, ...levels), high, at)
  const known = samples?.time.at(-1) ?? 0
  return { rows, known, bars, range, view, empty: stacked ? all.high <= 0 : !all.known }
}

/** What is drawn of samples: points, or bars of a legible width. */
function drawn({ chart, view, width }: Input, samples: Samples | undefined, probes: readonly string[]) {
  if (!samples) return { rows: [], bars: undefined }
  const least = ((view.to - view.from) * LEAST_BAR) / width
  const bars = chart.kind === 'bars' ? barsOf(samples, probes, least) : undefined
  const reach = bars ? bars.span / 2 : stepOf(samples)
  const rows = (bars ? bars.rows : pointsOf(samples, probes)).filter(
    ({ time }) => time + reach >= view.from && time - reach <= view.to,
  )
  return { rows, bars }
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
