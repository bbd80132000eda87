import { Maximize, Minus, Plus } from 'lucide-react'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import type { ParamValue } from '../../lab/param.ts'
import type { Target } from './interaction.ts'
import { type Mounted, mount } from './mount.ts'
import type { LiveSettings, Shown } from './shown.ts'
import { drawingOf, drawnOf, labelsOf } from './source.ts'
import { Tip } from './Tip.tsx'
import { placeOf, wayOf } from './topology.ts'
import './diagram.css'
import './drawing.css'

export interface DiagramProps {
  readonly lab: AnyLab
  /** One of `lab.diagrams`. */
  readonly diagram: AnyLab['diagrams'][number]
  /** Outer states only, top to bottom: for phones and the home page. */
  readonly compact?: boolean
  /** Across instead, where there is more room beside than below. */
  readonly direction?: 'LR' | undefined
  /** Keys of parts that are not drawn. */
  readonly omitted?: readonly string[]
  /**
   * Called with a listener for frames (at most one per animation frame); gives the way to stop. Keep it stable, and
   * tell a new listener the present frame at once.
   */
  readonly subscribe: (listener: (frame: Shown) => void) => () => void
  readonly playing: boolean
  /** Virtual milliseconds per millisecond of wall time. */
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

/** A live diagram that fills its parent: drawn once, then every frame only toggles classes and moves the token. */
export const Diagram = (props: DiagramProps) => <DiagramOfLab key={`${props.lab.id} ${props.diagram.key}`} {...props} />

function DiagramOfLab(props: DiagramProps) {
  const { lab, diagram, compact = false } = props
  const frame = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLDListElement>(null)
  const words = useRef<HTMLParagraphElement>(null)
  const [mounted, failed, target] = useDrawing(props, frame, table, words)
  const tip = useId()
  const drawn = drawnOf(lab, diagram)
  useEffect(() => {
    target?.element.setAttribute('aria-describedby', tip)
    return () => target?.element.removeAttribute('aria-describedby')
  }, [target, tip])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is a group of parts, not a fieldset
    <div
      className="diagram"
      data-diagram={diagram.key}
      data-compact={compact || undefined}
      data-pickable={props.onPick ? '' : undefined}
      role="group"
      aria-label={drawn.title}
    >
      <p className="diagram-words" ref={words} />
      <div className="diagram-window" ref={frame}>
        {failed && <p className="diagram-failure">This diagram could not be drawn: {failed}</p>}
      </div>
      {mounted && props.onPick && <Zoom mounted={mounted} />}
      <dl className="diagram-population" ref={table} hidden />
      {mounted && target && (
        <Tip id={tip} target={target} drawn={drawn} offset={offsetOf(props)} frame={mounted.live.frame} />
      )}
    </div>
  )
}

function Zoom({ mounted: { view } }: { readonly mounted: Mounted }) {
  return (
    <div className="diagram-zoom">
      <button type="button" aria-label="Smaller" title="Smaller" onClick={() => view.zoom('out')}>
        <Minus size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Larger" title="Larger" onClick={() => view.zoom('in')}>
        <Plus size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Fit" title="Fit" onClick={view.seeWhole}>
        <Maximize size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </div>
  )
}

type Ref<E> = { readonly current: E | null }

/** Draws, keeps the settings up to date and passes frames on. */
function useDrawing(
  props: DiagramProps,
  frame: Ref<HTMLElement>,
  table: Ref<HTMLElement>,
  words: Ref<HTMLElement>,
): [Mounted | undefined, string | undefined, Target | undefined] {
  const { lab, diagram, compact = false, direction, subscribe } = props
  const omitted = (props.omitted ?? none).join(' ')
  const [mounted, setMounted] = useState<Mounted>()
  const [failed, setFailed] = useState<string>()
  const [target, setTarget] = useState<Target>()
  const standing = useRef<Mounted>(undefined)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => () => standing.current?.end(), [])
  const pickable = props.onPick !== undefined
  const inspect = useCallback((next: Target | undefined) => setTarget(next), [])
  useEffect(() => {
    const [frameElement, tableElement, wordsElement] = [frame.current, table.current, words.current]
    if (!frameElement || !tableElement || !wordsElement) return
    let ended = false
    const reduced = matchMedia('(prefers-reduced-motion: reduce)')
    const omit = omitted === '' ? none : omitted.split(' ')
    const what = { compact, omit, ...(direction && { direction }) }
    const options = {
      drawn: drawnOf(lab, diagram),
      drawing: drawingOf(lab, diagram, what),
      forDagre: drawingOf(lab, diagram, { ...what, oneLoop: true }),
      offset: offsetOf({ lab, diagram }),
      labels: (params: Readonly<Record<string, ParamValue>>) => labelsOf(lab, diagram, params),
      table: tableElement,
      words: wordsElement,
      still: () => reduced.matches,
      settings: settingsOf(latest.current),
      interaction: pickable ? interactionOf(latest, standing, inspect) : undefined,
    }
    mount(frameElement, options, () => ended).then(
      (result) => {
        if (!result) return
        // The drawing before stays until the next one stands.
        standing.current?.end()
        standing.current = result
        setMounted(result)
        setFailed(undefined)
      },
      (error: unknown) => setFailed(error instanceof Error ? error.message : String(error)),
    )
    return () => {
      ended = true
      setTarget(undefined)
    }
  }, [lab, diagram, compact, direction, omitted, pickable, inspect, frame, table, words])
  useEffect(() => mounted?.live.set(settingsOf(props)))
  useEffect(() => {
    if (!mounted) return
    return subscribe((next) => {
      mounted.live.show(next)
      followNews(mounted)
    })
  }, [mounted, subscribe])
  return [mounted, failed, target]
}

