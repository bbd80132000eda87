import type { Theory, TheoryRow } from '../lab/theory.ts'
import { exp, log as logarithm } from '../sim/exact.ts'
import { Random, seededStreams } from '../sim/random.ts'

/** A law at one place: closed form, the engine's measurement with two standard errors, and the printed value. */
export interface Point {
  readonly at: Readonly<Record<string, number>>
  readonly expected: number
  readonly measured: number
  readonly error: number
  readonly printed?: number
  readonly agrees?: boolean
}

/** Points measured along the first curve, besides the published rows. */
const POINTS = 9

/** Whether a measurement meets a row: within either of its tolerances. */
export function agrees(row: TheoryRow, measured: number): boolean | undefined {
  if (row.printed === undefined) return undefined
  const away = Math.abs(measured - row.printed)
  return away <= Math.abs(row.printed) * (row.relative ?? 0) || away <= (row.absolute ?? 0)
}

/** The places that measuring a law visits: its published rows, then points along its first curve. */
export function places(theory: Theory): readonly TheoryRow[] {
  const { name, min, max, log, whole } = theory.x
  const along = Array.from({ length: POINTS }, (_, i) => {
    const share = (i + 0.5) / POINTS
    const x = log ? min * exp(share * logarithm(max / min)) : min + share * (max - min)
    return whole ? Math.round(x) : x
  })
  return [...theory.rows, ...[...new Set(along)].map((x) => ({ at: { ...theory.curves[0], [name]: x } }))]
}

/** Measures a law at one place, with chance of its own by seed and place. */
export function measure(theory: Theory, row: TheoryRow, seed: number): Point {
  const stream = `${theory.key} ${Object.values(row.at).join(' ')}`
  const random = new Random(seededStreams(seed, [stream]), 0)
  const { value, error } = theory.measure(row.at, theory.replications, random)
  const verdict = agrees(row, value)
  return {
    at: row.at,
    expected: theory.expected(row.at),
    measured: value,
    error,
    ...(row.printed === undefined ? {} : { printed: row.printed }),
    ...(verdict === undefined ? {} : { agrees: verdict }),
  }
}
