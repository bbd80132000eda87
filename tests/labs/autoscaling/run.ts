import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { defaults } from '../../../src/lab/param.ts'
import { autoscaling } from '../../../src/labs/autoscaling/lab.ts'
import type { ScalingParams } from '../../../src/labs/autoscaling/params.ts'
import type { ScalingEvent, Stream } from '../../../src/labs/autoscaling/run/event.ts'
import type { ScalingWorld } from '../../../src/labs/autoscaling/run/world.ts'
import { deedOf } from '../../../src/scenario/run.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import type { Millis } from '../../../src/units.ts'

export type ScalingRun = Simulation<ScalingParams, ScalingWorld, ScalingEvent, Stream>

/** A run of the lab's model that has not begun. */
export function begin(set: Partial<ScalingParams>, acts: readonly PlannedAct[] = [], seed = 1): ScalingRun {
  const run = new Simulation({
    model: autoscaling.model,
    params: { ...defaults(autoscaling.params), ...set },
    seed,
    parts: autoscaling.book.names.length,
  })
  run.plan(acts.map((act) => ({ at: act.at, ...deedOf(autoscaling, act) }) as never))
  return run
}

/** A run played until `time`. */
export function play(
  until: Millis,
  set: Partial<ScalingParams>,
  acts: readonly PlannedAct[] = [],
  seed = 1,
): ScalingRun {
  const run = begin(set, acts, seed)
  run.advance({ time: until, event: Infinity })
  return run
}

/** A preset played until `time`. */
export function playPreset(key: string, until: Millis): ScalingRun {
  const preset = autoscaling.presets.find((candidate) => candidate.key === key)
  if (!preset) throw new Error(`no preset ${key}`)
  return play(until, preset.params, preset.acts, preset.seed)
}

/** How often a part was taken. */
export const taken = (run: ScalingRun, part: string): number =>
  run.tally.counts[autoscaling.book.names.indexOf(part)] ?? NaN

/** What a probe reads. */
export function read(run: ScalingRun, probe: string): number {
  const declared = autoscaling.probes[probe]
  if (!declared) throw new Error(`no probe ${probe}`)
  return declared.read(run.world, run.params, run.now)
}