/** Keeps what was taken last, or what is current, in view where the drawing is larger than its window. */
function followNews({ art, live, view }: Mounted): void {
  const key = live.focus()
  if (key === undefined) return
  const element = art.edges.get(key)?.[0]?.words?.group ?? art.edges.get(key)?.[0]?.group ?? art.spots.get(key)?.group
  if (element) view.follow(element)
}

/** The number of the diagram's first part in the lab's book. */
const offsetOf = ({ lab, diagram }: Pick<DiagramProps, 'lab' | 'diagram'>): number =>
  lab.book.names.indexOf(`${diagram.key}.${drawnOf(lab, diagram).partKeys[0]}`)

const none: readonly string[] = []

function settingsOf(props: DiagramProps): LiveSettings {
  const prefix = `${props.diagram.key}.`
  const own = (name: string) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])
  return {
    diagram: props.diagram.key,
    playing: props.playing,
    speed: props.speed,
    showCounts: props.showCounts ?? false,
    atCursor: props.atCursor ?? none,
    breakpoints: (props.breakpoints ?? none).flatMap(own),
    stopped: own(props.stopped ?? '')[0],
    pinned: own(props.pinned ?? '')[0],
  }
}

function interactionOf(
  latest: Ref<DiagramProps>,
  standing: { readonly current: Mounted | undefined },
  inspect: (target: Target | undefined) => void,
) {
  const name = (part: string) => `${latest.current?.diagram.key}.${part}`
  return {
    inspect(target: Target | undefined) {
      inspect(target)
      if (target?.element.matches(':focus-visible')) standing.current?.view.follow(target.element, true)
    },
    toggleBreakpoint: (part: string) => latest.current?.onToggleBreakpoint?.(name(part)),
    pick({ kind, key }: Target) {
      const props = latest.current
      const part = kind === 'part' ? key : props && entryOf(props, standing.current, key)
      if (part) props?.onPick?.(name(part))
    },
    nameOf({ kind, key }: Target) {
      const props = latest.current
      if (!props) return key
      const drawn = drawnOf(props.lab, props.diagram)
      const label = (spot: string) => placeOf(drawn, spot).label.replace(/<br\s*\/?>/g, ' ')
      if (kind === 'state') return label(key)
      const { from, to } = wayOf(drawn, key)
      const said = (drawn.partText(key).label ?? '').replace(/<br\s*\/?>/g, ' ')
      return `${from.map(label).join(' or ')} to ${label(to)}${said && `: ${said}`}`
    },
  }
}

/** The part by which a state was entered last: what "why" means for a state. */
function entryOf({ lab, diagram }: DiagramProps, mounted: Mounted | undefined, state: string): string | undefined {
  const drawn = drawnOf(lab, diagram)
  const offset = offsetOf({ lab, diagram })
  const frame = mounted?.live.frame()
  const entries = drawn.partKeys
    .map((key, part) => ({
      key,
      event: frame?.lastEvent[offset + part] ?? -1,
      count: frame?.counts[offset + part] ?? 0,
    }))
    .filter(({ key, count }) => count > 0 && [wayOf(drawn, key).to, wayOf(drawn, key).to.split('.')[0]].includes(state))
  return entries.sort((a, b) => b.event - a.event)[0]?.key
}
