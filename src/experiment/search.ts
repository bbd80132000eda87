import type { Act, AnyLab } from '../lab/lab.ts'
import type { PlannedAct, Search } from '../lab/lesson.ts'
import { defaults, legalValue, type NumberParam, type Params, type ParamValue } from '../lab/param.ts'
import { interventions, setupOf } from '../scenario/run.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Position } from '../sim/model.ts'
import { Random, seededStreams } from '../sim/random.ts'
import { Simulation } from '../sim/simulation.ts'
import type { Millis } from '../units.ts'

export type AnySearch = Search<Params>
type Values = Readonly<Record<string, ParamValue>>

/** A run in which the part of a search is taken, as small as it was made, and where it was taken first. */
export interface Counterexample {
  readonly scenario: Scenario
  readonly position: Position
  /** How many acts the run had when it was found. */
  readonly drawnActs: number
  /** How many further runs were made to make it smaller. */
  readonly shrinkRuns: number
}

/** How far a search is: so many runs looked through, and what was found, which ends it. */
export interface Sought {
  readonly runs: number
  readonly found?: Counterexample
}

/** Seeds of the runs looked through: easy to say and to type. */
const SEEDS = 10_000
/** Runs made to shrink what was found. */
const MOST_SHRINKS = 200
/** Times of acts are rounded to the coarsest of these at which the violation stays. */
const GRIDS: readonly Millis[] = [1000, 500, 100, 50, 10]

/** Where in a run a part is taken first, no later than `until`; undefined when it is not. */
export function firstTaken(lab: AnyLab, scenario: Scenario, part: string, until: Millis): Position | undefined {
  const sought = lab.book.names.indexOf(part)
  if (sought < 0) throw new Error(`${lab.id} has no part ${part}`)
  const run = new Simulation(setupOf(lab, scenario))
  run.plan(interventions(lab, scenario))
  run.observer = { visited: (taken) => taken === sought && run.stop() }
  return run.advance({ time: until, event: Infinity }) === 'stopped' ? run.position : undefined
}

/**
 * Looks through `runs` runs for one that takes the part, drawing seeds, acts and varied settings; yields after every
 * run. What is found is shrunk: acts dropped, settings put back, numbers and times made round, as long as the part is
 * still taken. That nothing is found proves nothing.
 */
export function* search(lab: AnyLab, sought: AnySearch, params: Values, seed: number, runs: number): Generator<Sought> {
  const random = new Random(seededStreams(seed, [`search ${sought.key}`]), 0)
  for (let run = 1; run <= runs; run += 1) {
    const scenario = drawn(lab, sought, params, random)
    const position = firstTaken(lab, scenario, sought.part, sought.until)
    if (!position) {
      yield { runs: run }
      continue
    }
    yield { runs: run, found: shrunk(lab, sought, params, scenario, position) }
    return
  }
}

const picked = <T>(from: readonly T[], random: Random): T => from[Math.floor(random.uniform() * from.length)] as T

function drawn(lab: AnyLab, sought: AnySearch, params: Values, random: Random): Scenario {
  const seed = 1 + Math.floor(random.uniform() * SEEDS)
  const varied = Object.entries(sought.varies).map(([name, values]) => [name, picked(values ?? [], random)])
  const count = sought.acts.length === 0 ? 0 : Math.floor(random.uniform() * (sought.mostActs + 1))
  const acts = Array.from({ length: count }, () => drawnAct(lab, sought, random)).sort((a, b) => a.at - b.at)
  const values: Values = { ...defaults(lab.params as Params), ...params, ...Object.fromEntries(varied) }
  return { lab: lab.id, semantics: lab.semantics, seed, params: values, acts }
}

function drawnAct(lab: AnyLab, sought: AnySearch, random: Random): PlannedAct {
  const name = picked(sought.acts, random)
  const at = Math.round(random.uniform() * sought.until)
  const declared = lab.acts[name] as Act<Params, unknown> | undefined
  const args = Object.entries(declared?.args ?? {}).map(([arg, range]) => [arg, drawnNumber(range, random)])
  return { at, do: name, ...(args.length > 0 && { with: Object.fromEntries(args) as Record<string, number> }) }
}

const drawnNumber = (range: NumberParam, random: Random): number =>
  legalValue(range, range.min + random.uniform() * (range.max - range.min)) as number

function shrunk(lab: AnyLab, sought: AnySearch, params: Values, found: Scenario, first: Position): Counterexample {
  let best = { scenario: found, position: first }
  let shrinkRuns = 0
  const accept = (scenario: Scenario): boolean => {
    if (shrinkRuns >= MOST_SHRINKS) return false
    shrinkRuns += 1
    const position = firstTaken(lab, scenario, sought.part, sought.until)
    if (position) best = { scenario, position }
    return position !== undefined
  }
  dropActs(() => best, accept)
  for (const name of Object.keys(sought.varies)) {
    const usual = params[name]
    if (usual === undefined || best.scenario.params[name] === usual) continue
    accept({ ...best.scenario, params: { ...best.scenario.params, [name]: usual } })
  }
  roundActs(lab, () => best.scenario, accept)
  return { ...best, drawnActs: found.acts.length, shrinkRuns }
}

type Accept = (scenario: Scenario) => boolean

/** Drops acts one at a time, those after the violation first, until none can be missed. */
function dropActs(best: () => Omit<Counterexample, 'drawnActs' | 'shrinkRuns'>, accept: Accept): void {
  const { scenario, position } = best()
  accept({ ...scenario, acts: scenario.acts.filter(({ at }) => at <= position.time) })
  for (let at = 0; at < best().scenario.acts.length; ) {
    const { acts, ...rest } = best().scenario
    if (!accept({ ...rest, acts: acts.filter((_, i) => i !== at) })) at += 1
  }
}

/** Gives acts their usual numbers and round times, one act at a time. */
function roundActs(lab: AnyLab, best: () => Scenario, accept: Accept): void {
  for (let i = 0; i < best().acts.length; i += 1) {
    const replaced = (change: Partial<PlannedAct>): boolean => {
      const { acts, ...rest } = best()
      const changed = acts.map((act, j) => (j === i ? { ...act, ...change } : act))
      return accept({ ...rest, acts: changed.toSorted((a, b) => a.at - b.at) })
    }
    const act = best().acts[i] as PlannedAct
    const declared = lab.acts[act.do ?? ''] as Act<Params, unknown> | undefined
    const usual = Object.entries(declared?.args ?? {}).map(([name, range]) => [name, range.default])
    if (act.with) replaced({ with: Object.fromEntries(usual) as Record<string, number> })
    for (const grid of GRIDS) if (replaced({ at: Math.round(act.at / grid) * grid })) break
  }
}
