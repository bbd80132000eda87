import type { Probe } from '../lab/chart.ts'
import type { Invariant } from '../lab/lesson.ts'
import type { Params } from '../lab/param.ts'
import type { AnyParams } from '../scenario/run.ts'
import type { Position } from '../sim/model.ts'
import type { Simulation } from '../sim/simulation.ts'
import { clock, number, quantity } from '../units.ts'
import type { Asked } from './sim-scenario.ts'

/** The first time that an invariant did not hold, and what had just happened. */
export interface Violation {
  readonly invariant: Invariant<Params, unknown>
  readonly at: Position
  readonly tells: string | undefined
}

/** A run at its end. */
export interface Outcome {
  readonly simulation: Simulation<AnyParams, unknown, unknown>
  readonly violations: readonly Violation[]
  /** Keys of the invariants that could be checked with these settings. */
  readonly checked: ReadonlySet<string>
}

/** The numbers of a run by name, as they are printed with `--json`. */
interface Figures {
  readonly lab: string
  readonly semantics: number
  readonly seed: number
  readonly position: Position
  readonly digest: string
  /** null where there is nothing to read. */
  readonly probes: Readonly<Record<string, number | null>>
  /** Times that each part was taken. */
  readonly parts: Readonly<Record<string, number>>
  /** null where it is not checked with these settings. */
  readonly invariants: Readonly<Record<string, boolean | null>>
}

function figuresOf({ lab, shared: { scenario } }: Asked, { simulation, violations, checked }: Outcome): Figures {
  const { world, params, now } = simulation
  const probes = Object.entries(lab.probes as Readonly<Record<string, Probe<Params, unknown>>>)
  const invariants: readonly Invariant<Params, unknown>[] = lab.invariants
  const broken = new Set(violations.map(({ invariant }) => invariant.key))
  return {
    lab: lab.id,
    semantics: lab.semantics,
    seed: scenario.seed,
    position: simulation.position,
    digest: simulation.digest(),
    probes: Object.fromEntries(probes.map(([name, probe]) => [name, finite(probe.read(world, params as never, now))])),
    parts: Object.fromEntries(lab.book.names.map((name, part) => [name, simulation.tally.counts[part] ?? 0])),
    invariants: Object.fromEntries(
      invariants.map(({ key }) => [key, broken.has(key) ? false : checked.has(key) ? true : null]),
    ),
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** The figures as one JSON value. */
export const jsonOf = (what: Asked, outcome: Outcome): string =>
  `${JSON.stringify(figuresOf(what, outcome), undefined, 2)}\n`

/** The figures as tables to read. */
export function tableOf(what: Asked, outcome: Outcome): string {
  const { seed, position, digest, probes, parts, invariants } = figuresOf(what, outcome)
  const { lab } = what
  const state = (holds: boolean | null): string => (holds === null ? 'not checked' : holds ? 'holds' : 'broken')
  return [
    `${lab.title}, seed ${seed}: ${clock(position.time)} and ${number(position.event)} events, digest ${digest}`,
    table(Object.entries(probes).map(([name, value]) => [name, quantity(value ?? NaN, lab.probes[name]?.unit ?? '')])),
    table(Object.entries(parts).map(([name, times]) => [name, number(times)])),
    table(Object.entries(invariants).map(([name, holds]) => [name, state(holds)])),
  ]
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('\n')
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length))
  return rows.map(([name, value]) => `  ${name.padEnd(width(0))}  ${value.padStart(width(1))}`).join('\n')
}
