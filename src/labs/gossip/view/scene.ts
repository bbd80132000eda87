import type { NodeLook, Propagation } from '../reading/propagation.ts'
import { CONDEMNED, LOOK, looks, SLOW, SUSPECTED } from '../reading/propagation.ts'
import { DOT, drawDots } from './dots.ts'
import type { Ink, Layout } from './layout.ts'

const tokens: Readonly<Record<NodeLook, string>> = {
  ignorant: '--line-strong',
  knows: '--fine',
  fresh: '--fine',
  silent: '--caution',
  down: '--failed',
  away: '--idle',
}

/** The shapes of the states: ring, disc, disc with a halo, triangle, square with a cross, small ring. */
function trace(pen: CanvasRenderingContext2D, look: NodeLook, x: number, y: number, r: number): void {
  if (look === 'silent') {
    pen.moveTo(x, y - r * 1.15)
    pen.lineTo(x + r * 1.1, y + r * 0.85)
    pen.lineTo(x - r * 1.1, y + r * 0.85)
    pen.closePath()
  } else if (look === 'down') pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8)
  else {
    const size = look === 'ignorant' ? r * 0.8 : look === 'away' ? r * 0.6 : r
    pen.moveTo(x + size, y)
    pen.arc(x, y, size, 0, 2 * Math.PI)
  }
}

/** Draws the nodes, all of one look in one stroke of the pen. */
export function drawNodes(pen: CanvasRenderingContext2D, ink: Ink, layout: Layout, data: Propagation): void {
  const { marks } = data
  const { radius, x, y } = layout
  if (radius < DOT) {
    drawDots(pen, ink, layout, data)
    drawFlags(pen, ink, layout, data)
    return
  }
  for (const [index, look] of looks.entries()) {
    if ((data.counts[index] ?? 0) === 0) continue
    pen.beginPath()
    for (let node = 0; node < marks.length; node += 1) {
      if (((marks[node] as number) & LOOK) === index) trace(pen, look, x[node] as number, y[node] as number, radius)
    }
    paint(pen, ink, look, radius)
  }
  drawFlags(pen, ink, layout, data)
}

function paint(pen: CanvasRenderingContext2D, ink: Ink, look: NodeLook, radius: number): void {
  const hollow = look === 'ignorant' || look === 'away'
  pen.lineWidth = radius > 3 ? 1.25 : 0.75
  pen.strokeStyle = ink(look === 'silent' ? '--caution-edge' : tokens[look])
  pen.fillStyle = hollow ? ink('--bg') : ink(tokens[look])
  pen.fill()
  if (hollow || look === 'silent') pen.stroke()
}

/** Halos and crosses: heard in this round, suspected, taken for dead, slow; and which nodes are down. */
function drawFlags(pen: CanvasRenderingContext2D, ink: Ink, { radius, x, y }: Layout, { marks }: Propagation): void {
  const fresh = looks.indexOf('fresh')
  const ring = (test: (mark: number) => boolean, token: string, size: number, shape: NodeLook | 'diamond'): void => {
    pen.beginPath()
    for (let node = 0; node < marks.length; node += 1) {
      if (!test(marks[node] as number)) continue
      const [a, b] = [x[node] as number, y[node] as number]
      if (shape === 'diamond') diamond(pen, a, b, size)
      else if (shape === 'down') cross(pen, a, b, size)
      else trace(pen, shape, a, b, size)
    }
    pen.strokeStyle = ink(token)
    pen.stroke()
  }
  pen.lineWidth = radius > 3 ? 1.5 : 1
  if (radius >= DOT) ring((mark) => (mark & LOOK) === fresh, '--accent', radius + (radius > 3 ? 2.5 : 1.25), 'fresh')
  ring((mark) => (mark & SUSPECTED) !== 0, '--suspect', radius * 1.7 + 2, 'diamond')
  ring((mark) => (mark & CONDEMNED) !== 0, '--failed', radius * 1.3 + 3, 'fresh')
  ring((mark) => (mark & SLOW) !== 0, '--caution-edge', radius * 1.3 + 4, 'silent')
  if (radius > 2.5) ring((mark) => (mark & LOOK) === looks.indexOf('down'), '--failed-ink', radius * 0.5, 'down')
}

function diamond(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.moveTo(x, y - r)
  pen.lineTo(x + r, y)
  pen.lineTo(x, y + r)
  pen.lineTo(x - r, y)
  pen.closePath()
}

function cross(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.moveTo(x - r, y - r)
  pen.lineTo(x + r, y + r)
  pen.moveTo(x + r, y - r)
  pen.lineTo(x - r, y + r)
}

