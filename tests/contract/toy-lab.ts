import { defineLab } from '../../src/lab/lab.ts'
import type { Values } from '../../src/lab/param.ts'
import { partBook } from '../../src/machine/part.ts'
import type { Model, Moment } from '../../src/sim/model.ts'
import { gate, params, way } from './toy-diagrams.ts'
import { challenges, imports, presets, searches, tour } from './toy-lesson.ts'

const book = partBook({ gate, way })
const { parts } = book
type ToyParams = Values<typeof params>

export interface ToyWorld {
  state: 'free' | 'busy' | 'busy.full' | 'down'
  calls: number
  refused: number
  taken: number
  /** Calls let in although the gate was strict and full. */
  over: number
  /** When each slot was last taken. */
  readonly since: Float64Array
}

export type ToyEvent =
  | { readonly type: 'call'; readonly more: boolean }
  | { readonly type: 'burst'; readonly calls: number }
  | { readonly type: 'done' }
  | { readonly type: 'repair' }

type ToyMoment = Moment<ToyParams, ToyEvent, 'gaps' | 'faults'>

function call(world: ToyWorld, moment: ToyMoment): void {
  world.calls += 1
  moment.visit(parts.way.arrival, world.calls)
  const { slots, strict, breaks, hold } = moment.params
  if (world.state === 'down' || (strict && world.taken >= slots)) {
    world.refused += 1
    moment.visit(parts.way.no, world.calls)
    return
  }
  world.since[world.taken % slots] = moment.now
  moment.visit(parts.way.yes, world.calls, world.taken)
  if (strict && world.taken >= slots) world.over += 1
  world.taken += 1
  if (moment.random.faults.chance(breaks)) {
    world.state = gate.next(world.state, 'breaks')
    moment.visit(parts.gate.breaks)
    moment.after(1000, { type: 'repair' })
  } else if (world.state === 'free' && world.taken >= slots) {
    world.state = gate.next(world.state, 'fills')
    moment.visit(parts.gate.fills, world.taken)
  }
  moment.after(hold, { type: 'done' })
}

function done(world: ToyWorld, moment: ToyMoment): void {
  world.taken -= 1
  if (world.state !== 'busy.full' || world.taken >= moment.params.slots) return
  world.state = gate.next(world.state, 'empties')
  moment.visit(parts.gate.empties, world.taken)
}

function repair(world: ToyWorld, moment: ToyMoment): void {
  if (world.state !== 'down') return
  world.state = gate.next(world.state, 'repairs')
  moment.visit(parts.gate.repairs)
}

const gap = (moment: ToyMoment): number => {
  const mean = 1000 / moment.params.rate
  return moment.params.load === 'even' ? mean : moment.random.gaps.exponential(mean)
}

export const toyModel: Model<ToyParams, ToyWorld, ToyEvent, 'gaps' | 'faults'> = {
  streams: ['gaps', 'faults'],
  start(moment) {
    moment.at(0, { type: 'call', more: true })
    return { state: 'free', calls: 0, refused: 0, taken: 0, over: 0, since: new Float64Array(moment.params.slots) }
  },
  handle(world, event, moment) {
    if (event.type === 'done') return done(world, moment)
    if (event.type === 'repair') return repair(world, moment)
    if (event.type === 'burst') for (let i = 0; i < event.calls; i += 1) call(world, moment)
    else call(world, moment)
    if (event.type === 'call' && event.more) moment.after(gap(moment), { type: 'call', more: true })
  },
}

/** A lab as small as a lab can be that uses every word of the contract. */
export const toyLab = defineLab({
  id: 'toy-gate',
  number: 1,
  title: 'Toy gate',
  question: 'How many calls does a gate refuse?',
  semantics: 3,
  params,
  acts: {
    burst: {
      label: 'Burst',
      help: 'Many calls at once.',
      group: 'load',
      icon: 'zap',
      key: '1',
      flag: 'burst of {calls}',
      args: {
        calls: {
          kind: 'number',
          group: 'load',
          label: 'Calls',
          help: 'How many.',
          unit: 'calls',
          min: 1,
          max: 100,
          step: 1,
          default: 5,
        },
      },
      event: ({ calls = 0 }) => ({ type: 'burst', calls }),
    },
    repair: {
      label: 'Repair',
      help: 'Repairs at once.',
      group: 'faults',
      icon: 'wrench',
      key: 'F',
      flag: 'repair',
      event: () => ({ type: 'repair' }),
    },
    calm: {
      label: 'Calm',
      help: 'Nothing breaks.',
      group: 'faults',
      icon: 'heart',
      key: 'C',
      flag: 'calm',
      sets: { breaks: 0 },
    },
  },
  model: toyModel,
  book,
  diagrams: [
    { key: 'gate', tab: 'Gate', lit: (world) => ({ current: [world.state] }), labels: () => ({ repairs: 'repair' }) },
    { key: 'way', tab: 'Way', lit: () => ({ current: [] }) },
  ],
  main: 'gate',
  probes: {
    calls: { label: 'Calls', unit: 'calls', kind: 'count', read: (world) => world.calls },
    refused: {
      label: 'Refused',
      unit: 'share',
      kind: 'level',
      read: (world) => (world.calls === 0 ? NaN : world.refused / world.calls),
    },
  },
  charts: [
    {
      kind: 'bars',
      key: 'calls',
      title: 'Calls',
      unit: '/s',
      empty: 'No call yet.',
      series: [{ probe: 'calls', label: 'Calls' }],
    },
    {
      kind: 'lines',
      key: 'refused',
      title: 'Refused',
      unit: '%',
      empty: 'No call yet.',
      series: [{ probe: 'refused', label: 'Refused' }],
      marks: [{ label: 'breaks', value: ({ breaks }) => breaks }],
    },
  ],
  every: 100,
  caption: (look) => ({ tone: 'fine', text: `**${look.world.refused}** calls were refused by now.` }),
  presets,
  tour,
  challenges,
  invariants: [
    {
      key: 'fits',
      label: 'No more calls than slots',
      holds: (world, { strict }) => (strict ? world.over === 0 : undefined),
      unchecked: 'the gate is not strict',
    },
    { key: 'counts', label: 'Every refused call is a call', holds: (world) => world.refused <= world.calls },
  ],
  searches,
  imports,
  theory: [],
  takeHome: [{ key: 'yaml', label: 'YAML', language: 'yaml', text: ({ slots }) => `slots: ${slots}\n` }],
  leavesOut: ['Calls do not wait.'],
  tells: (event) => (event.type === 'call' ? 'A call arrives' : undefined),
})
