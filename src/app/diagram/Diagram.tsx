import type { AnyLab } from '../../lab/lab.ts'
import type { Frame } from '../../worker/protocol.ts'

/** The parts of a frame that a diagram shows; any frame of the worker will do. */
export type Shown = Pick<Frame, 'position' | 'params' | 'counts' | 'lastTime' | 'lastEvent' | 'lit' | 'latest'>

export interface DiagramProps {
  readonly lab: AnyLab
  /** One of `lab.diagrams`. */
  readonly diagram: AnyLab['diagrams'][number]
  /** Outer states only, top to bottom: for phones and the home page. */
  readonly compact?: boolean
  /** Called once with a listener for frames (at most one per animation frame); gives the way to stop. Keep it stable. */
  readonly subscribe: (listener: (frame: Shown) => void) => () => void
  readonly playing: boolean
  /** Virtual milliseconds per millisecond of wall time: decides between token and heat. */
  readonly speed: number
  readonly showCounts?: boolean
  /** States at a hovered cursor of the charts: a dashed ring each. */
  readonly atCursor?: readonly string[]
  /** Names of parts, `diagram.part`, of any diagram. */
  readonly breakpoints?: readonly string[]
  /** The part at whose breakpoint the run stands. */
  readonly stopped?: string | undefined
  readonly pinned?: string | undefined
  /** Enter or a click on a part; the name is `diagram.part`. Absent: the drawing is only looked at. */
  readonly onPick?: (part: string) => void
  readonly onToggleBreakpoint?: (part: string) => void
}

/** A live diagram: drawn once, then every frame only toggles classes and moves the token. */
export function Diagram({ lab, diagram }: DiagramProps) {
  const drawable = lab.book.diagrams[diagram.key]
  // biome-ignore lint/a11y/useSemanticElements: a drawing is a group of parts, not a fieldset
  return <div className="diagram" data-diagram={diagram.key} role="group" aria-label={drawable.title} />
}
