import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { defaults } from '../../../src/lab/param.ts'
import { backpressure } from '../../../src/labs/backpressure/lab.ts'
import type { PressureParams } from '../../../src/labs/backpressure/params.ts'
import { probes } from '../../../src/labs/backpressure/probes.ts'
import type { PressureEvent, Stream } from '../../../src/labs/backpressure/run/event.ts'
import type { PressureWorld } from '../../../src/labs/backpressure/run/world.ts'
import { deedOf } from '../../../src/scenario/run.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import type { Millis } from '../../../src/units.ts'

export type PressureRun = Simulation<PressureParams, PressureWorld, PressureEvent, Stream>

/** A run of the lab's model that has not begun. */
export function begin(set: Partial<PressureParams>, acts: readonly PlannedAct[] = [], seed = 1): PressureRun {
  const run = new Simulation({
    model: backpressure.model,
    params: { ...defaults(backpressure.params), ...set },
    seed,
    parts: backpressure.book.names.length,
  })
  run.plan(acts.map((act) => ({ at: act.at, ...deedOf(backpressure, act) }) as never))
  return run
}

/** A run played until `time`. */
export function play(
  until: Millis,
  set: Partial<PressureParams>,
  acts: readonly PlannedAct[] = [],
  seed = 1,
): PressureRun {
  const run = begin(set, acts, seed)
  run.advance({ time: until, event: Infinity })
  return run
}

/** A run of a preset, not begun. */
export function beginPreset(key: string, set: Partial<PressureParams> = {}): PressureRun {
  const preset = backpressure.presets.find((candidate) => candidate.key === key)
  if (!preset) throw new Error(`no preset ${key}`)
  return begin({ ...preset.params, ...set }, preset.acts, preset.seed)
}

/** How often a part was taken. */
export const taken = (run: PressureRun, part: string): number =>
  run.tally.counts[backpressure.book.names.indexOf(part)] ?? NaN

/** A number that the lab reads off a run. */
export const read = (run: PressureRun, probe: keyof typeof probes): number =>
  probes[probe].read(run.world, run.params, run.now)

/** When the first of some parts was taken, by part; −1 for never. */
export function firstTaken(run: PressureRun, until: Millis, parts: readonly string[]): readonly Millis[] {
  const found = new Map<string, Millis>()
  run.observer = {
    visited(part) {
      const name = backpressure.book.names[part] ?? ''
      if (!found.has(name)) found.set(name, run.now)
    },
  }
  run.advance({ time: until, event: Infinity })
  run.observer = undefined
  return parts.map((part) => found.get(part) ?? -1)
}

/** The invariants that do not hold. */
export const broken = (run: PressureRun): readonly string[] =>
  backpressure.invariants.filter(({ holds }) => holds(run.world, run.params, run.now) === false).map(({ key }) => key)
