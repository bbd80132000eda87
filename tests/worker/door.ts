import { defineLab } from '../../src/lab/lab.ts'
import { defineParams, type Values } from '../../src/lab/param.ts'
import { defineFlow } from '../../src/machine/flow.ts'
import { defineMachine } from '../../src/machine/machine.ts'
import { partBook } from '../../src/machine/part.ts'
import type { Model } from '../../src/sim/model.ts'

/** The smallest lab that has everything: visitors push a door; it jams after so many in a row and an act oils it. */
const params = defineParams({
  rate: { kind: 'number', group: 'load', label: 'Rate', help: '', unit: '/s', min: 1, max: 1000, step: 1, default: 10 },
  jamsAfter: {
    kind: 'number',
    group: 'mechanism',
    label: 'Jams after',
    help: '',
    unit: 'calls',
    min: 1,
    max: 1000,
    step: 1,
    default: 25,
  },
  doors: {
    kind: 'number',
    group: 'mechanism',
    label: 'Doors',
    help: '',
    unit: '',
    min: 1,
    max: 9,
    step: 1,
    default: 1,
    restarts: true,
  },
  broken: { kind: 'switch', group: 'faults', label: 'Lets jammed visitors in', help: '', default: false },
})

const machine = defineMachine({
  title: 'Door',
  initial: 'free',
  states: {
    free: { label: 'Free', means: 'It moves.', tone: 'fine' },
    jammed: { label: 'Jammed', means: 'It does not.', tone: 'failed' },
  },
  edges: {
    jams: {
      from: 'free',
      to: 'jammed',
      label: 'too many',
      means: 'Too many came.',
      numbers: ['visitors'],
      rule: '{visitors} ≥ {jamsAfter}',
      says: '{visitors} came, the door jams at {jamsAfter}',
      tone: 'failed',
    },
    oiled: { from: 'jammed', to: 'free', label: 'oil', means: 'Oiled.', says: 'oiled', tone: 'fine' },
  },
})

const way = defineFlow({
  title: 'Way in',
  direction: 'LR',
  subject: 'Visitor',
  nodes: {
    street: { label: 'Street', means: '', shape: 'start' },
    door: { label: 'Door?', means: '', shape: 'question' },
    in: { label: 'In', means: '', shape: 'end' },
    out: { label: 'Out', means: '', shape: 'end' },
  },
  edges: {
    comes: { from: 'street', to: 'door', means: '', quiet: true },
    enters: { from: 'door', to: 'in', means: '', quiet: true },
    stays: { from: 'door', to: 'out', means: '', quiet: true },
  },
})

const book = partBook({ door: machine, way })

interface World {
  visitors: number
  inside: number
  since: number
  jammed: boolean
  jammedEvents: number[]
  insideWhileJammed: number
  refreshed: number
}
type Event = { readonly type: 'visit' } | { readonly type: 'oil' }

const model: Model<Values<typeof params>, World, Event, 'visits'> = {
  streams: ['visits'],
  start(moment) {
    moment.after(moment.random.visits.exponential(1000 / moment.params.rate), { type: 'visit' })
    return {
      visitors: 0,
      inside: 0,
      since: 0,
      jammed: false,
      jammedEvents: [],
      insideWhileJammed: 0,
      refreshed: 0,
    }
  },
  handle(world, event, moment) {
    if (event.type === 'oil') {
      if (world.jammed) moment.visit(book.parts.door.oiled)
      world.jammed = false
      world.since = 0
      return
    }
    moment.after(moment.random.visits.exponential(1000 / moment.params.rate), { type: 'visit' })
    world.visitors += 1
    moment.visit(book.parts.way.comes, world.visitors)
    if (world.jammed && !moment.params.broken) return moment.visit(book.parts.way.stays, world.visitors)
    if (world.jammed) world.insideWhileJammed += 1
    world.inside += 1
    world.since += 1
    moment.visit(book.parts.way.enters, world.visitors)
    if (world.jammed || world.since < moment.params.jamsAfter) return
    world.jammed = true
    world.jammedEvents.push(moment.number)
    moment.visit(book.parts.door.jams, world.since)
    moment.because(world.refreshed)
  },
  changed(world, _before, moment) {
    world.refreshed = moment.number
  },
}

export const doorLab = defineLab({
  id: 'door',
  number: 20,
  title: 'Door',
  question: 'Does it open?',
  semantics: 1,
  params,
  acts: {
    oil: {
      label: 'Oil',
      help: '',
      group: 'faults',
      icon: 'zap',
      key: 'O',
      flag: 'oiled',
      event: (): Event => ({ type: 'oil' }),
    },
  },
  model,
  book,
  diagrams: [
    { key: 'door', tab: 'Door', lit: (world) => ({ current: [world.jammed ? 'jammed' : 'free'] }) },
    { key: 'way', tab: 'Way', lit: () => ({ current: [] }) },
  ],
  main: 'door',
  probes: {
    inside: { label: 'inside', unit: '', kind: 'count', read: (world) => world.inside },
    since: { label: 'since', unit: '', kind: 'level', read: (world) => world.since },
  },
  charts: [],
  every: 100,
  caption: ({ world }) => ({ tone: 'fine', text: `**${world.inside}** are inside` }),
  presets: [{ key: 'day', title: 'A day', look: '', params: {}, acts: [], seed: 3, shows: { by: 9000, parts: {} } }],
  tour: [],
  challenges: [],
  invariants: [
    { key: 'jam', label: 'Nobody passes a jammed door', holds: (world) => world.insideWhileJammed === 0 },
    { key: 'off', label: 'Never asked', holds: () => undefined, unchecked: 'on purpose' },
  ],
  theory: [],
  takeHome: [],
  leavesOut: [],
  tells: (event) => (event.type === 'visit' ? 'a visitor came' : undefined),
})
