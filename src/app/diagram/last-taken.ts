import type { Drawn } from '../../machine/mermaid.ts'
import type { Art } from './dress.ts'
import { type EdgeArt, writeWords } from './edge-art.ts'
import type { Shown } from './shown.ts'
import { inOrderOfTravel } from './topology.ts'

/** The parts of the newest operation among those `among` admits; the newest event decides. */
export function newestParts(
  keys: readonly string[],
  { lastEvent, lastTime }: Pick<Shown, 'lastEvent' | 'lastTime'>,
  offset: number,
  among: (part: number) => boolean,
): string[] {
  let event = -1
  let parts: string[] = []
  keys.forEach((key, part) => {
    const at = lastEvent[offset + part] ?? Number.NaN
    if (!among(part) || !(at >= event) || Number.isNaN(lastTime[offset + part])) return
    if (at > event) parts = []
    parts.push(key)
    event = at
  })
  return parts
}

/** The lines that are shown as taken last. */
export interface LastTaken {
  readonly keys: readonly string[]
  readonly lines: readonly EdgeArt[]
  /** Lights others; of a part with several sources the line from the state `before`, as far as that is known. */
  show(keys: readonly string[], before: string): void
}

/** Lights the edges taken last, in the order of travel. */
export function lastTaken(art: Art, drawn: Drawn, labelOf: (key: string) => string): LastTaken {
  let keys: readonly string[] = []
  let lines: readonly EdgeArt[] = []
  const toggle = (on: boolean) => {
    for (const { group, words } of lines) {
      group.classList.toggle('d-last', on)
      words?.group.classList.toggle('d-last', on)
    }
  }
  const lineOf = (key: string, before: string): readonly EdgeArt[] => {
    const arts = art.edges.get(key) ?? []
    const from = arts.find((edge) => before === edge.from || before.startsWith(`${edge.from}.`))
    return from ? [from] : arts
  }
  return {
    get keys() {
      return keys
    },
    get lines() {
      return lines
    },
    show(next, before) {
      toggle(false)
      keys = next
      const travelled = inOrderOfTravel(drawn, next).map((key) => ({ key, arts: lineOf(key, before) }))
      for (const { key, arts } of travelled) {
        for (const edge of arts) if (edge.speaks !== key) writeWords(edge, key, labelOf(key))
      }
      lines = [...new Set(travelled.flatMap(({ arts }) => arts))]
      toggle(true)
    },
  }
}
