import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { defaults } from '../../../src/lab/param.ts'
import { circuitBreaker } from '../../../src/labs/circuit-breaker/lab.ts'
import type { BreakerParams } from '../../../src/labs/circuit-breaker/params.ts'
import type { BreakerEvent, Stream } from '../../../src/labs/circuit-breaker/run/event.ts'
import type { BreakerWorld } from '../../../src/labs/circuit-breaker/run/world.ts'
import { deedOf } from '../../../src/scenario/run.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import type { Millis } from '../../../src/units.ts'

export type BreakerRun = Simulation<BreakerParams, BreakerWorld, BreakerEvent, Stream>

/** A run of the lab's model that has not begun. */
export function begin(set: Partial<BreakerParams>, acts: readonly PlannedAct[] = [], seed = 1): BreakerRun {
  const run = new Simulation({
    model: circuitBreaker.model,
    params: { ...defaults(circuitBreaker.params), ...set },
    seed,
    parts: circuitBreaker.book.names.length,
  })
  run.plan(acts.map((act) => ({ at: act.at, ...deedOf(circuitBreaker, act) }) as never))
  return run
}

/** A run played until `time`. */
export function play(
  until: Millis,
  set: Partial<BreakerParams>,
  acts: readonly PlannedAct[] = [],
  seed = 1,
): BreakerRun {
  const run = begin(set, acts, seed)
  run.advance({ time: until, event: Infinity })
  return run
}

/** A run of a preset, not begun. */
export function beginPreset(key: string): BreakerRun {
  const preset = circuitBreaker.presets.find((candidate) => candidate.key === key)
  if (!preset) throw new Error(`no preset ${key}`)
  return begin(preset.params, preset.acts, preset.seed)
}

/** How often a part was taken. */
export const taken = (run: BreakerRun, part: string): number =>
  run.tally.counts[circuitBreaker.book.names.indexOf(part)] ?? NaN

/** Every loud part of the machine as it is taken: when, and which. */
export function transitions(
  run: BreakerRun,
  until: Millis,
): readonly { readonly time: Millis; readonly part: string }[] {
  const found: { time: Millis; part: string }[] = []
  run.observer = {
    visited(part) {
      const name = circuitBreaker.book.names[part] ?? ''
      const quiet = circuitBreaker.book.texts[part]?.quiet ?? false
      if (name.startsWith('machine.') && !quiet) found.push({ time: run.now, part: name.slice('machine.'.length) })
    },
  }
  run.advance({ time: until, event: Infinity })
  run.observer = undefined
  return found
}

/** The state of every lamp: holds, broken, or not checked. */
export const lamps = (run: BreakerRun): Readonly<Record<string, boolean | undefined>> =>
  Object.fromEntries(circuitBreaker.invariants.map(({ key, holds }) => [key, holds(run.world, run.params, run.now)]))
