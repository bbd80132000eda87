import { another } from '../../src/engines/chance.ts'
import type { Moment } from '../../src/sim/model.ts'
import type { Workload } from './model.ts'

/** One shape for all events, as in the labs. */
interface Event {
  readonly kind: 'period' | 'probe' | 'ack' | 'guard'
  readonly node: number
  readonly from: number
  readonly era: number
  /** The newest rumor that the sender knew. */
  readonly rumor: number
}

type Stream = 'phases' | 'partners' | 'delays' | 'fate'

interface Settings {
  readonly nodes: number
  readonly period: number
  readonly patience: number
  readonly shortest: number
  readonly scatter: number
  readonly loss: number
}

interface World {
  /** By node: the newest rumor it knows, and the era of its probe; another era means that its guard is void. */
  readonly knows: Int32Array
  readonly era: Int32Array
  /** The rumor at hand, and how many know it. */
  rumor: number
  informed: number
  handled: number
  messages: number
  failed: number
  late: number
  /** Events and messages until the last rumor was known to all. */
  eventsTold: number
  messagesTold: number
}

type GossipMoment = Moment<Settings, Event, Stream>

const PARTS = { probes: 0, answers: 1, acked: 2, late: 3, fails: 4, lost: 5, hears: 6, begins: 7 } as const

/**
 * Membership as in SWIM: each node probes a random other once a period, its answer disarms a guard, a rumor rides on
 * both messages, 1 in 100 is lost. When all know the rumor, the next begins anywhere.
 */
export const gossip: Workload<Settings, World, Event, Stream> = {
  parts: 8,
  params: (nodes) => ({ nodes, period: 1, patience: 0.3, shortest: 0.02, scatter: 0.02, loss: 0.01 }),
  model: {
    streams: ['phases', 'partners', 'delays', 'fate'],
    start(moment) {
      const { nodes } = moment.params
      for (let node = 0; node < nodes; node += 1) {
        moment.after(moment.random.phases.uniform(), { kind: 'period', node, from: 0, era: 0, rumor: 0 })
      }
      const counts = { handled: 0, messages: 0, failed: 0, late: 0, eventsTold: 0, messagesTold: 0 }
      const world = { knows: new Int32Array(nodes), era: new Int32Array(nodes), rumor: 0, informed: 0, ...counts }
      begin(world, moment)
      return world
    },
    handle(world, event, moment) {
      world.handled += 1
      if (event.kind === 'period') period(world, event, moment)
      else if (event.kind === 'guard') guard(world, event, moment)
      else {
        if (event.rumor === world.rumor) hear(world, event.node, moment)
        if (event.kind === 'probe') answer(world, event, moment)
        else acknowledge(world, event, moment)
      }
    },
  },
  done: (world) => world.handled,
  counts: ({ handled, rumor, failed, late, eventsTold, messagesTold }) => [
    handled,
    rumor - 1,
    failed,
    late,
    eventsTold,
    messagesTold,
  ],
}

function begin(world: World, moment: GossipMoment): void {
  const source = moment.random.partners.below(moment.params.nodes)
  world.rumor += 1
  world.informed = 1
  world.knows[source] = world.rumor
  moment.visit(PARTS.begins, source, world.rumor)
}

function hear(world: World, node: number, moment: GossipMoment): void {
  if (world.knows[node] === world.rumor) return
  world.knows[node] = world.rumor
  world.informed += 1
  moment.visit(PARTS.hears, node, world.informed)
  if (world.informed < moment.params.nodes) return
  world.eventsTold = world.handled
  world.messagesTold = world.messages
  begin(world, moment)
}

function period(world: World, event: Event, moment: GossipMoment): void {
  const { params, random } = moment
  const { node } = event
  const era = (world.era[node] as number) + 1
  world.era[node] = era
  moment.after(params.period, event)
  const partner = another(params.nodes, node, random.partners)
  moment.visit(PARTS.probes, node, partner)
  send(world, 'probe', partner, node, era, moment)
  moment.after(params.patience, { kind: 'guard', node, from: partner, era, rumor: 0 })
}

function send(
  world: World,
  kind: 'probe' | 'ack',
  node: number,
  from: number,
  era: number,
  moment: GossipMoment,
): void {
  const { params, random } = moment
  world.messages += 1
  if (random.fate.uniform() < params.loss) {
    moment.visit(PARTS.lost, from, node)
    return
  }
  const delay = params.shortest + random.delays.exponential(params.scatter)
  moment.after(delay, { kind, node, from, era, rumor: world.knows[from] as number })
}

function answer(world: World, event: Event, moment: GossipMoment): void {
  moment.visit(PARTS.answers, event.node, event.from)
  send(world, 'ack', event.from, event.node, event.era, moment)
}

function acknowledge(world: World, event: Event, moment: GossipMoment): void {
  const { node, from, era } = event
  const timely = world.era[node] === era
  if (timely) world.era[node] = era + 1
  else world.late += 1
  moment.visit(timely ? PARTS.acked : PARTS.late, node, from)
}

function guard(world: World, event: Event, moment: GossipMoment): void {
  const { node, from, era } = event
  if (world.era[node] !== era) return
  world.era[node] = era + 1
  world.failed += 1
  moment.visit(PARTS.fails, node, from)
}
