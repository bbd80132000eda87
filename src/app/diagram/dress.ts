import { outer } from '../../machine/machine.ts'
import type { Drawing, Drawn } from '../../machine/mermaid.ts'
import { type BranchArt, dressFrame } from './branch-art.ts'
import { dressEdge, dressStart, type EdgeArt, writeWords } from './edge-art.ts'
import { type Found, type FoundEdge, type FoundSpot, findParts, startEdge } from './parts.ts'
import { dressComposite, dressGroup, dressNode, type Measured, measureSpot, type SpotArt } from './spot-art.ts'
import { svgElement, tenth } from './svg-element.ts'
import { placeOf, wayOf } from './topology.ts'

/** A drawing that is ready to live. */
export interface Art {
  readonly svg: SVGSVGElement
  readonly width: number
  readonly height: number
  readonly lines: readonly EdgeArt[]
  /** By part key; a part with several sources has several lines. */
  readonly edges: ReadonlyMap<string, readonly EdgeArt[]>
  readonly spots: ReadonlyMap<string, SpotArt>
  /** What lies on the ground of a composite, by its key. */
  readonly contents: ReadonlyMap<string, readonly SVGElement[]>
  /** Of a sequence's frames, outer ones first. */
  readonly branches: readonly BranchArt[]
  /** Above everything: holds the token. */
  readonly overlay: SVGGElement
  /** Keys that the source names and the drawing lacks. */
  readonly missing: readonly string[]
}

/** Gives a drawing that stands in the page its looks: shapes, heads, rings, places for words and counts. */
export function dress(svg: SVGSVGElement, drawn: Drawn, drawing: Drawing): Art {
  const found = findParts(svg, drawing)
  const start = drawn.kind === 'machine' ? startEdge(svg, drawing) : undefined
  const measured = new Map(found.spots.map((spot) => [spot.key, measureSpot(spot, placeOf(drawn, spot.key).label)]))
  for (const group of found.groups)
    dressGroup(group, drawn.kind === 'flow' ? (drawn.groups[group.key]?.label ?? '') : '')
  const spots = found.spots.map((spot) => {
    const size = roomy(measured.get(spot.key) ?? measureSpot(spot, spot.key), spot, found, drawn)
    const state = placeOf(drawn, spot.key)
    const art =
      spot.kind === 'composite'
        ? dressComposite(spot, state, size)
        : dressNode(spot, state, size, { marked: !spot.key.includes('.'), pill: isPill(drawn, spot.key) })
    art.group.classList.add('d-spot', `d-${spot.kind}`, `d-tone-${state.tone}`)
    return art
  })
  if (start) dressStart(start)
  const lines = found.edges.map((edge) => dressLine(edge, drawn, drawing))
  const edges = new Map<string, EdgeArt[]>()
  for (const line of lines) for (const key of line.keys) edges.set(key, [...(edges.get(key) ?? []), line])
  const overlay = svgElement('g', { class: 'd-overlay' })
  svg.append(overlay)
  const { width, height } = frameContent(svg)
  const contents = contentsOf(drawn, spots, edges)
  return {
    svg,
    lines,
    width,
    height,
    edges,
    spots: new Map(spots.map((art) => [art.key, art])),
    contents,
    branches: found.frames.flatMap(dressFrame),
    overlay,
    missing: found.missing,
  }
}

/** Room for rings around what stands at the edge. */
const ringRoom = 7

/** Shows all that was drawn: labels and composites may have grown. */
function frameContent(svg: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { x, y, width, height } = svg.getBBox()
  const size = { width: width + 2 * ringRoom, height: height + 2 * ringRoom }
  svg.setAttribute('viewBox', [x - ringRoom, y - ringRoom, size.width, size.height].map(tenth).join(' '))
  return size
}

/** ELK may let a label inside a composite reach over its right border: the border gives way. */
function roomy(measured: Measured, { key, kind, element }: FoundSpot, found: Found, drawn: Drawn): Measured {
  if (kind !== 'composite') return measured
  const { box } = measured
  const origin = element.getBoundingClientRect()
  const unit = origin.width / box.width
  const reach = found.edges
    .filter(({ keys: [first = ''], label }) => label && wayOf(drawn, first).within === key)
    .map(({ label }) => (label?.getBoundingClientRect().right ?? 0) - origin.left)
  const width = Math.max(box.width, ...reach.map((right) => right / unit + 10))
  return { ...measured, box: { ...box, width } }
}

function dressLine(edge: FoundEdge, drawn: Drawn, drawing: Drawing): EdgeArt {
  const [key = ''] = edge.keys
  const { from } = wayOf(drawn, key)
  const source = from[edge.index] ?? from[0] ?? ''
  const art = dressEdge(edge, drawing.spots[source] ? source : outer(source), drawn.kind)
  writeWords(art, key, drawn.partText(key).label ?? '')
  if (drawn.kind === 'sequence' && drawn.messages[key]?.reply) art.group.classList.add('d-reply')
  return art
}

const isPill = (drawn: Drawn, key: string): boolean =>
  drawn.kind === 'flow' && ['start', 'end'].includes(drawn.nodes[key]?.shape ?? '')

function contentsOf(drawn: Drawn, spots: readonly SpotArt[], edges: ReadonlyMap<string, readonly EdgeArt[]>) {
  const contents = new Map<string, SVGElement[]>()
  const put = (box: string, element: SVGElement) => contents.set(box, [...(contents.get(box) ?? []), element])
  for (const { key, group } of spots) if (drawn.kind === 'machine' && key.includes('.')) put(outer(key), group)
  for (const [key, arts] of edges) {
    const { within } = wayOf(drawn, key)
    if (within === undefined) continue
    for (const { group, words } of arts) {
      group.classList.add('d-inner')
      put(within, group)
      if (words) put(within, words.group)
    }
  }
  for (const element of [...contents.values()].flat()) element.classList.add('d-inside')
  return contents
}
