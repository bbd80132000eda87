import type { Chart } from '../../lab/chart.ts'
import type { AnyLab } from '../../lab/lab.ts'
import type { Params, ParamValue } from '../../lab/param.ts'

type Values = Readonly<Record<string, ParamValue>>

/** Where a row lies within the block of charts, in CSS pixels. */
export interface RowPlace {
  readonly key: string
  readonly top: number
  readonly height: number
}

/** The sizes of a block of charts, known before Recharts is loaded. */
export interface ChartPlaces {
  /** Width of the label column; the plots begin behind it. */
  readonly label: number
  /** Free space right of the plots. */
  readonly right: number
  /** The strip of the main machine, when the lab has one. */
  readonly strip: RowPlace | undefined
  readonly rows: readonly RowPlace[]
  /** Where the time axis begins: the lower edge of the last plot. */
  readonly axis: number
  readonly total: number
}

/** Flags of acts stand above the strip. */
export const FLAGS = 22
export const STRIP = 18
const AXIS = 26
const LINE = 16

const plotHeight = (chart: Chart): number => {
  const legend = (chart.series.length + 1) * LINE - 4
  return Math.max(chart.tall ? 70 : 54, legend)
}

/** The charts that a lab shows with the parameters in force (with its defaults when they are not known yet). */
export function shownCharts(lab: AnyLab, params?: Values, only?: readonly string[]): readonly Chart[] {
  const values =
    params ?? Object.fromEntries(Object.entries(lab.params as Params).map(([key, param]) => [key, param.default]))
  return (lab.charts as readonly Chart[]).filter(
    ({ key, shownWhen }) => (only?.includes(key) ?? true) && (shownWhen?.(values as never) ?? true),
  )
}

/** Lays out the rows of a lab's charts, with the strip of its main machine above them if there is one. */
export function chartPlaces(lab: AnyLab, charts: readonly Chart[], phone = false): ChartPlaces {
  const strip = lab.main === undefined ? undefined : { key: 'strip', top: FLAGS, height: STRIP }
  let top = strip ? FLAGS + STRIP + 14 : FLAGS + 4
  const rows = charts.map((chart) => {
    const row = { key: chart.key, top, height: plotHeight(chart) }
    top += row.height + 18
    return row
  })
  const axis = top - 18
  return { label: phone ? 148 : 168, right: phone ? 16 : 24, strip, rows, axis, total: axis + AXIS }
}

/** The height to reserve for the charts of a lab (for those named in `only`) with the parameters in force. */
export function chartsHeight(lab: AnyLab, phone = false, only?: readonly string[], params?: Values): number {
  return chartPlaces(lab, shownCharts(lab, params, only), phone).total
}
