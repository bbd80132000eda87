import type { ParamValue } from '../../lab/param.ts'
import type { Drawn } from '../../machine/mermaid.ts'
import type { Frame } from '../../worker/protocol.ts'
import type { Art } from './dress.ts'
import { writeWords } from './edge-art.ts'
import { liveEdges } from './live-edges.ts'
import { liveStates, timeInState } from './live-states.ts'
import { placeOf, wayOf } from './topology.ts'

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

export interface LiveDrawing {
  /** Shows a frame: toggles classes and moves the token, never draws. */
  show(frame: Shown): void
  set(settings: LiveSettings): void
  /** The part or state that the reader should have in view. */
  focus(): string | undefined
  /** The last frame shown. */
  frame(): Shown | undefined
  end(): void
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

/** Brings a dressed drawing to life. */
export function liveDrawing(art: Art, options: LiveOptions, first: LiveSettings): LiveDrawing {
  const { drawn } = options
  const states = liveStates(art, drawn, options.table)
  const edges = liveEdges(art, drawn, options.offset, options.still)
  const words = liveLabels(art, options)
  let settings = first
  let frame: Shown | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let said = Number.NEGATIVE_INFINITY
  const show = (next: Shown) => {
    frame = next
    const now = performance.now()
    const lit = next.lit[settings.diagram] ?? { current: [] }
    words(next.params)
    const waits = [states.show(lit, next.position.time, settings.playing, now), edges.show(next, settings, now)].filter(
      (wait) => wait > 0,
    )
    clearTimeout(again)
    if (waits.length > 0) again = setTimeout(() => frame && show(frame), Math.min(...waits) + 1)
    if (!settings.playing || now - said > 1000) {
      said = now
      const text = inWords(drawn, lit.current, lit.since, next.position.time, edges.latest())
      if (options.words.textContent !== text) options.words.textContent = text
    }
  }
  const apply = () => {
    states.mark(settings.atCursor)
    art.svg.classList.toggle('d-counts', settings.showCounts)
    for (const [key, arts] of art.edges) {
      for (const { group, words: label } of arts) {
        group.classList.toggle('d-breaks', settings.breakpoints.includes(key))
        group.classList.toggle('d-stopped', settings.stopped === key)
        for (const each of [group, label?.group]) each?.classList.toggle('d-pinned', settings.pinned === key)
      }
    }
  }
  apply()
  return {
    show,
    set(next) {
      settings = next
      apply()
      if (frame) show(frame)
    },
    focus: () => edges.latest() ?? frame?.lit[settings.diagram]?.current[0],
    frame: () => frame,
    end: () => clearTimeout(again),
  }
}

/** Rewrites labels when the parameters in them have changed. */
function liveLabels(art: Art, { labels, drawn }: LiveOptions) {
  let known: Readonly<Record<string, ParamValue>> | undefined
  let shown: Readonly<Record<string, string>> = {}
  return (params: Readonly<Record<string, ParamValue>>) => {
    const before = known
    if (before && Object.keys(params).every((name) => params[name] === before[name])) return
    known = params
    const next = labels(params)
    for (const key of drawn.partKeys) {
      const label = next[key]
      if (label === undefined || label === shown[key]) continue
      for (const edge of art.edges.get(key) ?? []) writeWords(edge, label)
    }
    shown = next
  }
}

function inWords(drawn: Drawn, current: readonly string[], since: number | undefined, time: number, latest?: string) {
  const names = current.map((key) => placeOf(drawn, key).label).join(', ')
  const held = since === undefined ? '' : ` for ${timeInState(Math.max(0, time - since))}`
  const way = latest === undefined ? undefined : wayOf(drawn, latest)
  const from = way?.from.map((key) => placeOf(drawn, key).label).join(' or ')
  const last = way ? ` Last taken: ${from} to ${placeOf(drawn, way.to).label}.` : ''
  return names === '' ? last.trim() : `Current: ${names}${held}.${last}`
}
