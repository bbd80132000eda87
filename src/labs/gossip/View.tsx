import { type ComponentType, useEffect, useRef, useState } from 'react'
import { looks, type NodeLook, type Propagation } from './reading/propagation.ts'
import { bearing, CIRCLE } from './run/place.ts'
import { Merge } from './view/Merge.tsx'
import { beyond, drawMessages, drawNames, drawNodes, type Ink, type Layout } from './view/scene.ts'
import { Timeline } from './view/Timeline.tsx'
import './view.css'

interface ViewProps {
  readonly view: string
  readonly data: unknown
  readonly params: Readonly<Record<string, number | string | boolean>>
}

/** How far the two sides of a partition are drawn apart, in CSS pixels. */
const GAP = 14
const TURN = 2 * Math.PI

/** The pictures of this lab that are no diagrams. */
export default function View({ view, ...props }: ViewProps) {
  const Picture = pictures[view]
  return Picture ? <Picture {...props} /> : null
}

type Pictured = ComponentType<Omit<ViewProps, 'view'>>

function laidOut(data: Propagation, width: number, height: number): Layout {
  const count = data.marks.length
  const circle = count <= CIRCLE
  const reach = Math.max(
    40,
    Math.min(circle ? width / 2 - 70 : width / 2 - 12, height / 2 - 22) - (data.cutShare > 0 ? GAP : 0),
  )
  const x = new Float32Array(count)
  const y = new Float32Array(count)
  const apart = data.cutShare > 0 ? TURN * (data.cutShare / 2 - 0.25) : 0
  for (let node = 0; node < count; node += 1) {
    const angle = TURN * (bearing(node, count) - 0.25)
    const far = circle ? reach : reach * Math.sqrt((node + 0.5) / count)
    const shift = data.cutShare > 0 ? (beyond(data.marks[node] as number) ? GAP : -GAP) : 0
    x[node] = width / 2 + far * Math.cos(angle) + shift * Math.cos(apart)
    y[node] = height / 2 + far * Math.sin(angle) + shift * Math.sin(apart)
  }
  const spacing = circle ? (TURN * reach) / count : (reach * 1.77) / Math.sqrt(count)
  return { x, y, radius: Math.max(0.9, Math.min(9, spacing * 0.3)), circle, width, height }
}

function draw(canvas: HTMLCanvasElement, data: Propagation, width: number, height: number): void {
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
  const layout = laidOut(data, width, height)
  drawMessages(pen, ink, layout, data)
  drawNodes(pen, ink, layout, data)
  drawNames(pen, ink, `600 12px ${ink('--font-sans')}`, layout, data)
}

/** The size of an element and the theme of the page: what a picture must be drawn anew for. */
function useSurface() {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0, theme: '' })
  useEffect(() => {
    const root = document.documentElement
    const measure = (): void => {
      const box = place.current?.getBoundingClientRect()
      setSize({ width: box?.width ?? 0, height: box?.height ?? 0, theme: root.dataset['theme'] ?? '' })
    }
    const sizes = new ResizeObserver(measure)
    const themes = new MutationObserver(measure)
    if (place.current) sizes.observe(place.current)
    themes.observe(root, { attributeFilter: ['data-theme'] })
    return () => {
      sizes.disconnect()
      themes.disconnect()
    }
  }, [])
  return { place, ...size }
}

const legend = [
  { look: 'knows', tone: 'fine', text: 'knows it' },
  { look: 'fresh', tone: 'fine', text: 'heard this round' },
  { look: 'ignorant', tone: 'idle', text: 'not yet' },
  { look: 'silent', tone: 'caution', text: 'stopped telling' },
  { look: 'down', tone: 'failed', text: 'down' },
] as const

const shapes: Readonly<Record<string, React.ReactNode>> = {
  knows: <circle cx="6" cy="6" r="4" />,
  fresh: (
    <>
      <circle cx="6" cy="6" r="3" />
      <circle className="halo" cx="6" cy="6" r="5" />
    </>
  ),
  ignorant: <circle className="hollow" cx="6" cy="6" r="3.5" />,
  silent: <path d="M6 1.2 11.2 10.6H.8Z" />,
  down: <rect x="1.5" y="1.5" width="9" height="9" />,
}

/** What the shapes mean, with how many nodes have each: the picture in words. */
function Counts({ picture }: { readonly picture: Propagation }) {
  const shown = legend.filter(({ look }) => look !== 'silent' || countOf(picture, look) > 0)
  return (
    <dl className="gossip-legend">
      {shown.map(({ look, tone, text }) => (
        <div key={look}>
          <dt>
            <svg data-tone={tone} viewBox="0 0 12 12" width="12" height="12" aria-hidden>
              {shapes[look]}
            </svg>
            {text}
          </dt>
          <dd>{countOf(picture, look)}</dd>
        </div>
      ))}
    </dl>
  )
}

const countOf = (picture: Propagation, look: NodeLook): number => picture.counts[looks.indexOf(look)] ?? 0

/** Nodes in a circle or a disc, and the messages between them. */
function Spreading({ data }: { readonly data: unknown }) {
  const picture = data as Propagation
  const { place, width, height, theme } = useSurface()
  const canvas = useRef<HTMLCanvasElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, width, height)
  }, [picture, width, height, theme])
  return (
    <div className="gossip-picture" ref={place}>
      <canvas ref={canvas} aria-hidden />
      <Counts picture={picture} />
      <p className="gossip-round">{`round ${picture.round}`}</p>
      <ul className="gossip-lines" aria-label="Messages">
        <li data-line="news">news</li>
        <li data-line="known">known already</li>
        <li data-line="lost">lost</li>
      </ul>
    </div>
  )
}

/** Who took whom for what, and when. */
function Detecting({ data }: { readonly data: unknown }) {
  const { place, width } = useSurface()
  return (
    <div className="gossip-picture" ref={place}>
      {width > 0 && <Timeline data={data} width={width} />}
    </div>
  )
}

const pictures: Readonly<Record<string, Pictured>> = { propagation: Spreading, detection: Detecting, merge: Merge }
