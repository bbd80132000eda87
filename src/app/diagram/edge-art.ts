import type { Drawn } from '../../machine/mermaid.ts'
import { labelLines } from '../../machine/mermaid-words.ts'
import type { FoundEdge } from './parts.ts'
import { lineHeight, place, svgElement, tenth, textLines } from './svg-element.ts'

/** One drawn line with everything on it that lives. */
export interface EdgeArt {
  /** The parts that it stands for: several only in a compact drawing. */
  readonly keys: readonly string[]
  /** The one of them whose words it carries: the one taken last. */
  speaks: string
  /** The state or node that this line leaves. */
  readonly from: string
  readonly group: SVGGElement
  readonly line: SVGPathElement
  readonly words?: Words
  readonly pill: SVGGElement
  readonly count: SVGTextElement
}

interface Words {
  readonly group: SVGGElement
  readonly text: SVGTextElement
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** How far the line runs on to the right of the words; none where it runs up and down. */
  readonly room: number
}

/** How far Mermaid's lines end before their target, to leave room for its own arrow heads. */
const gaps: Readonly<Record<Drawn['kind'], number>> = { machine: 0, flow: 4, sequence: 3 }

/** Turns a line of Mermaid's drawing into one that can be hit, lit, counted and travelled. */
export function dressEdge(found: FoundEdge, from: string, kind: Drawn['kind']): EdgeArt {
  const line = arrowLine(found.line)
  const group = withHead(found.line, line, gaps[kind])
  group.prepend(svgElement('path', { class: 'd-hit', d: line.getAttribute('d') ?? '' }))
  const start = line.getPointAtLength(Math.min(9, line.getTotalLength() / 3))
  group.append(breakpointDot(start.x, start.y))
  if (kind === 'sequence') group.append(cross(line))
  const words = found.label ? edgeWords(found.label, line) : messageWords(found.texts)
  group.setAttribute('class', words ? 'd-edge d-worded' : 'd-edge')
  const count = svgElement('text', { class: 'd-count-text' })
  const pill = svgElement('g', { class: 'd-count' }, svgElement('rect', { y: -9, height: 18, rx: 9 }), count)
  const owner = words?.group ?? group
  owner.append(pill)
  const [speaks = ''] = found.keys
  const art: EdgeArt = { keys: found.keys, speaks, from, group, line, ...(words ? { words } : {}), pill, count }
  writeCount(art, '')
  return art
}

/** Makes a line speak for one of its parts: its words and its name. */
export function writeWords(edge: EdgeArt, key: string, label: string): void {
  const { words, group } = edge
  edge.speaks = key
  group.dataset['part'] = key
  if (!words) return
  words.group.dataset['part'] = key
  textLines(words.text, labelLines(label), words.x, words.y)
  // Other words than those drawn may need more room.
  const width = Math.max(words.width, words.text.getBBox().width) + 10
  for (const box of words.group.querySelectorAll(':scope > rect')) {
    box.setAttribute('x', String(tenth(words.x - width / 2)))
    box.setAttribute('width', String(tenth(width)))
  }
}

/** Writes the number of times into the pill, which lies on the line: behind the words, or below them. */
export function writeCount({ pill, count, words, line }: EdgeArt, text: string): void {
  if (count.textContent === text && text !== '') return
  count.textContent = text
  pill.classList.toggle('d-on', text !== '')
  const width = 12 + text.length * 8.5
  const back = pill.firstElementChild
  back?.setAttribute('x', String(-width / 2))
  back?.setAttribute('width', String(width))
  if (!words) {
    const middle = line.getPointAtLength(line.getTotalLength() / 2)
    place(pill, middle.x, middle.y)
  } else if (words.room > width + 30) place(pill, words.x + words.width / 2 + 6 + width / 2, words.y)
  else place(pill, words.x, words.y + words.height / 2 + 8)
}

/** The line that comes from the start dot: drawn like the others, but no part. */
export function dressStart(element: SVGElement): void {
  const line = arrowLine(element)
  withHead(element, line, 0).setAttribute('class', 'd-start')
}

/** Messages are drawn as lines, edges as paths: all become paths. */
function arrowLine(element: SVGElement): SVGPathElement {
  const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => element.getAttribute(name))
  const d = element.getAttribute('d') ?? `M${x1},${y1}L${x2},${y2}`
  return svgElement('path', { class: 'd-line', d })
}

