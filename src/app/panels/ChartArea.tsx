import { lazy, Suspense, useRef } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import { chartsHeight } from '../charts/heights.ts'
import { useBeside } from '../state/beside.ts'
import { point } from '../state/inspection.ts'
import { useShown } from '../state/shown-run.ts'
import { seek, zoomTo } from '../state/time.ts'
import { useWidth } from './use-width.ts'

const Charts = lazy(() => import('../charts/Charts.tsx'))

interface ChartAreaProps {
  readonly lab: AnyLab
  readonly phone?: boolean
  /** Keys of the charts to show; all when absent. */
  readonly only?: readonly string[]
}

/** The charts in a space that is reserved before they load. */
export function ChartArea(props: ChartAreaProps) {
  const area = useRef<HTMLElement>(null)
  const width = useWidth(area)
  const params = useShown((state) => state.frame?.params)
  const height = chartsHeight(props.lab, props.phone ?? false, props.only, params)
  return (
    <section ref={area} className="chart-area" aria-label="Charts" style={{ minHeight: height }}>
      <Suspense>{width > 0 && <LiveCharts {...props} width={width} />}</Suspense>
    </section>
  )
}

function LiveCharts({ lab, phone = false, only, width }: ChartAreaProps & { readonly width: number }) {
  const frame = useShown((state) => state.frame)
  const detail = useShown((state) => state.detail)
  const beside = useBeside()
  const view = useShown((state) => state.view)
  const zoomed = useShown((state) => state.zoomed)
  const cursor = useShown((state) => state.cursor)
  const playing = useShown((state) => state.playing)
  // Traffic first: the charts are the heaviest part of the page.
  if (!frame || (playing && frame.position.event === 0)) return null
  return (
    <Charts
      lab={lab}
      params={frame.params}
      detail={detail}
      beside={beside}
      position={frame.position.time}
      end={frame.end.time}
      view={view}
      zoomed={zoomed}
      cursor={cursor}
      playing={playing}
      width={width}
      phone={phone}
      {...(only && { only })}
      onCursor={point}
      onSeek={seek}
      onView={zoomTo}
    />
  )
}
