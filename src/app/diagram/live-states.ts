import type { Lit } from '../../lab/lab.ts'
import { outer } from '../../machine/machine.ts'
import type { Drawn } from '../../machine/mermaid.ts'
import { duration, type Millis } from '../../units.ts'
import { calm } from './calm.ts'
import type { Art } from './dress.ts'
import { populationTable } from './population.ts'
import { writeNote } from './spot-art.ts'
import { placeOf } from './topology.ts'

/** Lights the states, nodes or participants of a drawing. */
export interface LiveStates {
  /** Shows what is lit at a moment of wall time; gives the milliseconds after which to ask again, if any. */
  show(lit: Lit, time: Millis, playing: boolean, now: number): number
  /** States at a hovered cursor. */
  mark(cursor: readonly string[]): void
}

/** Texts that run on are rewritten ten times a second. */
const textPeriod = 100

/** The time in a state as its head shows it: to the hundredth while it is short. */
export const timeInState = (time: Millis): string => (time < 60_000 ? `${(time / 1000).toFixed(2)} s` : duration(time))

/** Lights states; the numbers of a population go into `table`. */
export function liveStates(art: Art, drawn: Drawn, table: HTMLElement): LiveStates {
  const pace = calm()
  const current = new ClassOn(art, 'd-current')
  const cursor = new ClassOn(art, 'd-cursor')
  const unreachable = new ClassOn(art, 'd-unreachable')
  const population = populationTable(
    table,
    (key) => placeOf(drawn, key).label,
    (key) => `d-tone-${placeOf(drawn, key).tone}`,
  )
  let shown: string | undefined
  let written = Number.NEGATIVE_INFINITY
  const light = (keys: readonly string[]) => {
    for (const key of current.keys) art.spots.get(key)?.time?.replaceChildren()
    current.set(withOuter(keys))
    for (const [box, elements] of art.contents) {
      const tint = current.keys.includes(box) ? tints[placeOf(drawn, box).tone] : ''
      for (const element of elements) element.style.setProperty('--ground', tint)
    }
  }
  const write = ({ since, notes, population: members }: Lit, time: Millis) => {
    population.show(members)
    art.svg.classList.toggle('d-population', members !== undefined)
    for (const spot of art.spots.values()) writeNote(spot, notes?.[spot.key] ?? '')
    const text = since === undefined ? '' : timeInState(Math.max(0, time - since))
    for (const key of current.keys) {
      const head = art.spots.get(key)?.time
      if (head && head.textContent !== text) head.textContent = text
    }
  }
  return {
    mark: (keys) => cursor.set(withOuter(keys)),
    show(lit, time, playing, now) {
      const wanted = lit.population ? [] : lit.current
      const signature = wanted.join(' ')
      const admitted = signature === shown || pace.admits(signature, now)
      if (admitted && signature !== shown) light(wanted)
      if (admitted) shown = signature
      unreachable.set(lit.unreachable ?? [])
      if (!playing || now - written >= textPeriod || !admitted) {
        written = now
        write(lit, time)
      }
      return admitted ? 0 : pace.wait(now)
    },
  }
}

/** A class that some of the spots carry. */
class ClassOn {
  keys: readonly string[] = []
  readonly #art: Art
  readonly #name: string

  constructor(art: Art, name: string) {
    this.#art = art
    this.#name = name
  }

  set(keys: readonly string[]): void {
    if (keys.length === this.keys.length && keys.every((key, index) => key === this.keys[index])) return
    for (const key of this.keys) if (!keys.includes(key)) this.#art.spots.get(key)?.group.classList.remove(this.#name)
    for (const key of keys) this.#art.spots.get(key)?.group.classList.add(this.#name)
    this.keys = keys
  }
}

/** An inner state lights its composite too. */
const withOuter = (keys: readonly string[]): readonly string[] => [...new Set(keys.flatMap((key) => [outer(key), key]))]

const tints = {
  fine: 'var(--fine-tint)',
  caution: 'var(--caution-tint)',
  failed: 'var(--failed-tint)',
  refused: 'var(--failed-tint)',
  idle: 'var(--idle-tint)',
  suspect: 'var(--suspect-tint)',
  plain: 'var(--hover)',
}
