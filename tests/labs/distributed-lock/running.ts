import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { defaults } from '../../../src/lab/param.ts'
import { distributedLock as lab } from '../../../src/labs/distributed-lock/lab.ts'
import type { LockParams } from '../../../src/labs/distributed-lock/params.ts'
import type { LockWorld } from '../../../src/labs/distributed-lock/run/world.ts'
import { interventions, setupOf } from '../../../src/scenario/run.ts'
import { presetScenario, type Scenario } from '../../../src/scenario/scenario.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import type { Millis } from '../../../src/units.ts'

/** A run of this lab as tests look at it. */
export interface LockRun {
  readonly world: LockWorld
  readonly now: Millis
  /** How often a part was taken. */
  readonly taken: (part: string) => number
  /** Keys of the invariants that do not hold at the end. */
  readonly broken: readonly string[]
  readonly params: LockParams
}

function played(scenario: Scenario, until: Millis): LockRun {
  const run = new Simulation(setupOf(lab as never, scenario))
  run.plan(interventions(lab as never, scenario))
  run.advance({ time: until, event: Infinity })
  const world = run.world as LockWorld
  const params = run.params as LockParams
  return {
    world,
    params,
    now: run.now,
    taken: (part) => run.tally.counts[lab.book.names.indexOf(part)] ?? 0,
    broken: lab.invariants.filter(({ holds }) => holds(world, params, run.now) === false).map(({ key }) => key),
  }
}

/** The lab with some parameters and acts, run until `until`. */
export function ran(
  set: Partial<LockParams>,
  acts: readonly PlannedAct[] = [],
  until: Millis = 20_000,
  seed = 1,
): LockRun {
  const params = { ...defaults(lab.params), ...set }
  return played({ lab: lab.id, semantics: lab.semantics, seed, params, acts }, until)
}

/** A preset of the lab, run until `until`, with some parameters otherwise. */
export function preset(key: string, until: Millis, set: Partial<LockParams> = {}): LockRun {
  const scenario = presetScenario(lab as never, key)
  return played({ ...scenario, params: { ...scenario.params, ...set } }, until)
}
