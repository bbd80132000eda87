import type { Lit } from '../../lab/lab.ts'
import { outer } from '../../machine/machine.ts'
import { duration, type Millis, number } from '../../units.ts'
import { calm } from './calm.ts'
import type { Art } from './dress.ts'
import { writeNote } from './spot-art.ts'

/** Lights the states, nodes or participants of a drawing. */
export interface LiveStates {
  /** Shows what is lit at a moment of wall time; gives the milliseconds after which it wants to be asked again, if any. */
  show(lit: Lit, time: Millis, playing: boolean, now: number): number
  /** States at a hovered cursor. */
  mark(cursor: readonly string[]): void
}

/** Texts that run on are rewritten ten times a second. */
const textPeriod = 100

/** The time in a state as its head shows it: to the hundredth while it is short. */
export const timeInState = (time: Millis): string => (time < 60_000 ? `${(time / 1000).toFixed(2)} s` : duration(time))

/** Lights states; the head counts of a population go into `table`. */
export function liveStates(art: Art, labelOf: (key: string) => string, table: HTMLElement): LiveStates {
  const pace = calm()
  let current: readonly string[] = []
  let unreachable: readonly string[] = []
  let cursor: readonly string[] = []
  let members = false
  let written = Number.NEGATIVE_INFINITY
  const rows = new Map<string, HTMLElement>()
  const swap = (name: string, before: readonly string[], after: readonly string[]) => {
    for (const key of before) if (!after.includes(key)) art.spots.get(key)?.group.classList.remove(name)
    for (const key of after) if (!before.includes(key)) art.spots.get(key)?.group.classList.add(name)
  }
  const light = (wanted: readonly string[]) => {
    const before = withOuter(current)
    const after = withOuter(wanted)
    swap('d-current', before, after)
    for (const [box, elements] of art.contents) {
      if (before.includes(box) === after.includes(box)) continue
      const tone =
        [...(art.spots.get(box)?.group.classList ?? [])].find((name) => name.startsWith('d-tone-')) ?? 'd-tone-plain'
      for (const element of elements)
        element.style.setProperty('--ground', grounds[after.includes(box) ? tone : ''] ?? '')
    }
    for (const key of before) if (!after.includes(key)) art.spots.get(key)?.time?.replaceChildren()
    current = wanted
  }
  const showPopulation = (population: Readonly<Record<string, number>> | undefined) => {
    if ((population !== undefined) !== members) {
      members = population !== undefined
      art.svg.classList.toggle('d-population', members)
      table.hidden = !members
    }
    for (const [key, count] of Object.entries(population ?? {})) {
      const cell = rows.get(key) ?? addRow(table, labelOf(key), toneClass(art, key))
      rows.set(key, cell)
      const text = number(count)
      if (cell.textContent !== text) cell.textContent = text
    }
  }
  return {
    mark(wanted) {
      const next = withOuter(wanted)
      swap('d-cursor', cursor, next)
      cursor = next
    },
    show(lit, time, playing, now) {
      let wait = 0
      const wanted = lit.population ? [] : lit.current
      const signature = wanted.join(' ')
      if (signature !== current.join(' ')) {
        if (pace.admits(signature, now)) light(wanted)
        else wait = pace.wait(now)
      }
      const never = lit.unreachable ?? []
      if (never.join(' ') !== unreachable.join(' ')) {
        swap('d-unreachable', unreachable, never)
        unreachable = never
      }
      if (playing && now - written < textPeriod) return wait
      written = now
      showPopulation(lit.population)
      for (const spot of art.spots.values()) writeNote(spot, lit.notes?.[spot.key] ?? '')
      const shown = lit.since === undefined ? '' : timeInState(Math.max(0, time - lit.since))
      for (const key of withOuter(current)) {
        const text = art.spots.get(key)?.time
        if (text && text.textContent !== shown) text.textContent = shown
      }
      return wait
    },
  }
}

/** An inner state lights its composite too. */
const withOuter = (keys: readonly string[]): readonly string[] => [...new Set(keys.flatMap((key) => [outer(key), key]))]

const toneClass = (art: Art, key: string): string =>
  [...(art.spots.get(key)?.group.classList ?? [])].find((name) => name.startsWith('d-tone-')) ?? 'd-tone-plain'

const grounds: Readonly<Record<string, string>> = {
  '': '',
  'd-tone-fine': 'var(--fine-tint)',
  'd-tone-caution': 'var(--caution-tint)',
  'd-tone-failed': 'var(--failed-tint)',
  'd-tone-refused': 'var(--failed-tint)',
  'd-tone-idle': 'var(--idle-tint)',
  'd-tone-suspect': 'var(--suspect-tint)',
  'd-tone-plain': 'var(--hover)',
}

function addRow(table: HTMLElement, label: string, tone: string): HTMLElement {
  const row = document.createElement('div')
  const name = document.createElement('dt')
  const count = document.createElement('dd')
  row.className = tone
  name.textContent = label
  row.append(name, count)
  table.append(row)
  return count
}
