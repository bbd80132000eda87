import type { FoundSpot } from './parts.ts'
import { place, svgElement, tenth, textLines } from './svg-element.ts'
import { toneMark } from './tone-mark.ts'
import type { Place } from './topology.ts'

/** A state, node or participant of the drawing with everything on it that lives. */
export interface SpotArt {
  readonly key: string
  readonly group: SVGGElement
  /** Time in state at the right of a composite's head. */
  readonly time?: SVGTextElement
  /** Live words on the lower edge. */
  readonly note: SVGGElement
  readonly noteText: SVGTextElement
  /** Middle of the lower edge, where notes stand. */
  readonly foot: { readonly x: number; readonly y: number }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What must be measured before anything is changed, so that the browser lays out once. */
export interface Measured {
  readonly box: Box
  readonly lines: readonly string[]
  readonly textWidth: number
}

/** Notes lie across the lower edge, more outside than in, so that they cover no name. */
const noteDrop = 5
const headHeight = 25
const markRoom = 30
/** Room of a tone's sign in the source, where the shape is drawn. */
const signWidth = 20

const shapeOf = (group: SVGGElement): SVGGraphicsElement | null =>
  group.querySelector<SVGGraphicsElement>(
    'rect.outer, .label-container, rect.basic, rect.actor, :scope > rect, :scope > path',
  )

/** Reads the size of a spot and the lines into which Mermaid broke its name. */
export function measureSpot({ element }: FoundSpot, label: string): Measured {
  const shape = shapeOf(element)
  const text = element.querySelector('text')
  const rows = [...(text?.querySelectorAll('.row') ?? [])].map((row) =>
    row.textContent.trim().replace(/^[●▲■○◆]\s*/, ''),
  )
  const spread = shape?.getAttribute('transform')?.match(/translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)/)
  const { x, y, width, height } = shape?.getBBox() ?? { x: 0, y: 0, width: 0, height: 0 }
  return {
    box: { x: x + Number(spread?.[1] ?? 0), y: y + Number(spread?.[2] ?? 0), width, height },
    lines: broken(label, rows),
    textWidth: text?.getBBox().width ?? 0,
  }
}

/** Breaks the true text where Mermaid broke its look-alike, which has the same words. */
function broken(label: string, rows: readonly string[]): string[] {
  const words = label.split(/<br\s*\/?>|\s+/)
  if (rows.length < 2) return [words.join(' ')]
  return rows.map((row, index) => {
    const count = index === rows.length - 1 ? words.length : row.split(/\s+/).length
    return words.splice(0, count).join(' ')
  })
}

interface NodeLook {
  /** Carries the shape of its tone. */
  readonly marked: boolean
  /** Round at its ends: where a flow begins and ends. */
  readonly pill: boolean
}

/** Turns a simple state, a node or a participant into one that can be lit. */
export function dressNode(
  { key, kind, element }: FoundSpot,
  { tone }: Place,
  measured: Measured,
  look: NodeLook,
): SpotArt {
  const { box, lines, textWidth } = measured
  const shape = shapeOf(element)
  if (shape?.localName === 'rect') {
    const radius = look.pill ? tenth(box.height / 2) : 6
    shape.setAttribute('rx', String(radius))
    shape.setAttribute('ry', String(radius))
  }
  const mark = look.marked ? toneMark(tone) : undefined
  const name = svgElement('text', { class: 'd-name' })
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const nameX = mark && kind === 'state' ? Math.max(x, box.x + markRoom + textWidth / 2) : x
  const nameY = kind === 'node' && shape?.localName === 'path' && lines.length === 1 ? y + 4 : y
  textLines(name, lines, nameX, nameY)
  if (shape) element.replaceChildren(...halo(shape), shape, ...(mark ? [mark] : []), name)
  if (mark && kind === 'state') place(mark, box.x + 17, y)
  else if (mark) {
    // Shape and words stand in the middle together.
    const { width } = name.getBBox()
    textLines(name, lines, x + signWidth / 2, nameY)
    place(mark, x - width / 2 - 2, nameY)
  }
  shape?.setAttribute('class', 'd-shape')
  return withNote(element, key, { x, y: box.y + box.height })
}

/** Turns a composite state into one with a head that shows its shape, its name and the time in it. */
export function dressComposite({ key, element }: FoundSpot, { tone }: Place, { box, lines }: Measured): SpotArt {
  const { x, y, width, height } = box
  const shape = svgElement('rect', { class: 'd-shape', x, y, width, height, rx: 10 })
  const foot = tenth(y + headHeight)
  const bar = `M${x} ${foot}V${tenth(y + 10)}a10 10 0 0 1 10-10h${tenth(width - 20)}a10 10 0 0 1 10 10V${foot}Z`
  const middle = y + headHeight / 2 + 0.5
  const mark = toneMark(tone)
  if (mark) place(mark, x + 18, middle)
  const name = svgElement('text', { class: 'd-name d-head-name' })
  textLines(name, [lines.join(' ')], x + (mark ? 32 : 14), middle)
  const time = svgElement('text', { class: 'd-time', x: tenth(x + width - 12), y: middle })
  element.replaceChildren(
    ...halo(shape),
    shape,
    svgElement('path', { class: 'd-bar', d: bar }),
    svgElement('path', { class: 'd-bar-line', d: `M${x} ${foot}h${width}` }),
    svgElement('rect', { class: 'd-outline', x, y, width, height, rx: 10 }),
    ...(mark ? [mark] : []),
    name,
    time,
  )
  return { ...withNote(element, key, { x: x + width / 2, y: y + height }), time }
}

/** A box around nodes of a flow: drawn, never lit. */
export function dressGroup({ element }: FoundSpot, label: string): void {
  const rect = element.querySelector('rect')
  if (!rect) return
  const { x, y, width } = rect.getBBox()
  const name = svgElement('text', { class: 'd-group-name' })
  textLines(name, [label], x + width / 2, y + 14)
  rect.setAttribute('class', 'd-group-box')
  rect.setAttribute('rx', '8')
  element.replaceChildren(rect, name)
}

/** Rings lie behind the shape: a broad one in colour and a narrower one in the ground's, so that a gap shows. */
const halo = (shape: SVGGraphicsElement): SVGElement[] =>
  ['d-ring', 'd-gap'].map((name) => {
    const ring = shape.cloneNode() as SVGElement
    ring.setAttribute('class', name)
    return ring
  })

function withNote(group: SVGGElement, key: string, foot: SpotArt['foot']): SpotArt {
  const noteText = svgElement('text', { class: 'd-note-text' })
  const note = svgElement('g', { class: 'd-note' }, svgElement('rect', { y: -9, height: 18, rx: 4 }), noteText)
  place(note, foot.x, foot.y + noteDrop)
  group.append(note)
  group.dataset['state'] = key
  return { key, group, note, noteText, foot }
}

/** Writes live words on the lower edge; none remove them. */
export function writeNote({ note, noteText }: SpotArt, words: string): void {
  if (noteText.textContent === words) return
  noteText.textContent = words
  note.classList.toggle('d-on', words !== '')
  const width = 12 + words.length * 8
  note.firstElementChild?.setAttribute('x', String(-width / 2))
  note.firstElementChild?.setAttribute('width', String(width))
}
