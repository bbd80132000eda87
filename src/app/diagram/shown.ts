import type { ParamValue } from '../../lab/param.ts'
import type { Drawn } from '../../machine/mermaid.ts'
import type { Frame } from '../../worker/protocol.ts'

/** The parts of a frame that a diagram shows; any frame of the worker will do. */
export type Shown = Pick<Frame, 'position' | 'params' | 'counts' | 'lastTime' | 'lastEvent' | 'lit' | 'latest'>

/** What the page wants shown besides the frame; part keys are those of the drawing. */
export interface LiveSettings {
  /** Key of the diagram in frames. */
  readonly diagram: string
  readonly playing: boolean
  readonly speed: number
  readonly showCounts: boolean
  readonly atCursor: readonly string[]
  readonly breakpoints: readonly string[]
  readonly stopped: string | undefined
  readonly pinned: string | undefined
}

export interface LiveOptions {
  readonly drawn: Drawn
  /** The number of the drawing's first part in the lab's book. */
  readonly offset: number
  readonly labels: (params: Readonly<Record<string, ParamValue>>) => Readonly<Record<string, string>>
  /** Receives the numbers of a population. */
  readonly table: HTMLElement
  /** Receives the current state in words. */
  readonly words: HTMLElement
  /** Whether nothing may travel: reduced motion. */
  readonly still: () => boolean
}
