import type { Art } from './dress.ts'

/** A part or a state that the reader points at. */
export interface Target {
  readonly kind: 'part' | 'state'
  readonly key: string
  readonly element: SVGElement
}

export interface Interaction {
  /** Accessible name of a part or state. */
  readonly nameOf: (target: Target) => string
  readonly pick: (target: Target) => void
  readonly toggleBreakpoint: (part: string) => void
  /** The pointer or the focus is on a target, or on none. */
  readonly inspect: (target: Target | undefined, by: 'pointer' | 'focus') => void
}

/** Makes parts and states reachable: one Tab stop, arrow keys from one to another; Enter picks, B sets a breakpoint. */
export function interact(art: Art, { nameOf, pick, toggleBreakpoint, inspect }: Interaction): () => void {
  const { svg } = art
  const control = new AbortController()
  const targets = targetsOf(art)
  for (const target of targets) {
    target.element.setAttribute('role', 'button')
    target.element.setAttribute('tabindex', '-1')
    target.element.setAttribute('aria-label', nameOf(target))
  }
  targets[0]?.element.setAttribute('tabindex', '0')
  // A drawing that listened itself would be a Tab stop of its own in some browsers.
  const frame = svg.parentElement
  const listen = <K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void) =>
    frame?.addEventListener(type, act, { signal: control.signal })
  const targetOf = (event: Event): Target | undefined => {
    const element =
      event.target instanceof Element ? event.target.closest<SVGElement>('[data-part], [data-state]') : null
    const { part, state } = element?.dataset ?? {}
    return targets.find(({ kind, key }) => (kind === 'part' ? key === part : key === state))
  }
  listen('click', (event) => {
    const target = targetOf(event)
    if (target && !frame?.hasAttribute('data-dragging')) pick(target)
  })
  listen('pointerover', (event) => {
    const target = event.pointerType === 'touch' ? undefined : targetOf(event)
    hover(art, target)
    inspect(target, 'pointer')
  })
  listen('pointerleave', () => {
    hover(art, undefined)
    inspect(undefined, 'pointer')
  })
  listen('focusin', (event) => {
    const target = targetOf(event)
    for (const { element } of targets) element.setAttribute('tabindex', element === target?.element ? '0' : '-1')
    inspect(target?.element.matches(':focus-visible') ? target : undefined, 'focus')
  })
  listen('focusout', () => inspect(undefined, 'focus'))
  listen('keydown', (event) => {
    const target = targetOf(event)
    if (!target || event.ctrlKey || event.metaKey || event.altKey) return
    const step = steps[event.key]
    if (step) neighbour(targets, target, step)?.element.focus()
    else if (event.key === 'Enter') pick(target)
    else if (event.key.toLowerCase() === 'b' && target.kind === 'part') toggleBreakpoint(target.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  return () => control.abort()
}

const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** All that can be pointed at, one for each state and each part, or line of several parts. */
function targetsOf({ edges, spots }: Art): Target[] {
  const states = [...spots.values()].map(({ key, group }): Target => ({ kind: 'state', key, element: group }))
  const lines = new Set([...edges.values()].flatMap(([edge]) => edge ?? []))
  const parts = [...lines].map((edge): Target => {
    return {
      kind: 'part',
      get key() {
        return edge.speaks
      },
      element: edge.words?.group ?? edge.group,
    }
  })
  return [...states, ...parts]
}

/** The next in reading order: along the longer side of the drawing, in bands. */
function neighbour(targets: readonly Target[], from: Target, step: 1 | -1): Target | undefined {
  const wide = isWide(targets)
  const band = 24
  const placed = targets.map((target) => {
    const { x, y, width, height } = target.element.getBoundingClientRect()
    // A composite is read before what is in it.
    const [across, down] = target.element.classList.contains('d-composite') ? [x, y] : [x + width / 2, y + height / 2]
    return { target, first: Math.floor((wide ? across : down) / band), second: wide ? down : across }
  })
  placed.sort((a, b) => a.first - b.first || a.second - b.second)
  const at = placed.findIndex(({ target }) => target === from)
  return placed[(at + step + placed.length) % placed.length]?.target
}

function isWide(targets: readonly Target[]): boolean {
  const boxes = targets.map(({ element }) => element.getBoundingClientRect())
  const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
  return spread(boxes.map(({ x }) => x)) > spread(boxes.map(({ y }) => y))
}

/** Lights the line of a label under the pointer, and its sisters. */
function hover({ lines }: Art, target: Target | undefined): void {
  for (const { group, speaks } of lines) {
    group.classList.toggle('d-hovered', target?.kind === 'part' && target.key === speaks)
  }
}