/** Draws our own arrow head, which takes the colour of its edge in every browser, and ends the line inside it. */
function withHead(original: SVGElement, line: SVGPathElement, gap: number): SVGGElement {
  const length = line.getTotalLength()
  const end = line.getPointAtLength(length)
  const before = line.getPointAtLength(Math.max(0, length - 4))
  const reach = Math.max(1e-6, Math.sqrt((end.x - before.x) ** 2 + (end.y - before.y) ** 2))
  const [x, y] = [(end.x - before.x) / reach, (end.y - before.y) / reach]
  const turn = (Math.atan2(y, x) * 180) / Math.PI
  const head = svgElement('path', { class: 'd-head', d: 'M0 0-11 6-8 0-11-6Z' })
  place(head, end.x + x * gap, end.y + y * gap, ` rotate(${tenth(turn)})`)
  const inside = 6 - gap
  const d = line.getAttribute('d') ?? ''
  const shorter = d.replace(/(-?[\d.]+)([ ,])(-?[\d.]+)\s*$/, (_, lastX: string, comma: string, lastY: string) => {
    return `${tenth(Number(lastX) - x * inside)}${comma}${tenth(Number(lastY) - y * inside)}`
  })
  line.setAttribute('d', shorter)
  const group = svgElement('g', {}, line, head)
  original.replaceWith(group)
  return group
}

/** Where a lost message ends: shown while it is. */
function cross(line: SVGPathElement): SVGGElement {
  const end = line.getPointAtLength(line.getTotalLength() * 0.6)
  const mark = svgElement('g', { class: 'd-cross' }, svgElement('path', { d: 'M-6-6 6 6M-6 6 6-6' }))
  place(mark, end.x, end.y)
  return mark
}

function breakpointDot(x: number, y: number): SVGGElement {
  const dot = svgElement('g', { class: 'd-stop' }, svgElement('circle'), svgElement('path', { d: 'M-2-3V3M2-3V3' }))
  place(dot, x, y)
  return dot
}

const size = (element: Element | null | undefined, name: string): number => Number(element?.getAttribute(name) ?? 0)

function edgeWords(label: SVGGElement, line: SVGPathElement): Words {
  const back = label.querySelector('rect.background')
  const [width, height] = [size(back, 'width'), size(back, 'height')]
  return words(
    label,
    size(back, 'x') + width / 2,
    size(back, 'y') + height / 2,
    width,
    height,
    roomBeside(label, line, width),
  )
}

/** How far a line runs on to the right of its words at their height. */
function roomBeside(label: SVGGElement, line: SVGPathElement, width: number): number {
  const [x = 0, y = 0] =
    label.parentElement
      ?.getAttribute('transform')
      ?.match(/-?[\d.]+/g)
      ?.map(Number) ?? []
  const length = line.getTotalLength()
  const points = Array.from({ length: 100 }, (_, step) => line.getPointAtLength((length * step) / 99))
  const level = points.filter((point) => Math.abs(point.y - y) < 4).map((point) => point.x)
  return Math.max(0, Math.max(...level) - (x + width / 2))
}

function messageWords(texts: readonly SVGTextElement[]): Words | undefined {
  const [first] = texts
  if (!first) return undefined
  const boxes = texts.map((text) => text.getBBox())
  const width = Math.max(...boxes.map((box) => box.width))
  const height = texts.length * lineHeight + 2
  const top = boxes[0]?.y ?? 0
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  const group = svgElement('g')
  first.before(group)
  for (const text of texts) text.remove()
  // A message runs across below its words.
  return words(group, size(first, 'x'), (top + bottom) / 2, width + 4, height, Number.POSITIVE_INFINITY)
}

function words(group: SVGGElement, x: number, y: number, width: number, height: number, room: number): Words {
  const box = { x: x - width / 2 - 5, y: y - height / 2, width: width + 10, height, rx: 4 }
  const text = svgElement('text', { class: 'd-words' })
  group.replaceChildren(
    svgElement('rect', { class: 'd-ring', ...box }),
    svgElement('rect', { class: 'd-patch', ...box }),
    text,
  )
  group.setAttribute('class', 'd-label')
  return { group, text, x, y, width, height, room }
}