/** How messages are drawn, by what they are worth. */
const lines: readonly { readonly token: string; readonly dash: readonly number[]; readonly alpha: number }[] = [
  { token: '--accent', dash: [], alpha: 0.75 },
  { token: '--line-strong', dash: [], alpha: 0.5 },
  { token: '--ink-3', dash: [1, 3], alpha: 0.4 },
  { token: '--failed', dash: [4, 4], alpha: 0.8 },
  { token: '--ink-3', dash: [1, 3], alpha: 0.7 },
]

/** Draws the messages: as far as they have come in a small group, whole in a large one. */
export function drawMessages(pen: CanvasRenderingContext2D, ink: Ink, layout: Layout, data: Propagation): void {
  const crowd = data.kinds.length > 600 ? 0.45 : 1
  pen.lineWidth = layout.circle ? 1.5 : 1
  for (const [kind, { token, dash, alpha }] of lines.entries()) {
    pen.beginPath()
    for (let i = 0; i < data.kinds.length; i += 1) if (data.kinds[i] === kind) traceMessage(pen, layout, data, i)
    pen.globalAlpha = alpha * crowd
    pen.setLineDash([...dash])
    pen.strokeStyle = ink(token)
    pen.stroke()
  }
  pen.globalAlpha = 1
  pen.setLineDash([])
  if (layout.circle) drawTokens(pen, ink, layout, data)
}

/** How far a message has come, from 0 to 1; a lost one gets no further than half. */
function progress({ now, sent, due, kinds }: Propagation, message: number): number {
  const left = sent[message] as number
  const way = (due[message] as number) - left
  const share = way > 0 ? Math.min(1, (now - left) / way) : 1
  return kinds[message] === 3 ? Math.min(share, 0.5) : share
}

function traceMessage(pen: CanvasRenderingContext2D, layout: Layout, data: Propagation, message: number): void {
  const from = data.pairs[2 * message] as number
  const to = data.pairs[2 * message + 1] as number
  const share = layout.circle ? progress(data, message) : 1
  const [x, y] = [layout.x[from] as number, layout.y[from] as number]
  pen.moveTo(x, y)
  pen.lineTo(x + ((layout.x[to] as number) - x) * share, y + ((layout.y[to] as number) - y) * share)
}

/** The heads of messages under way. */
function drawTokens(pen: CanvasRenderingContext2D, ink: Ink, layout: Layout, data: Propagation): void {
  for (let i = 0; i < data.kinds.length; i += 1) {
    if ((data.due[i] as number) <= data.now) continue
    const kind = data.kinds[i] as number
    const from = data.pairs[2 * i] as number
    const to = data.pairs[2 * i + 1] as number
    const share = progress(data, i)
    const [x, y] = [layout.x[from] as number, layout.y[from] as number]
    const [a, b] = [x + ((layout.x[to] as number) - x) * share, y + ((layout.y[to] as number) - y) * share]
    pen.beginPath()
    if (kind === 3) cross(pen, a, b, 4)
    else pen.arc(a, b, kind === 0 ? 4 : 2.5, 0, 2 * Math.PI)
    pen.fillStyle = ink(lines[kind]?.token ?? '--ink-3')
    pen.strokeStyle = pen.fillStyle
    if (kind === 3) pen.stroke()
    else pen.fill()
  }
}

/** Names beside the nodes: all of a small group, the source of a large one. */
export function drawNames(
  pen: CanvasRenderingContext2D,
  ink: Ink,
  font: string,
  layout: Layout,
  data: Propagation,
): void {
  pen.font = font
  pen.textBaseline = 'middle'
  const { marks, source } = data
  if (marks.length <= 30) for (let node = 0; node < marks.length; node += 1) drawName(pen, ink, layout, node, data)
  else if (data.rumor > 0) drawName(pen, ink, layout, source, data)
}

function drawName(
  pen: CanvasRenderingContext2D,
  ink: Ink,
  layout: Layout,
  node: number,
  { rumor, source }: Propagation,
): void {
  const { x, y, radius, width } = layout
  const [a, b] = [x[node] as number, y[node] as number]
  const text = node === source && rumor > 0 ? `n${node}, source` : `n${node}`
  const left = layout.circle && a < width / 2 - 1
  const shift = radius + 8
  const wide = pen.measureText(text).width
  const start = left ? a - shift - wide : a + shift
  if (!layout.circle) {
    pen.beginPath()
    pen.arc(a, b, radius + 4, 0, 2 * Math.PI)
    pen.strokeStyle = ink('--ink')
    pen.lineWidth = 2.5
    pen.stroke()
    pen.fillStyle = ink('--bg')
    pen.fillRect(start - 3, b - 9, wide + 6, 18)
  }
  pen.fillStyle = ink('--ink')
  pen.fillText(text, start, b)
}
