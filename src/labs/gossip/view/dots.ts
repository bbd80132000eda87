import { LOOK, looks, type NodeLook, type Propagation } from '../reading/propagation.ts'
import type { Ink, Layout } from './layout.ts'

/** Nodes with a smaller radius, in CSS pixels, are written as pixels: thousands of arcs would take a frame's time. */
export const DOT = 2

/** How a dot of each look is painted: an edge, a heart within it, and how much larger or smaller it is than a node. */
const paints: Readonly<Record<NodeLook, { readonly edge: string; readonly heart: string; readonly grow: number }>> = {
  ignorant: { edge: '--line-strong', heart: '--bg', grow: 0 },
  knows: { edge: '--fine', heart: '--fine', grow: 0 },
  fresh: { edge: '--accent', heart: '--fine', grow: 1 },
  silent: { edge: '--caution-edge', heart: '--caution', grow: 0 },
  down: { edge: '--failed', heart: '--failed', grow: 2 },
  away: { edge: '--idle', heart: '--bg', grow: -1 },
}

interface Sheet {
  readonly canvas: HTMLCanvasElement
  readonly image: ImageData
  readonly pixels: Uint32Array
}

const sheets = new WeakMap<HTMLCanvasElement, Sheet>()

/** A sheet of pixels as large as the canvas, kept for the next frame. */
function sheetOf(canvas: HTMLCanvasElement): Sheet {
  const { height, width } = canvas
  const kept = sheets.get(canvas)
  if (kept?.image.width === width && kept.image.height === height) return kept
  const image = new ImageData(width, height)
  const own = Object.assign(document.createElement('canvas'), { width, height })
  const sheet = { canvas: own, image, pixels: new Uint32Array(image.data.buffer) }
  sheets.set(canvas, sheet)
  return sheet
}

/** A colour "#rrggbb" as a pixel of image data, opaque. */
function pixelOf(colour: string): number {
  const value = Number.parseInt(colour.slice(1), 16)
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255]
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
}

/** Writes every node as a small square over what is drawn so far. */
export function drawDots(pen: CanvasRenderingContext2D, ink: Ink, layout: Layout, { marks }: Propagation): void {
  const { height, width } = pen.canvas
  const scale = width / layout.width
  const sheet = sheetOf(pen.canvas)
  sheet.pixels.fill(0)
  const edges = Uint32Array.from(looks, (look) => pixelOf(ink(paints[look].edge)))
  const hearts = Uint32Array.from(looks, (look) => pixelOf(ink(paints[look].heart)))
  const least = Math.max(2, Math.round(layout.radius * 2 * scale))
  for (let node = 0; node < marks.length; node += 1) {
    const look = (marks[node] as number) & LOOK
    const size = least + paints[looks[look] as NodeLook].grow
    const left = Math.round((layout.x[node] as number) * scale - size / 2)
    const top = Math.round((layout.y[node] as number) * scale - size / 2)
    if (left < 0 || top < 0 || left + size > width || top + size > height) continue
    block(sheet.pixels, width, left, top, size, edges[look] as number, hearts[look] as number)
  }
  sheet.canvas.getContext('2d')?.putImageData(sheet.image, 0, 0)
  pen.drawImage(sheet.canvas, 0, 0, layout.width, layout.height)
}

/** A square with an edge of one pixel, or nothing but heart or edge where there is no room for both. */
function block(
  pixels: Uint32Array,
  width: number,
  left: number,
  top: number,
  size: number,
  edge: number,
  heart: number,
): void {
  const last = size - 1
  for (let row = 0; row < size; row += 1) {
    const at = (top + row) * width + left
    for (let column = 0; column < size; column += 1) {
      const inner = row > 0 && row < last && column > 0 && column < last
      pixels[at + column] = inner ? heart : edge
    }
  }
}
