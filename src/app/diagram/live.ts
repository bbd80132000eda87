import type { ParamValue } from '../../lab/param.ts'
import type { Drawn } from '../../machine/mermaid.ts'
import { lightBranches } from './branch-art.ts'
import type { Art } from './dress.ts'
import { writeWords } from './edge-art.ts'
import { liveEdges } from './live-edges.ts'
import { liveStates, timeInState } from './live-states.ts'
import type { LiveOptions, LiveSettings, Shown } from './shown.ts'
import { placeOf, wayOf } from './topology.ts'

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

/** Brings a dressed drawing to life. */
export function liveDrawing(art: Art, options: LiveOptions, first: LiveSettings): LiveDrawing {
  const { drawn } = options
  const states = liveStates(art, drawn, options.table)
  const labels = liveLabels(art, options)
  const edges = liveEdges(art, options, labels.of)
  let settings = first
  let frame: Shown | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let said = Number.NEGATIVE_INFINITY
  const show = (next: Shown) => {
    frame = next
    const now = performance.now()
    const lit = next.lit[settings.diagram] ?? { current: [] }
    labels.show(next.params)
    const waits = [states.show(lit, next.position.time, settings.playing, now), edges.show(next, settings, now)].filter(
      (wait) => wait > 0,
    )
    lightBranches(art.branches, edges.latest())
    for (const { keys, group } of art.lines)
      group.classList.toggle('d-lost', lit.lost?.some((key) => keys.includes(key)) ?? false)
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
    for (const { keys, group, words: label } of art.lines) {
      const has = (key: string | undefined) => key !== undefined && keys.includes(key)
      group.classList.toggle('d-breaks', settings.breakpoints.some(has))
      group.classList.toggle('d-stopped', has(settings.stopped))
      for (const each of [group, label?.group]) each?.classList.toggle('d-pinned', has(settings.pinned))
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

interface LiveLabels {
  /** Rewrites what has changed with the parameters. */
  show(params: Readonly<Record<string, ParamValue>>): void
  of(key: string): string
}

function liveLabels(art: Art, { labels, drawn }: LiveOptions): LiveLabels {
  let known: Readonly<Record<string, ParamValue>> | undefined
  let shown: Readonly<Record<string, string>> = {}
  return {
    of: (key) => shown[key] ?? drawn.partText(key).label ?? '',
    show(params) {
      const before = known
      if (before && Object.keys(params).every((name) => params[name] === before[name])) return
      known = params
      const next = labels(params)
      const changed = drawn.partKeys.filter((key) => next[key] !== undefined && next[key] !== shown[key])
      shown = next
      for (const edge of art.lines)
        if (changed.includes(edge.speaks)) writeWords(edge, edge.speaks, next[edge.speaks] ?? '')
    },
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
