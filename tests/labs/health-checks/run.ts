import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { defaults } from '../../../src/lab/param.ts'
import { healthChecks } from '../../../src/labs/health-checks/lab.ts'
import type { HealthParams } from '../../../src/labs/health-checks/params.ts'
import type { HealthEvent, Stream } from '../../../src/labs/health-checks/run/event.ts'
import type { HealthWorld } from '../../../src/labs/health-checks/run/world.ts'
import { deedOf } from '../../../src/scenario/run.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import type { Millis } from '../../../src/units.ts'

export type HealthRun = Simulation<HealthParams, HealthWorld, HealthEvent, Stream>

/** A run of the lab's model that has not begun. */
export function begin(set: Partial<HealthParams>, acts: readonly PlannedAct[] = [], seed = 1): HealthRun {
  const run = new Simulation({
    model: healthChecks.model,
    params: { ...defaults(healthChecks.params), ...set },
    seed,
    parts: healthChecks.book.names.length,
  })
  run.plan(acts.map((act) => ({ at: act.at, ...deedOf(healthChecks, act) }) as never))
  return run
}

/** A run played until `time`. */
export function play(until: Millis, set: Partial<HealthParams>, acts: readonly PlannedAct[] = [], seed = 1): HealthRun {
  const run = begin(set, acts, seed)
  run.advance({ time: until, event: Infinity })
  return run
}

/** A preset played until `time`. */
export function playPreset(key: string, until: Millis): HealthRun {
  const preset = healthChecks.presets.find((candidate) => candidate.key === key)
  if (!preset) throw new Error(`no preset ${key}`)
  return play(until, preset.params, preset.acts, preset.seed)
}

/** How often a part was taken. */
export const taken = (run: HealthRun, part: string): number =>
  run.tally.counts[healthChecks.book.names.indexOf(part)] ?? NaN

/** What a probe reads. */
export function read(run: HealthRun, probe: keyof typeof healthChecks.probes): number {
  const declared = healthChecks.probes[probe]
  if (!declared) throw new Error(`no probe ${probe}`)
  return declared.read(run.world, run.params, run.now)
}

/** Whether an invariant holds; undefined where it is not checked. */
export const lamp = (run: HealthRun, key: string): boolean | undefined =>
  healthChecks.invariants.find((invariant) => invariant.key === key)?.holds(run.world, run.params, run.now)
