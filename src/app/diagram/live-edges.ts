import type { Drawn } from '../../machine/mermaid.ts'
import { number } from '../../units.ts'
import { activity, heatWidth } from './activity.ts'
import { calm } from './calm.ts'
import type { Art } from './dress.ts'
import { type EdgeArt, writeCount } from './edge-art.ts'
import { lastTaken, newestParts } from './last-taken.ts'
import type { LiveOptions, LiveSettings, Shown } from './shown.ts'
import { token, travelTime } from './token.ts'
import { wayOf } from './topology.ts'

/** A rate above which an edge shows heat, and one below which it shows single passages again. */
const hot = 3
const cool = 2
/** Activity that is still visible. */
const warm = 0.3

/** Lights the edges of a drawing. */
export interface LiveEdges {
  /** Shows a frame at a moment of wall time; gives the milliseconds after which it wants to be asked again, if any. */
  show(frame: Shown, settings: LiveSettings, now: number): number
  /** The part taken last, if its edge stands in the drawing. */
  latest(): string | undefined
}

/** The lines of one part, or the one line of several. */
interface LiveEdge {
  readonly parts: readonly number[]
  readonly lines: readonly EdgeArt[]
  /** Between inner states of one composite: shows heat, never counts as the last transition. */
  readonly inner: boolean
  hot: boolean
  count: number
}

/** `labelOf` gives the words of a part under the parameters in force. */
export function liveEdges(art: Art, options: LiveOptions, labelOf: (key: string) => string): LiveEdges {
  const { drawn, offset, still } = options
  const keys = drawn.partKeys
  const edges = edgesOf(art, drawn)
  const byPart = new Map(edges.flatMap((edge) => edge.parts.map((part) => [part, edge] as const)))
  const heat = activity(keys.length, offset)
  const pace = calm()
  const disc = token(art.overlay)
  const last = lastTaken(art, drawn, labelOf)
  let before = ''
  let travels = false
  const newest = (frame: Shown, among: (edge: LiveEdge) => boolean) =>
    newestParts(keys, frame, offset, (part) => {
      const edge = byPart.get(part)
      return edge !== undefined && among(edge)
    })
  const showToken = ({ position, lastTime }: Shown, { playing, speed }: LiveSettings) => {
    const [first] = last.keys
    const part = first === undefined ? -1 : keys.indexOf(first)
    if (part < 0 || (playing && byPart.get(part)?.hot)) {
      disc.hide()
      return
    }
    const ways = last.lines.map(({ line }) => line)
    const elapsed = position.time - (lastTime[offset + part] ?? 0)
    const duration = travelTime * speed * Math.min(2, ways.length)
    disc.show(ways, playing && travels && !still() ? elapsed / duration : 1)
  }
  return {
    latest: () => last.keys.at(-1),
    show(frame, settings, now) {
      const { playing, showCounts } = settings
      if (heat.note(frame.counts, now, playing)) {
        const just = playing ? [] : newest(frame, ({ inner }) => inner)
        for (const edge of edges) {
          const sum = (values: ArrayLike<number>, from: number) =>
            edge.parts.reduce((total, part) => total + (values[from + part] ?? 0), 0)
          showHeat(
            edge,
            sum(heat.rates, 0),
            edge.parts.some((part) => just.includes(keys[part] ?? '')),
          )
          count(edge, sum(frame.counts, offset))
        }
      }
      if (showCounts) for (const edge of edges) writeCounts(edge)
      const wanted = newest(frame, (edge) => !edge.inner && !(playing && edge.hot))
      const signature = wanted.join(' ')
      let wait = 0
      if (signature !== last.keys.join(' ')) {
        if (pace.admits(signature, now)) {
          last.show(wanted, before)
          travels = playing
        } else wait = pace.wait(now)
      }
      before = frame.lit[settings.diagram]?.current[0] ?? ''
      showToken(frame, settings)
      return wait
    },
  }
}

function edgesOf(art: Art, drawn: Drawn): LiveEdge[] {
  const edges = new Map<EdgeArt, LiveEdge>()
  for (const [part, key] of drawn.partKeys.entries()) {
    const lines = art.edges.get(key) ?? []
    const [first] = lines
    if (!first) continue
    const known = edges.get(first)
    const inner = wayOf(drawn, key).within !== undefined
    edges.set(first, {
      parts: [...(known?.parts ?? []), part],
      lines: known?.lines ?? lines,
      inner,
      hot: false,
      count: -1,
    })
  }
  return [...edges.values()]
}

/** `just`: taken by the very operation at which the run stands. */
function showHeat(edge: LiveEdge, rate: number, just: boolean): void {
  edge.hot = rate > (edge.hot ? cool : hot)
  const glows = edge.hot || (edge.inner && (just || rate >= warm))
  const width = just && rate < warm ? 2.5 : heatWidth(rate)
  for (const { group, words } of edge.lines) {
    group.classList.toggle('d-heat', glows)
    words?.group.classList.toggle('d-heat', glows)
    if (glows) group.style.setProperty('--heat', `${width.toFixed(2)}px`)
  }
}

function count(edge: LiveEdge, times: number): void {
  if (times === edge.count) return
  edge.count = times
  for (const { group, words } of edge.lines) {
    group.classList.toggle('d-taken', times > 0)
    words?.group.classList.toggle('d-taken', times > 0)
  }
}

function writeCounts({ lines, count: times }: LiveEdge): void {
  for (const line of lines) writeCount(line, times > 0 ? `×${number(times)}` : '')
}
