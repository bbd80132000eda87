import type { Model } from '../../src/sim/model.ts'
import { type Setup, Simulation } from '../../src/sim/simulation.ts'

/** What one process measured: CPU time per unit done, and where its run ended. */
export interface Measure {
  readonly nanoseconds: number
  readonly clock: number
  readonly counts: readonly number[]
}

/** How much one process runs: the size of the workload, events to warm up with, events to measure. */
export interface Extent {
  readonly size: number
  readonly warm: number
  readonly events: number
}

/** A workload of the bench as a model, with what it has done so far. */
export interface Workload<Params, World, Event, Stream extends string> {
  readonly model: Model<Params, World, Event, Stream>
  readonly parts: number
  readonly params: (size: number) => Params
  readonly done: (world: World) => number
  readonly counts: (world: World) => readonly number[]
}

/** CPU time per unit that `run` does, of all threads: compiling and collecting garbage count. */
export function perUnit(done: () => number, run: () => void): number {
  const before = done()
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return ((user + system) * 1000) / (done() - before)
}

/** Runs a workload through the whole kernel: simulation, moment, named streams, plain events, visits. */
export function measureSimulation<Params, World, Event, Stream extends string>(
  workload: Workload<Params, World, Event, Stream>,
  { size, warm, events }: Extent,
): Measure {
  const { model, parts } = workload
  const setup: Setup<Params, World, Event, Stream> = { model, params: workload.params(size), seed: 1, parts }
  const simulation = new Simulation(setup)
  simulation.advance({ time: Infinity, event: warm })
  const nanoseconds = perUnit(
    () => workload.done(simulation.world),
    () => simulation.advance({ time: Infinity, event: warm + events }),
  )
  return { nanoseconds, clock: simulation.now, counts: workload.counts(simulation.world) }
}
