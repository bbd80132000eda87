import type { Intervention, Model } from '../../src/sim/model.ts'
import { Simulation } from '../../src/sim/simulation.ts'

/** A model of those events. */
export const scripted = (events: readonly (readonly [number, string])[]): Model<object, string[], string> => ({
  streams: [],
  start(moment) {
    for (const [due, name] of events) moment.at(due, name)
    return []
  },
  handle(world, name, moment) {
    world.push(`${moment.now} ${name}`)
    if (name === 'echo') moment.at(moment.now, 'echoed')
    if (name === 'early') moment.at(moment.now - 1, 'never')
    if (name === 'nowhere') moment.after(NaN, 'never')
  },
})

/** A run of those events and acts. */
export const scriptedRun = (
  events: readonly (readonly [number, string])[],
  planned: readonly Intervention<object, string>[] = [],
) => {
  const simulation = new Simulation({ model: scripted(events), params: {}, seed: 1, parts: 0 })
  simulation.plan(planned)
  return simulation
}
