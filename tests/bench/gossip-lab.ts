import type { ParamValue } from '../../src/lab/param.ts'
import { gossip } from '../../src/labs/gossip/lab.ts'
import { interventions, setupOf } from '../../src/scenario/run.ts'
import { presetScenario } from '../../src/scenario/scenario.ts'
import { Simulation } from '../../src/sim/simulation.ts'
import { type Extent, type Measure, perUnit } from './model.ts'

/** How a preset of the gossip lab is played, besides the number of nodes. */
type Changes = Readonly<Record<string, ParamValue>>

/** A preset with as many nodes as the size says, by events of the lab; counts virtual milliseconds and events. */
export function playGossip(preset: string, changes: Changes, { size, warm, events }: Extent): Measure {
  const scenario = presetScenario(gossip, preset)
  const sized = { ...scenario, params: { ...scenario.params, ...changes, nodes: size } }
  const simulation = new Simulation(setupOf(gossip, sized))
  simulation.plan(interventions(gossip, sized))
  const advance = (event: number): unknown => simulation.advance({ time: Infinity, event })
  advance(warm)
  const begun = simulation.now
  const nanoseconds = perUnit(
    () => simulation.number,
    () => advance(warm + events),
  )
  return { nanoseconds, clock: simulation.now, counts: [simulation.now - begun, events] }
}
