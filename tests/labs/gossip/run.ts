import type { PlannedAct } from '../../../src/lab/lesson.ts'
import { defaults } from '../../../src/lab/param.ts'
import { gossip } from '../../../src/labs/gossip/lab.ts'
import type { GossipParams } from '../../../src/labs/gossip/params.ts'
import type { GossipEvent, Stream } from '../../../src/labs/gossip/run/event.ts'
import type { GossipWorld } from '../../../src/labs/gossip/run/world.ts'
import { deedOf } from '../../../src/scenario/run.ts'
import { Simulation } from '../../../src/sim/simulation.ts'
import type { Millis } from '../../../src/units.ts'

export type GossipRun = Simulation<GossipParams, GossipWorld, GossipEvent, Stream>

/** A run of the lab's model that has not begun. */
export function begin(set: Partial<GossipParams>, acts: readonly PlannedAct[] = [], seed = 1): GossipRun {
  const run = new Simulation({
    model: gossip.model,
    params: { ...defaults(gossip.params), ...set },
    seed,
    parts: gossip.book.names.length,
  })
  run.plan(acts.map((act) => ({ at: act.at, ...deedOf(gossip, act) }) as never))
  return run
}

/** A run played until `time`. */
export function play(until: Millis, set: Partial<GossipParams>, acts: readonly PlannedAct[] = [], seed = 1): GossipRun {
  const run = begin(set, acts, seed)
  run.advance({ time: until, event: Infinity })
  return run
}

/** A preset played until `time`. */
export function playPreset(key: string, until: Millis): GossipRun {
  const preset = gossip.presets.find((candidate) => candidate.key === key)
  if (!preset) throw new Error(`no preset ${key}`)
  return play(until, preset.params, preset.acts, preset.seed)
}

/** How often a part was taken. */
export const taken = (run: GossipRun, part: string): number => run.tally.counts[gossip.book.names.indexOf(part)] ?? NaN

/** What a probe reads. */
export function read(run: GossipRun, probe: keyof typeof gossip.probes): number {
  const declared = gossip.probes[probe]
  if (!declared) throw new Error(`no probe ${probe}`)
  return declared.read(run.world, run.params, run.now)
}

/** Whether an invariant holds; undefined where it is not checked. */
export const lamp = (run: GossipRun, key: string): boolean | undefined =>
  gossip.invariants.find((invariant) => invariant.key === key)?.holds(run.world, run.params, run.now)
