import { useEffect, useMemo, useRef, useState } from 'react'
import { CONDEMNED, LOOK, looks, type NodeLook, type Propagation, SLOW, SUSPECTED } from '../reading/propagation.ts'
import { CIRCLE } from '../run/place.ts'
import { Counts, Lines } from './Legend.tsx'
import { type Ink, type Layout, laidOut } from './layout.ts'
import { drawMessages, drawNames, drawNodes } from './scene.ts'
import { useSurface } from './surface.ts'

/** A node is meant by a pointer so near to it. */
const REACH = 14

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

/** Whether two pictures look alike: in a large group nothing but marks and messages is drawn, and they last a round. */
function alike(one: Propagation, other: Propagation): boolean {
  const moves = one.now !== other.now && one.marks.length <= CIRCLE && one.kinds.length > 0
  return (
    !moves &&
    one.source === other.source &&
    one.rumor === other.rumor &&
    equal(one.marks, other.marks) &&
    equal(one.kinds, other.kinds) &&
    equal(one.pairs, other.pairs)
  )
}

function equal<Numbers extends Uint8Array | Int32Array>(one: Numbers, other: Numbers): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i += 1) if (one[i] !== other[i]) return false
  return true
}

interface Drawn {
  readonly picture: Propagation
  readonly layout: Layout
  readonly theme: string
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
  const drawn = useRef<Drawn>(undefined)
  useEffect(() => {
    const before = drawn.current
    if (!canvas.current) return
    if (before?.layout === layout && before.theme === theme && alike(before.picture, picture)) return
    draw(canvas.current, picture, layout)
    drawn.current = { picture, layout, theme }
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
