import { BEYOND, type Propagation } from '../reading/propagation.ts'
import { bearing, CIRCLE } from '../run/place.ts'

/** How far the two sides of a partition are drawn apart, in CSS pixels. */
const GAP = 14
const TURN = 2 * Math.PI
/** Below this width the legends stand above and below the picture instead of in its corners. */
const NARROW = 520
/** Where everything stands: coordinates by node in CSS pixels, and the radius of a node. */
export interface Layout {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly radius: number
  readonly circle: boolean
  readonly width: number
  readonly height: number
}

/** Colours by the names of the page's tokens. */
export type Ink = (token: string) => string

/** Where the nodes stand: a small group in a circle, a large one as the seeds of a sunflower; a cut parts the sides. */
export function laidOut(data: Propagation, width: number, height: number): Layout {
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
