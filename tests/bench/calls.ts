import type { Moment } from '../../src/sim/model.ts'
import type { Workload } from './model.ts'

/** One shape for all events, as in the labs. */
interface Event {
  readonly kind: 'call' | 'answer' | 'timeout'
  readonly call: number
  readonly era: number
  readonly good: boolean
}

type Stream = 'gaps' | 'service' | 'fate'
type State = 'closed' | 'open' | 'halfOpen'

interface Settings {
  readonly failuresToOpen: number
  readonly openFor: number
  readonly patience: number
  readonly service: number
  readonly failing: number
}

interface World {
  state: State
  since: number
  era: number
  failures: number
  probing: boolean
  readonly settled: Uint8Array
  made: number
  refused: number
  failed: number
  late: number
  opened: number
}

/** Answers that come later than so many calls do not occur. */
const RING = 4096
const PARTS = { admits: 0, refuses: 1, succeeds: 2, fails: 3, closed: 4, open: 5, halfOpen: 6 } as const

/** One caller behind a breaker: 5 consecutive failures open it, half-open after 30, a call is given up after 0.8. */
export const calls: Workload<Settings, World, Event, Stream> = {
  parts: 7,
  params: () => ({ failuresToOpen: 5, openFor: 30, patience: 0.8, service: 0.4, failing: 0.3 }),
  model: {
    streams: ['gaps', 'service', 'fate'],
    start(moment) {
      moment.after(moment.random.gaps.exponential(1), { kind: 'call', call: 0, era: 0, good: false })
      const counts = { made: 0, refused: 0, failed: 0, late: 0, opened: 0 }
      const breaker = { state: 'closed', since: 0, era: 0, failures: 0, probing: false } as const
      return { ...breaker, settled: new Uint8Array(RING), ...counts }
    },
    handle(world, event, moment) {
      if (event.kind === 'call') call(world, event.call, moment)
      else if (world.settled[event.call % RING] !== 0) world.late += event.kind === 'answer' ? 1 : 0
      else settle(world, event.call, event.era, event.kind === 'answer' && event.good, moment)
    },
  },
  done: (world) => world.made,
  counts: ({ made, refused, failed, late, opened }) => [made, refused, failed, late, opened],
}

function call(world: World, number: number, moment: Moment<Settings, Event, Stream>): void {
  const { random, params, now } = moment
  world.made += 1
  moment.after(random.gaps.exponential(1), { kind: 'call', call: number + 1, era: 0, good: false })
  if (world.state === 'open' && now - world.since >= params.openFor) enter(world, 'halfOpen', moment)
  if (world.state === 'open' || (world.state === 'halfOpen' && world.probing)) {
    world.refused += 1
    moment.visit(PARTS.refuses, number)
    return
  }
  moment.visit(PARTS.admits, number)
  world.probing = world.state === 'halfOpen'
  world.settled[number % RING] = 0
  const due = now + random.service.exponential(params.service)
  moment.at(due, { kind: 'answer', call: number, era: world.era, good: random.fate.uniform() >= params.failing })
  moment.after(params.patience, { kind: 'timeout', call: number, era: world.era, good: false })
}

function settle(
  world: World,
  number: number,
  era: number,
  good: boolean,
  moment: Moment<Settings, Event, Stream>,
): void {
  world.settled[number % RING] = 1
  world.failed += good ? 0 : 1
  moment.visit(good ? PARTS.succeeds : PARTS.fails, number)
  if (era !== world.era) return
  world.failures = good ? 0 : world.failures + 1
  if (world.state === 'halfOpen') enter(world, good ? 'closed' : 'open', moment)
  else if (world.failures >= moment.params.failuresToOpen) enter(world, 'open', moment)
}

function enter(world: World, state: State, moment: Moment<Settings, Event, Stream>): void {
  moment.visit(PARTS[state], world.failures)
  world.state = state
  world.since = moment.now
  world.era += 1
  world.failures = 0
  world.probing = false
  world.opened += state === 'open' ? 1 : 0
}
