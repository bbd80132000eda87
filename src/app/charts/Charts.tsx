import './charts.css'
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Chart } from '../../lab/chart.ts'
import { clock, type Millis } from '../../units.ts'
import { ChartRow, type Newest } from './ChartRow.tsx'
import { ChartsBelow } from './ChartsBelow.tsx'
import { ChartTools } from './ChartTools.tsx'
import { Cursor, TimeAxis } from './Cursor.tsx'
import type { ChartsProps } from './chart-props.ts'
import { type ChartPlaces, chartPlaces, type RowPlace, shownCharts } from './heights.ts'
import { type DrawnMark, marksOf } from './marks.ts'
import { Shifted, ShownView } from './Shifted.tsx'
import { StateRow } from './StateRow.tsx'
import { stateAt } from './segments.ts'
import { labelOf, mainMachine } from './tones.ts'
import { usePointer } from './use-pointer.ts'
import { TurnTaker } from './use-turns.ts'

const NONE: ReadonlySet<string> = new Set()
const NO_LEVELS: readonly number[] = []
const NO_MARKS: readonly DrawnMark[] = []

/** The charts of a lab on one time axis, under the strip of its main machine, with one cursor through all. */
export default function Charts(props: ChartsProps) {
  const { lab, params, detail, beside, cursor, playing, position, phone = false, only } = props
  const figure = useRef<HTMLElement>(null)
  const charts = useMemo(() => shownCharts(lab, params, only), [lab, params, only])
  const places = useMemo(() => chartPlaces(lab, charts, phone), [lab, charts, phone])
  const newest = useNewest({ samples: detail?.samples, beside: beside?.samples, view: props.view, position })
  const width = Math.max(80, props.width - places.label - places.right)
  const marks = useMarks(lab, params, charts)
  const marksBeside = useMarks(lab, beside?.params ?? params, charts)
  const levels = useMemo(
    () => marks.map((own, i) => [...own, ...(marksBeside[i] ?? [])].map(({ value }) => value)),
    [marks, marksBeside],
  )
  const [taker] = useState(() => new TurnTaker())
  const [hidden, toggle] = useHidden()
  return (
    <figure ref={figure} className="charts" style={{ width: props.width, height: places.total }} aria-label="Charts">
      <ShownView value={props.view}>
        {places.strip && <States {...props} places={places} strip={places.strip} plot={width} />}
        {charts.map((chart, i) => (
          <ChartRow
            key={chart.key}
            lab={lab}
            chart={chart}
            place={places.rows[i] as RowPlace}
            label={places.label}
            width={width}
            newest={newest}
            samples={detail?.samples}
            marks={marks[i] ?? NO_MARKS}
            levels={levels[i] ?? NO_LEVELS}
            at={cursor ?? (playing ? undefined : position)}
            phone={phone}
            taker={taker}
            hidden={hidden[chart.key] ?? NONE}
            onToggle={toggle}
          />
        ))}
      </ShownView>
      <Pointer {...props} places={places} plot={width} />
      <TimeAxis places={places} width={width} view={props.view} position={position} cursor={cursor}>
        <ChartsBelow figure={figure} places={places} />
      </TimeAxis>
      <ChartTools {...props} charts={charts} figure={figure} hidden={hidden} onToggle={toggle} />
    </figure>
  )
}

/** What rows take over at their turn, without being drawn anew for it before. */
function useNewest(newest: Newest): RefObject<Newest> {
  const kept = useRef(newest)
  useLayoutEffect(() => {
    kept.current = newest
  })
  return kept
}

/** The marks of each chart; the same arrays while they say the same, whatever object the parameters come in. */
function useMarks(
  lab: ChartsProps['lab'],
  params: ChartsProps['params'],
  charts: readonly Chart[],
): readonly (readonly DrawnMark[])[] {
  const marks = charts.map((chart) => marksOf(chart, lab.params, params))
  const text = JSON.stringify(marks)
  return useMemo(() => JSON.parse(text) as typeof marks, [text])
}

type Hidden = Readonly<Record<string, ReadonlySet<string>>>

/** The series switched off, by chart. */
function useHidden(): readonly [Hidden, (chart: string, probe: string) => void] {
  const [hidden, setHidden] = useState<Hidden>({})
  const toggle = useCallback((chart: string, probe: string) => {
    setHidden((before) => {
      const probes = new Set(before[chart])
      if (!probes.delete(probe)) probes.add(probe)
      return { ...before, [chart]: probes }
    })
  }, [])
  return [hidden, toggle]
}

interface Placed extends ChartsProps {
  readonly places: ChartPlaces
  readonly plot: number
}

/** The strip of the main machine: drawn anew with new details, moved along with the view in between. */
function States({ lab, detail, end, view, places, strip, plot }: Placed & { readonly strip: RowPlace }) {
  const latest = { end, view }
  // biome-ignore lint/correctness/useExhaustiveDependencies: end and view are those at the arrival of the details
  const drawn = useMemo(() => latest, [detail, plot])
  return (
    <div className="chart-row" style={{ top: strip.top, height: strip.height }}>
      <p className="chart-title chart-strip-title">State</p>
      <div className="chart-plot chart-clip" style={{ left: places.label, width: plot, height: strip.height }}>
        <Shifted drawn={drawn.view} width={plot}>
          <StateRow
            machine={mainMachine(lab)}
            spans={detail?.spans ?? []}
            end={drawn.end}
            view={drawn.view}
            width={plot}
            place={strip}
          />
        </Shifted>
      </div>
    </div>
  )
}

/** The layer over all plots that is pointed at: a slider for the cursor. */
function Pointer(props: Placed) {
  const { lab, detail, view, position, end, cursor, places, plot } = props
  const at = cursor ?? position
  const { drag, handlers } = usePointer({ ...props, width: plot, every: lab.every, cursor: at })
  return (
    <div
      className="chart-pointer"
      role="slider"
      tabIndex={0}
      aria-label="Cursor of the charts"
      aria-valuemin={0}
      aria-valuemax={Math.round(end)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={spoken(props, at)}
      style={{ left: places.label, width: plot, height: places.total }}
      {...handlers}
    >
      <Cursor
        places={places}
        width={plot}
        view={view}
        position={position}
        end={end}
        cursor={cursor}
        flags={detail?.flags ?? []}
        drag={drag}
      />
    </div>
  )
}

/** The cursor in words: its moment, and the state of the main machine then. */
function spoken({ lab, detail }: ChartsProps, at: Millis): string {
  const machine = mainMachine(lab)
  const state = machine && stateAt(detail?.spans ?? [], at)
  return state === undefined ? clock(at) : `${clock(at)}, ${labelOf(machine, state)}`
}
