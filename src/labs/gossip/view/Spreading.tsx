import { useEffect, useMemo, useRef, useState } from 'react'
import {
  BEYOND,
  CONDEMNED,
  LOOK,
  looks,
  type NodeLook,
  type Propagation,
  SLOW,
  SUSPECTED,
} from '../reading/propagation.ts'
import { bearing, CIRCLE } from '../run/place.ts'
import { Counts, Lines } from './Legend.tsx'
import { drawMessages, drawNames, drawNodes, type Ink, type Layout } from './scene.ts'
import { useSurface } from './surface.ts'

/** How far the two sides of a partition are drawn apart, in CSS pixels. */
const GAP = 14
const TURN = 2 * Math.PI
/** Below this width the legends stand above and below the picture instead of in its corners. */
const NARROW = 520
/** A node is meant by a pointer so near to it. */
const REACH = 14

/** Where the nodes stand: a small group in a circle, a large one as the seeds of a sunflower; a cut parts the sides. */
function laidOut(data: Propagation, width: number, height: number): Layout {
  const count = data.marks.length
  const circle = count <= CIRCLE
  const reach = Math.max(
    40,
    Math.min(circle ? width / 2 - 70 : width / 2 - 12, height / 2 - (width < NARROW ? 56 : 22)) -
      (data.cutShare > 0 ? GAP : 0),
  )
  const x = new Float32Array(count)
  const y = new Float32Array(count)
  const apart = data.cutShare > 0 ? TURN * (data.cutShare / 2 - 0.25) : 0
  for (let node = 0; node < count; node += 1) {
    const angle = TURN * (bearing(node, count) - 0.25)
    const far = circle ? reach : reach * Math.sqrt((node + 0.5) / count)
    const shift = data.cutShare > 0 ? (((data.marks[node] as number) & BEYOND) !== 0 ? GAP : -GAP) : 0
    x[node] = width / 2 + far * Math.cos(angle) + shift * Math.cos(apart)
    y[node] = height / 2 + far * Math.sin(angle) + shift * Math.sin(apart)
  }
  const spacing = circle ? (TURN * reach) / count : (reach * 1.77) / Math.sqrt(count)
  return { x, y, radius: Math.max(0.9, Math.min(9, spacing * 0.27)), circle, width, height }
}

function draw(canvas: HTMLCanvasElement, data: Propagation, layout: Layout): void {
  const { width, height } = layout
  const pen = canvas.getContext('2d')
  if (!pen || width === 0) return
  const scale = window.devicePixelRatio || 1
  const wide = Math.round(width * scale)
  const high = Math.round(height * scale)
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high })
  const style = getComputedStyle(document.documentElement)
  const known = new Map<string, string>()
  const ink: Ink = (token) => {
    const value = known.get(token) ?? style.getPropertyValue(token).trim()
    known.set(token, value)
    return value
  }
  pen.setTransform(scale, 0, 0, scale, 0, 0)
  pen.clearRect(0, 0, width, height)
  drawMessages(pen, ink, layout, data)
  drawNodes(pen, ink, layout, data)
  drawNames(pen, ink, `600 12px ${ink('--font-sans')}`, layout, data)
}

const words: Readonly<Record<NodeLook, string>> = {
  ignorant: 'has not heard the rumor',
  knows: 'knows the rumor',
  fresh: 'heard the rumor in this round',
  silent: 'knows the rumor and has stopped telling',
  down: 'is down',
  away: 'has left',
}

/** A node in words. */
function said({ marks, rumor }: Propagation, node: number): string {
  const mark = marks[node] as number
  const look = looks[mark & LOOK] ?? 'ignorant'
  const parts = [rumor === 0 && look === 'knows' ? 'is up' : words[look]]
  if ((mark & SLOW) !== 0) parts.push('is slow or far')
  if ((mark & SUSPECTED) !== 0) parts.push('is suspected')
  if ((mark & CONDEMNED) !== 0) parts.push('is taken for dead')
  return `n${node} ${parts.join(', ')}`
}

/** The node nearest to a point, if it is near. */
function nearest({ radius, x, y }: Layout, left: number, top: number): number {
  const reach = Math.max(REACH, radius * 2)
  let found = -1
  let least = reach * reach
  for (let node = 0; node < x.length; node += 1) {
    const [across, down] = [(x[node] as number) - left, (y[node] as number) - top]
    const square = across * across + down * down
    if (square < least) [found, least] = [node, square]
  }
  return found
}

/** Nodes in a circle or a disc, and the messages between them. */
export function Spreading({ data }: { readonly data: unknown }) {
  const picture = data as Propagation
  const { place, width, height, theme } = useSurface()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [pointed, setPointed] = useState(-1)
  const { cutShare, marks } = picture
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sides change only with the cut
  const layout = useMemo(() => laidOut(picture, width, height), [marks.length, cutShare, width, height])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, layout)
  }, [picture, layout, theme])
  const node = pointed < marks.length ? pointed : -1
  return (
    <div
      className="gossip-picture"
      ref={place}
      onPointerMove={({ clientX, clientY, currentTarget }) => {
        const box = currentTarget.getBoundingClientRect()
        setPointed(nearest(layout, clientX - box.left, clientY - box.top))
      }}
      onPointerLeave={() => setPointed(-1)}
    >
      <canvas ref={canvas} aria-hidden />
      <Counts picture={picture} />
      <p className="gossip-round">{picture.rumor > 0 ? `round ${picture.round}` : ''}</p>
      {node >= 0 && <p className="gossip-pointed">{said(picture, node)}</p>}
      <Lines picture={picture} />
    </div>
  )
}
