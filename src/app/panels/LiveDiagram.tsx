import { lazy, Suspense, useMemo } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import { stateAt } from '../charts/segments.ts'
import { showGuide } from '../state/guide.ts'
import { pin, toggleBreakpoint } from '../state/inspection.ts'
import { usePreferences } from '../state/preferences.ts'
import { subscribeFrames, useSession } from '../state/session.ts'

const Diagram = lazy(() => import('../diagram/Diagram.tsx').then((module) => ({ default: module.Diagram })))

interface LiveDiagramProps {
  readonly lab: AnyLab
  readonly name: string
  readonly compact?: boolean
  /** Nothing in it can be picked. */
  readonly idle?: boolean
}

const inspect = (part: string): void => {
  showGuide('why')
  pin(part)
}

/** A diagram of the lab on the run at hand. */
export function LiveDiagram({ lab, name, compact = false, idle = false }: LiveDiagramProps) {
  const diagram = lab.diagrams.find(({ key }) => key === name)
  const playing = useSession((state) => state.playing)
  const speed = useSession((state) => state.speed)
  const breakpoints = useSession((state) => state.breakpoints)
  const stopped = useSession((state) => (state.stop?.by === 'breakpoint' ? state.stop.what : undefined))
  const pinned = useSession((state) => state.pinned)
  const counts = usePreferences((state) => state.counts)
  const hovered = useSession(({ cursor, detail }) =>
    cursor === undefined || !detail || lab.main !== name ? undefined : stateAt(detail.spans, cursor),
  )
  const atCursor = useMemo(() => (hovered === undefined ? [] : [hovered]), [hovered])
  if (!diagram) return null
  return (
    <Suspense fallback={<div className="diagram-wait" />}>
      <Diagram
        lab={lab}
        diagram={diagram}
        compact={compact}
        subscribe={subscribeFrames}
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
