import type { Chart } from '../../lab/chart.ts'
import type { Detail } from '../../worker/protocol.ts'
import { stateAt } from './segments.ts'
import type { View } from './view.ts'

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * All series of the charts within a view as CSV (RFC 4180): the time in milliseconds, the state of the main machine
 * if there is one, a column per series. An unknown value is an empty field.
 */
export function csvOf(charts: readonly Chart[], detail: Detail, view: View): string {
  const { samples, spans } = detail
  const columns = charts.flatMap(({ title, unit, series }) =>
    series.map(({ probe, label }) => ({ probe, head: `${title}: ${label}${unit ? ` (${unit})` : ''}` })),
  )
  const head = ['time (ms)', ...(spans.length > 0 ? ['state'] : []), ...columns.map((column) => column.head)]
  const lines = [head.map(quoted).join(',')]
  samples.time.forEach((time, i) => {
    if (time < view.from || time > view.to) return
    const values = columns.map(({ probe }) => samples.values[probe]?.[i] ?? Number.NaN)
    const fields = values.map((value) => (Number.isNaN(value) ? '' : String(value)))
    lines.push([String(time), ...(spans.length > 0 ? [quoted(stateAt(spans, time) ?? '')] : []), ...fields].join(','))
  })
  return `${lines.join('\r\n')}\r\n`
}
