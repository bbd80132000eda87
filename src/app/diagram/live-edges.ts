import type { Drawn } from '../../machine/mermaid.ts'
import { number } from '../../units.ts'
import { activity, heatWidth } from './activity.ts'
import { calm } from './calm.ts'
import type { Art } from './dress.ts'
import { type EdgeArt, writeCount } from './edge-art.ts'
import type { LiveSettings, Shown } from './live.ts'
import { token, travelTime } from './token.ts'
import { inOrderOfTravel, wayOf } from './topology.ts'

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

/** `offset` is the number of the drawing's first part in the lab's book. */
export function liveEdges(art: Art, drawn: Drawn, offset: number, still: () => boolean): LiveEdges {
  const keys = drawn.partKeys
  const edges = keys.map((key) => art.edges.get(key) ?? [])
  const inner = keys.map((key) => wayOf(drawn, key).within !== undefined)
  const heat = activity(keys.length, offset)
  const pace = calm()
  const disc = token(art.overlay)
  const isHot = keys.map(() => false)
  let last: readonly string[] = []
  let lines: readonly EdgeArt[] = []
  let current = ''
  let travels = false
  const counted = edges.map(() => -1)

  /** Parts of the newest operation that count as last: edges between outer states, or any edge where there are none. */
  const newest = ({ lastEvent, lastTime }: Shown, wanted: boolean): string[] => {
    let event = -1
    let parts: string[] = []
    keys.forEach((key, part) => {
      const at = lastEvent[offset + part] ?? Number.NaN
      if (inner[part] !== wanted || edges[part]?.length === 0 || !(at >= 0) || Number.isNaN(lastTime[offset + part]))
        return
      if (at > event) parts = []
      if (at >= event) parts.push(key)
      event = Math.max(event, at)
    })
    return parts
  }

  const showHeat = (frame: Shown, playing: boolean) => {
    const justTaken = playing ? [] : newest(frame, true)
    keys.forEach((key, part) => {
      const rate = heat.rates[part] ?? 0
      isHot[part] = rate > (isHot[part] ? cool : hot)
      const just = rate < warm && justTaken.includes(key)
      const glows = isHot[part] || (inner[part] && (rate >= warm || just))
      for (const { group, words } of edges[part] ?? []) {
        group.classList.toggle('d-heat', glows)
        words?.group.classList.toggle('d-heat', glows)
        if (glows) group.style.setProperty('--heat', `${(just ? 2.5 : heatWidth(rate)).toFixed(2)}px`)
      }
    })
  }

  const showCounts = ({ counts }: Shown, visible: boolean) => {
    edges.forEach((arts, part) => {
      const count = counts[offset + part] ?? 0
      if (count === counted[part]) return
      counted[part] = count
      for (const edge of arts) {
        edge.group.classList.toggle('d-taken', count > 0)
        edge.words?.group.classList.toggle('d-taken', count > 0)
      }
    })
    if (visible)
      edges.forEach((arts, part) => {
        for (const edge of arts) writeCount(edge, `×${number(counted[part] ?? 0)}`)
      })
  }

  /** Of a part with several sources, the line from the state that was current before. */
  const lineOf = (key: string): EdgeArt[] => {
    const arts = art.edges.get(key) ?? []
    const from = arts.find((edge) => current === edge.from || current.startsWith(`${edge.from}.`))
    return arts.length > 1 && from ? [from] : arts.slice()
  }

  const showLast = (wanted: readonly string[]) => {
    for (const { group, words } of lines) for (const each of [group, words?.group]) each?.classList.remove('d-last')
    last = wanted
    lines = inOrderOfTravel(drawn, wanted).flatMap(lineOf)
    for (const { group, words } of lines) for (const each of [group, words?.group]) each?.classList.add('d-last')
  }

  const showToken = ({ position, lastTime }: Shown, { playing, speed }: LiveSettings) => {
    const [first] = last
    const part = first === undefined ? -1 : keys.indexOf(first)
    if (part < 0 || lines.length === 0 || (playing && isHot[part])) {
      disc.hide()
      return
    }
    const ways = lines.map(({ line }) => line)
    const elapsed = position.time - (lastTime[offset + part] ?? 0)
    const duration = travelTime * speed * Math.min(2, ways.length)
    disc.show(ways, travels && !still() ? elapsed / duration : 1)
  }

  return {
    latest: () => last.at(-1),
    show(frame, settings, now) {
      const { playing } = settings
      if (heat.note(frame.counts, now, playing)) {
        showHeat(frame, playing)
        showCounts(frame, settings.showCounts)
      }
      const wanted = newest(frame, false).filter((key) => !(playing && isHot[keys.indexOf(key)]))
      const signature = wanted.join(' ')
      let wait = 0
      if (signature !== last.join(' ')) {
        if (pace.admits(signature, now)) {
          showLast(wanted)
          travels = playing
        } else wait = pace.wait(now)
      }
      current = frame.lit[settings.diagram]?.current[0] ?? ''
      showToken(frame, settings)
      return wait
    },
  }
}
