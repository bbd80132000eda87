import type { Drawing, Spot } from '../../machine/mermaid.ts'

/** An edge or message in the drawing; `label` holds its words, for messages of a sequence as texts of their own. */
export interface FoundEdge {
  /** The parts that it stands for: several only in a compact drawing. */
  readonly keys: readonly string[]
  /** Which of the first part's edges it is: a part with two sources is drawn twice. */
  readonly index: number
  readonly line: SVGElement
  readonly label?: SVGGElement
  readonly texts: readonly SVGTextElement[]
}

export interface FoundSpot {
  readonly key: string
  readonly kind: Spot['kind']
  readonly element: SVGGElement
}

/** A frame of a sequence: one group with its lines, the outer four first, then those between branches. */
export interface FoundFrame {
  readonly branches: readonly (readonly string[])[]
  readonly element: SVGGElement
}

export interface Found {
  readonly edges: readonly FoundEdge[]
  readonly spots: readonly FoundSpot[]
  readonly groups: readonly FoundSpot[]
  readonly frames: readonly FoundFrame[]
  /** What the source names and the drawing lacks: nothing, or Mermaid has changed. */
  readonly missing: readonly string[]
}

/** Finds every part, state, node and participant of a source in its drawing: only this file knows Mermaid's names. */
export function findParts(svg: SVGElement, drawing: Drawing): Found {
  const missing: string[] = []
  const spot = ([key, { kind, id }]: [string, Spot]): FoundSpot[] => {
    const element = svg.querySelector<SVGGElement>(selectors[kind](id)) ?? numbered(svg, kind, id)
    if (!element) missing.push(key)
    return element ? [{ key, kind, element }] : []
  }
  const edges = new Map<string, FoundEdge>()
  for (const [key, ids] of Object.entries(drawing.parts)) {
    for (const [index, id] of ids.entries()) {
      const known = edges.get(id) ?? edgeOf(svg, id, index)
      if (known) edges.set(id, { ...known, keys: [...known.keys, key] })
      else missing.push(key)
    }
  }
  return {
    spots: Object.entries(drawing.spots).flatMap(spot),
    groups: Object.entries(drawing.groups).flatMap(spot),
    edges: [...edges.values()],
    frames: drawing.frames.flatMap(({ id, branches }): FoundFrame[] => {
      const element = svg.querySelector<SVGGElement>(`g[data-et="control-structure"][data-id="${id}"]`)
      if (!element) missing.push(id)
      return element ? [{ branches, element }] : []
    }),
    missing,
  }
}

function edgeOf(svg: SVGElement, id: string, index: number): FoundEdge | undefined {
  const line = svg.querySelector<SVGElement>(`[data-et="edge"][data-id="${id}"], [data-et="message"][data-id="${id}"]`)
  if (!line) return undefined
  const label = svg.querySelector<SVGGElement>(`g.label[data-id="${id}"]`)
  const worded = label?.querySelector('rect.background[width]') ? { label } : {}
  return { keys: [], index, line, ...worded, texts: messageTexts(line) }
}

/** The edge that leads from a machine's start dot, which is no part. */
export const startEdge = (svg: SVGElement, drawing: Drawing): SVGElement | undefined => {
  const taken = new Set(Object.values(drawing.parts).flat())
  return [...svg.querySelectorAll<SVGElement>('[data-et="edge"]')].find(
    ({ dataset }) => !taken.has(dataset['id'] ?? ''),
  )
}

const selectors: Readonly<Record<Spot['kind'], (id: string) => string>> = {
  state: (id) => `g.node[data-id="${id}"]`,
  composite: (id) => `g.statediagram-cluster[data-id="${id}"]`,
  node: (id) => `g.node[data-id="${id}"]`,
  group: (id) => `g.cluster[data-drawn="${id}"]`,
  participant: (id) => `g[data-et="participant"][data-id="${id}"]`,
}

const prefixes: Partial<Readonly<Record<Spot['kind'], string>>> = { state: 'state', node: 'flowchart' }

/** States and nodes carry their name between a prefix and the parser's counter: `state-open-8`. */
function numbered(svg: SVGElement, kind: Spot['kind'], id: string): SVGGElement | undefined {
  const start = `${prefixes[kind]}-${id}-`
  return [...svg.querySelectorAll<SVGGElement>(`g.node[data-drawn^="${start}"]`)].find((element) =>
    /^\d+$/.test(element.dataset['drawn']?.slice(start.length) ?? ''),
  )
}

/** The words of a message stand before its line, one text a row. */
function messageTexts(line: SVGElement): SVGTextElement[] {
  const texts: SVGTextElement[] = []
  let before = line.previousElementSibling
  while (before?.classList.contains('messageText')) {
    texts.unshift(before as SVGTextElement)
    before = before.previousElementSibling
  }
  return texts
}
