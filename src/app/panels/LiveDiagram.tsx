import { lazy, Suspense, useContext, useMemo } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { Frame } from '../../worker/protocol.ts'
import { stateAt } from '../charts/segments.ts'
import { omittedOf } from '../diagram/source.ts'
import { showGuide } from '../state/guide.ts'
import { pin, toggleBreakpoint } from '../state/inspection.ts'
import { usePreferences } from '../state/preferences.ts'
import { framesOf } from '../state/session.ts'
import { ShownRun, useShown } from '../state/shown-run.ts'

const Diagram = lazy(() => import('../diagram/Diagram.tsx').then((module) => ({ default: module.Diagram })))

interface LiveDiagramProps {
  readonly lab: AnyLab
  readonly name: string
  readonly compact?: boolean
  /** Across instead of top to bottom. */
  readonly direction?: 'LR' | undefined
  /** Nothing in it can be picked. */
  readonly idle?: boolean
}

type LabDiagram = AnyLab['diagrams'][number]

/** Parts of a diagram that are not drawn now: the lab omits them, and they were never taken. */
function omittedAt(lab: AnyLab, diagram: LabDiagram, { counts, params }: Pick<Frame, 'counts' | 'params'>) {
  const taken = (part: string): boolean => (counts[lab.book.names.indexOf(`${diagram.key}.${part}`)] ?? 0) > 0
  return omittedOf(diagram, params, taken)
}

const inspect = (part: string): void => {
  showGuide('why')
  pin(part)
}

/** A diagram of the lab on the run at hand. */
export function LiveDiagram({ lab, name, compact = false, direction, idle = false }: LiveDiagramProps) {
  const diagram = lab.diagrams.find(({ key }) => key === name)
  const playing = useShown((state) => state.playing)
  const speed = useShown((state) => state.speed)
  const breakpoints = useShown((state) => state.breakpoints)
  const stopped = useShown((state) => (state.stop?.by === 'breakpoint' ? state.stop.what : undefined))
  const pinned = useShown((state) => state.pinned)
  const counts = usePreferences((state) => state.counts)
  const hovered = useShown(({ cursor, detail }) =>
    cursor === undefined || !detail || lab.main !== name ? undefined : stateAt(detail.spans, cursor),
  )
  const atCursor = useMemo(() => (hovered === undefined ? [] : [hovered]), [hovered])
  const omitted = useShown(({ frame }) => (diagram && frame ? omittedAt(lab, diagram, frame).join(' ') : undefined))
  const omittedParts = useMemo(() => (omitted ? omitted.split(' ') : []), [omitted])
  const run = useContext(ShownRun)
  const subscribe = useMemo(() => framesOf(run), [run])
  if (!diagram) return null
  // Before the first frame nobody knows what is drawn.
  if (omitted === undefined) return <div className="diagram-wait" />
  return (
    <Suspense fallback={<div className="diagram-wait" />}>
      <Diagram
        lab={lab}
        diagram={diagram}
        compact={compact}
        direction={direction}
        omitted={omittedParts}
        subscribe={subscribe}
        playing={playing}
        speed={speed}
        showCounts={counts && !idle}
        atCursor={atCursor}
        breakpoints={breakpoints}
        stopped={stopped}
        pinned={pinned}
        {...(!idle && { onPick: inspect, onToggleBreakpoint: toggleBreakpoint })}
      />
    </Suspense>
  )
}
