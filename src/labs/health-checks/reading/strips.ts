import type { Millis } from '../../../units.ts'
import { CHECKS, checkLabels, SERVICES, serviceNames } from '../fleet.ts'
import type { HealthParams } from '../params.ts'
import { changesOf, ROWS_EACH } from '../run/strips.ts'
import type { HealthWorld } from '../run/world.ts'

/** A stretch of a strip; it lasts until the next one. */
export interface Stretch {
  readonly from: Millis
  /** 0 all replicas, 1 some, 2 none, 3 panic. */
  readonly level: number
}

export interface Strip {
  readonly service: string
  readonly what: string
  readonly critical: boolean
  readonly stretches: readonly Stretch[]
}

/** How checks and rotations have fared lately, one strip for each of a service. */
export interface StripChart {
  readonly from: Millis
  readonly now: Millis
  readonly strips: readonly Strip[]
}

/** So far back the strips go. */
const SPAN: Millis = 60_000

/** The strips of the last minute. */
export function readStrips({ rules, strips }: HealthWorld, _: HealthParams, now: Millis): StripChart {
  const from = Math.max(0, now - SPAN)
  const rows = SERVICES * ROWS_EACH
  const stretches: Stretch[][] = Array.from({ length: rows }, (_, row) => [
    { from, level: strips.before[row] as number },
  ])
  for (const { at, level, row } of changesOf(strips)) {
    const into = stretches[row] as Stretch[]
    if (at <= from) into[0] = { from, level }
    else into.push({ from: at, level })
  }
  return {
    from,
    now,
    strips: stretches.map((parts, row) => {
      const source = row % ROWS_EACH
      return {
        service: serviceNames[Math.floor(row / ROWS_EACH)] ?? '',
        what: source === CHECKS ? 'Rotation' : (checkLabels[source] ?? ''),
        critical: source < CHECKS && rules.critical[source] === true,
        stretches: parts,
      }
    }),
  }
}
