import { place, svgElement } from './svg-element.ts'

/** Where a token stands after equal steps of its way. */
interface Track {
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly length: number
}

const steps = 64
/** How far before the end of the last edge a token comes to rest, in units of the drawing. */
const rest = 10

/** Wall milliseconds that a token needs for one edge; a way over several takes at most twice as long. */
export const travelTime = 600

/** The disc that travels along the edges taken last. */
export interface Token {
  /**
   * Places it at a share of its way, 0 to 1, along lines that follow one another. A run that rests gives 1: half way,
   * the disc would hide the words of the edge.
   */
  show(lines: readonly SVGPathElement[], share: number): void
  hide(): void
}

/** A token in the overlay of a drawing; tables of points are made when a line is first travelled. */
export function token(overlay: SVGGElement): Token {
  const tracks = new WeakMap<SVGPathElement, Track>()
  const disc = svgElement('circle', { class: 'd-token' })
  overlay.append(disc)
  const trackOf = (line: SVGPathElement): Track => {
    const known = tracks.get(line)
    if (known) return known
    const track = measure(line)
    tracks.set(line, track)
    return track
  }
  let shown = false
  const turn = (on: boolean) => {
    if (on !== shown) disc.classList.toggle('d-on', on)
    shown = on
  }
  return {
    show(lines, share) {
      const way = lines.map(trackOf)
      const total = way.reduce((sum, { length }) => sum + length, 0)
      let left = Math.min(Math.max(0, share) * total, Math.max(total / 2, total - rest))
      const track = way.find((each, index) => {
        if (left <= each.length || index === way.length - 1) return true
        left -= each.length
        return false
      })
      turn(track !== undefined)
      if (!track) return
      const at = Math.min(steps, Math.max(0, Math.round((left / Math.max(1, track.length)) * steps)))
      place(disc, track.xs[at] ?? 0, track.ys[at] ?? 0)
    },
    hide: () => turn(false),
  }
}

/** Points along a line in the drawing's coordinates: a composite drawn by dagre has its own. */
function measure(line: SVGPathElement): Track {
  const length = line.getTotalLength()
  const xs = new Float64Array(steps + 1)
  const ys = new Float64Array(steps + 1)
  const [x, y] = originOf(line)
  for (let step = 0; step <= steps; step += 1) {
    const point = line.getPointAtLength((length * step) / steps)
    xs[step] = point.x + x
    ys[step] = point.y + y
  }
  return { xs, ys, length }
}

/** Where an element's coordinates begin, read from the text of the drawing so that the browser need not lay out. */
function originOf(element: Element): readonly [number, number] {
  let [x, y] = [0, 0]
  for (let group = element.parentElement; group; group = group.parentElement) {
    const [dx = 0, dy = 0] =
      group
        .getAttribute('transform')
        ?.match(/-?[\d.]+/g)
        ?.map(Number) ?? []
    x += dx
    y += dy
  }
  return [x, y]
}
