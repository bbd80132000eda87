import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { defaults } from '../../../src/lab/param.ts'
import { rateLimiting } from '../../../src/labs/rate-limiting/lab.ts'
import { type LaneKey, laneOf } from '../../../src/labs/rate-limiting/lanes.ts'
import type { LimiterParams } from '../../../src/labs/rate-limiting/params.ts'
import type { LimiterEvent, Stream } from '../../../src/labs/rate-limiting/run/event.ts'
import type { LimiterWorld } from '../../../src/labs/rate-limiting/run/world.ts'
import { deedOf } from '../../../src/scenario/run.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import type { Millis } from '../../../src/units.ts'

export type LimiterRun = Simulation<LimiterParams, LimiterWorld, LimiterEvent, Stream>

/** A run of the lab's model that has not begun. */
export function begin(set: Partial<LimiterParams>, acts: readonly PlannedAct[] = [], seed = 1): LimiterRun {
  const run = new Simulation({
    model: rateLimiting.model,
    params: { ...defaults(rateLimiting.params), ...set },
    seed,
    parts: rateLimiting.book.names.length,
  })
  run.plan(acts.map((act) => ({ at: act.at, ...deedOf(rateLimiting, act) }) as never))
  return run
}

/** A run of a preset, not begun. */
export function beginPreset(key: string, set: Partial<LimiterParams> = {}): LimiterRun {
  const preset = rateLimiting.presets.find((candidate) => candidate.key === key)
  if (!preset) throw new Error(`no preset ${key}`)
  return begin({ ...preset.params, ...set }, preset.acts, preset.seed)
}

/** Plays a run until `time`. */
export function play(run: LimiterRun, time: Millis): LimiterRun {
  run.advance({ time, event: Infinity })
  return run
}

/** Calls of the key looked at that a lane has admitted, and the most in any window. */
export const admitted = ({ world }: LimiterRun, lane: LaneKey): number => world.measures.admitted[laneOf[lane]] ?? NaN
export const most = ({ world }: LimiterRun, lane: LaneKey): number => world.measures.most[laneOf[lane]] ?? NaN
