import type { Intervention, Model, Moment, Position } from '../../src/sim/model.ts'
import { type Setup, Simulation } from '../../src/sim/simulation.ts'

/** An event that breeds: whole numbers of milliseconds, so that many are due at once. */
export type CrowdEvent =
  | { readonly kind: 'breed'; readonly name: number }
  | { readonly kind: 'call'; readonly text: string }

export interface CrowdParams {
  readonly spread: number
  readonly label: string
}

export interface CrowdWorld {
  bred: number
  /** The last names, calls and changes, with their times. */
  readonly heard: string[]
  readonly ring: Float64Array
}

const KEPT = 40

export type CrowdMoment = Moment<CrowdParams, CrowdEvent, 'delays' | 'names'>

function hear(world: CrowdWorld, moment: CrowdMoment, text: string): void {
  world.heard.push(`${moment.now} ${text}`)
  if (world.heard.length > KEPT) world.heard.shift()
}

/** A model whose every event draws, schedules at equal instants, visits parts and writes into a typed array. */
export const crowd: Model<CrowdParams, CrowdWorld, CrowdEvent, 'delays' | 'names'> = {
  streams: ['delays', 'names'],
  start(moment) {
    for (let name = 0; name < 4; name += 1) moment.at(name, { kind: 'breed', name })
    return { bred: 0, heard: [], ring: new Float64Array(16) }
  },
  handle(world, event, moment) {
    if (event.kind === 'call') {
      hear(world, moment, event.text)
      moment.visit(1, event.text.length)
      moment.at(moment.now, { kind: 'breed', name: -1 })
      return
    }
    world.bred += 1
    world.ring[world.bred % 16] = moment.now
    hear(world, moment, String(event.name))
    moment.visit(0, event.name, moment.now)
    if (event.name < 0) return
    moment.after(moment.random.delays.below(moment.params.spread), {
      kind: 'breed',
      name: moment.random.names.below(1000),
    })
  },
  changed(world, before, moment) {
    hear(world, moment, `${before.label} ${moment.params.label}`)
  },
}

/** A run of the crowd. */
export const crowdSetup = (
  seed: number,
  every?: number,
): Setup<CrowdParams, CrowdWorld, CrowdEvent, 'delays' | 'names'> => ({
  model: crowd,
  params: { spread: 20, label: 'first' },
  seed,
  parts: 2,
  ...(every === undefined ? {} : { every }),
})

export type CrowdAct = Intervention<CrowdParams, CrowdEvent>

/** Where the tests' runs end. */
export const END: Position = { time: 1000, event: Infinity }
/** A call, a change and both at once. */
export const acts: readonly CrowdAct[] = [
  { at: 100, event: { kind: 'call', text: 'hello' } },
  { at: 100, set: { label: 'second' } },
  { at: 300.5, set: { label: 'third', spread: 7 }, event: { kind: 'call', text: 'again' } },
]

/** A run of the crowd with those acts planned. */
export function crowdRun(seed = 1, every?: number): Simulation<CrowdParams, CrowdWorld, CrowdEvent> {
  const simulation = new Simulation(crowdSetup(seed, every))
  simulation.plan(acts)
  return simulation
}
