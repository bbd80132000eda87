import { memo, type RefObject, useMemo, useRef } from 'react'
import type { Chart } from '../../lab/chart.ts'
import type { AnyLab } from '../../lab/lab.ts'
import { clock, type Millis } from '../../units.ts'
import type { Samples } from '../../worker/protocol.ts'
import type { RowPlace } from './heights.ts'
import { Legend } from './Legend.tsx'
import type { DrawnMark } from './marks.ts'
import { Plot } from './Plot.tsx'
import { chartFactor, reading, valueAt } from './reading.ts'
import { type RowData, rowData } from './row-data.ts'
import { Marks, Scale } from './Scale.tsx'
import { Shifted } from './Shifted.tsx'
import { emptiestCorner, theoryNote } from './theory-note.ts'
import { type TurnTaker, useTurn } from './use-turns.ts'
import { sameSpan, type View } from './view.ts'

/** What a row takes over at its turn. */
export interface Newest {
  readonly samples: Samples | undefined
  /** The samples of the run that this one is compared with. */
  readonly beside: Samples | undefined
  readonly view: View
  readonly position: Millis
}

interface ChartRowProps {
  readonly lab: AnyLab
  readonly chart: Chart
  readonly place: RowPlace
  readonly label: number
  readonly width: number
  readonly newest: RefObject<Newest>
  /** The newest samples: that they changed makes the row ask for a turn. */
  readonly samples: Samples | undefined
  readonly marks: readonly DrawnMark[]
  /** Values that the vertical axis must reach besides those of the samples. */
  readonly levels: readonly number[]
  /**
   * The moment whose values the legend shows; undefined: the position when the row was drawn last, while that
   * moves.
   */
  readonly at: Millis | undefined
  readonly phone: boolean
  readonly taker: TurnTaker
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (chart: string, probe: string) => void
}

/** One chart: label column, axis and plot. Redrawn when it is its turn; moves with the view in between. */
export const ChartRow = memo(function ChartRow(props: ChartRowProps) {
  const { lab, chart, place, label, width, at, phone, hidden, onToggle } = props
  const element = useRef<HTMLDivElement>(null)
  const data = useRowData(props, element)
  const factor = chartFactor(chart, lab.probes)
  const moment = at ?? Math.min(data.position, data.samples?.time.at(-1) ?? 0)
  const values = useMemo(
    () =>
      chart.series.map((series) =>
        reading(data.samples ? valueAt(chart, series, data.samples, data.bars, moment) : Number.NaN, factor),
      ),
    [chart, data, moment, factor],
  )
  const summary = chart.series.map((series, i) => `${series.label} ${values[i]}`).join(', ')
  return (
    <div ref={element} className="chart-row" data-below={chart.title} style={{ top: place.top, height: place.height }}>
      <div className="chart-label" style={{ width: label }}>
        <Legend chart={chart} values={values} phone={phone} hidden={hidden} onToggle={onToggle} />
      </div>
      <div
        className="chart-plot"
        role="img"
        aria-label={`${chart.title} ${chart.unit} at ${clock(moment)}: ${data.empty ? chart.empty : summary}`}
        style={{ left: label, width, height: place.height }}
      >
        <Scale range={data.range} factor={factor} width={width} height={place.height} />
        <div className="chart-clip">
          <Shifted drawn={data.view} width={width}>
            <Curves chart={chart} data={data} width={width} height={place.height} hidden={hidden} />
          </Shifted>
        </div>
        <Marks marks={props.marks} range={data.range} width={width} height={place.height} />
        <Note chart={chart} data={data} />
        {data.empty && (
          <p className="chart-empty">
            <span>{chart.empty}</span>
          </p>
        )}
      </div>
    </div>
  )
})

interface Drawn extends RowData {
  readonly position: Millis
  readonly samples: Samples | undefined
}

/** What is drawn: taken over from the newest details at this row's turn. */
function useRowData(props: ChartRowProps, element: RefObject<HTMLDivElement | null>): Drawn {
  const { chart, newest, samples, width, levels, hidden } = props
  const shown = useTurn(props.taker, chart.key, element, newest, samples)
  const last = useRef<RowData>(undefined)
  return useMemo(() => {
    const before = last.current && sameSpan(last.current.view, shown.view) ? last.current.range : undefined
    const data = rowData({ ...shown, chart, width, levels, hidden }, before, performance.now())
    last.current = data
    return { ...data, samples: shown.samples, position: shown.position }
  }, [shown, chart, width, levels, hidden])
}

interface CurvesProps {
  readonly chart: Chart
  readonly data: RowData
  readonly width: number
  readonly height: number
  readonly hidden: ReadonlySet<string>
}

const Curves = memo(function Curves({ chart, data, width, height, hidden }: CurvesProps) {
  if (data.empty) return null
  const { rows, bars, known, view, range } = data
  return (
    <Plot
      chart={chart}
      rows={rows}
      span={bars?.span ?? 0}
      known={known}
      view={view}
      range={range}
      width={width}
      height={height}
      hidden={hidden}
    />
  )
})

/** The name of the law that is drawn, where it covers the least. */
const Note = memo(function Note({ chart, data }: { chart: Chart; data: RowData }) {
  const text = useMemo(() => theoryNote(chart, data.rows), [chart, data.rows])
  const corner = useMemo(() => {
    const probes = chart.series.map(({ probe }) => probe)
    return text === '' ? 'bottom-right' : emptiestCorner(data.rows, probes, data.view, data.range)
  }, [chart, data, text])
  return text === '' || data.empty ? null : <p className={`chart-note chart-note-${corner}`}>{text}</p>
})
