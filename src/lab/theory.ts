import type { Random } from '../sim/random.ts'

/** One measured point of a law: the mean over independent replications and two standard errors. */
export interface Measured {
  readonly value: number
  readonly error: number
}

/** A published row: where, what is printed (absent: left open, the engine predicts), and the tolerance it must meet. */
export interface TheoryRow {
  readonly at: Readonly<Record<string, number>>
  readonly printed?: number
  readonly relative?: number
  readonly absolute?: number
}

/** A law that the engine must reproduce: its curve, its published rows, and how the engine is measured against it. */
export interface Theory {
  readonly key: string
  readonly title: string
  /** The law as a formula in words and symbols. */
  readonly law: string
  readonly source: string
  readonly pitfall: string
  readonly x: {
    readonly name: string
    readonly label: string
    readonly min: number
    readonly max: number
    readonly log?: boolean
    /** Only whole numbers mean anything: measured there alone. */
    readonly whole?: boolean
  }
  readonly y: { readonly label: string; readonly log?: boolean }
  /** The other coordinates of a row, with the values for which curves are drawn. */
  readonly curves: readonly Readonly<Record<string, number>>[]
  /** Closed form; display only, may use any maths. */
  readonly expected: (at: Readonly<Record<string, number>>) => number
  /** Runs the engine: `replications` independent measurements drawn from `random`. */
  readonly measure: (at: Readonly<Record<string, number>>, replications: number, random: Random) => Measured
  readonly replications: number
  readonly rows: readonly TheoryRow[]
}

/** The coordinate of a place by name; throws when the place lacks it. */
export function coordinate(at: Readonly<Record<string, number>>, name: string): number {
  const value = at[name]
  if (value === undefined) throw new Error(`the law needs ${name}`)
  return value
}

/** Mean and two standard errors of independent measurements. */
export function repeated(replications: number, measure: () => number): Measured {
  let mean = 0
  let squares = 0
  for (let count = 1; count <= replications; count += 1) {
    const away = measure() - mean
    mean += away / count
    squares += (away * away * (count - 1)) / count
  }
  const variance = replications > 1 ? squares / (replications - 1) : 0
  return { value: mean, error: 2 * Math.sqrt(variance / replications) }
}
