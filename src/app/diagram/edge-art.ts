import { type Drawn, labelLines } from '../../machine/mermaid.ts'
import type { FoundEdge } from './parts.ts'
import { lineHeight, place, svgElement, tenth, textLines } from './svg-element.ts'

/** One drawn line of a part with everything on it that lives. */
export interface EdgeArt {
  readonly key: string
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
}

/** How far Mermaid's lines end before their target, to leave room for its own arrow heads. */
const gaps: Readonly<Record<Drawn['kind'], number>> = { machine: 0, flow: 4, sequence: 3 }

/** Turns a line of Mermaid's drawing into one that can be hit, lit, counted and travelled. */
export function dressEdge(found: FoundEdge, from: string, kind: Drawn['kind']): EdgeArt {
  const line = arrowLine(found.line)
  const group = withHead(found.line, line, gaps[kind])
  group.setAttribute('class', 'd-edge')
  group.dataset['part'] = found.key
  group.prepend(svgElement('path', { class: 'd-hit', d: line.getAttribute('d') ?? '' }))
  const start = line.getPointAtLength(Math.min(9, line.getTotalLength() / 3))
  group.append(breakpointDot(start.x, start.y))
  const words = found.label ? edgeWords(found.label) : messageWords(found.texts)
  const count = svgElement('text', { class: 'd-count-text' })
  const pill = svgElement('g', { class: 'd-count' }, svgElement('rect', { y: -9, height: 18, rx: 9 }), count)
  if (words) {
    words.group.dataset['part'] = found.key
    place(pill, words.x, words.y + words.height / 2 + 9)
    words.group.append(pill)
  } else {
    const middle = line.getPointAtLength(line.getTotalLength() / 2)
    place(pill, middle.x, middle.y)
    group.append(pill)
  }
  return { key: found.key, from, group, line, ...(words ? { words } : {}), pill, count }
}

/** Replaces the drawn words; the patch behind them keeps at least its size. */
export function writeWords({ words }: EdgeArt, label: string): void {
  if (words) textLines(words.text, labelLines(label), words.x, words.y)
}

/** Writes the number of times into the pill. */
export function writeCount({ pill, count }: EdgeArt, text: string): void {
  if (count.textContent === text) return
  count.textContent = text
  const width = 14 + text.length * 8
  const back = pill.firstElementChild
  back?.setAttribute('x', String(-width / 2))
  back?.setAttribute('width', String(width))
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

function breakpointDot(x: number, y: number): SVGGElement {
  const dot = svgElement('g', { class: 'd-stop' }, svgElement('circle'), svgElement('path', { d: 'M-2-3V3M2-3V3' }))
  place(dot, x, y)
  return dot
}

const size = (element: Element | null | undefined, name: string): number => Number(element?.getAttribute(name) ?? 0)

function edgeWords(label: SVGGElement): Words {
  const back = label.querySelector('rect.background')
  const [width, height] = [size(back, 'width'), size(back, 'height')]
  return words(label, size(back, 'x') + width / 2, size(back, 'y') + height / 2, width, height)
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
  return words(group, size(first, 'x'), (top + bottom) / 2, width + 4, height)
}

function words(group: SVGGElement, x: number, y: number, width: number, height: number): Words {
  const box = { x: x - width / 2 - 3, y: y - height / 2, width: width + 6, height, rx: 4 }
  const text = svgElement('text', { class: 'd-words' })
  group.replaceChildren(
    svgElement('rect', { class: 'd-ring', ...box }),
    svgElement('rect', { class: 'd-patch', ...box }),
    text,
  )
  group.setAttribute('class', 'd-label')
  return { group, text, x, y, width, height }
}
