import type { ChainEdge } from '../../../engines/backpressure/chain/chain.ts'
import { windowOf } from '../../../engines/backpressure/chain/chain.ts'
import type { InboundEdge } from '../../../engines/backpressure/chain/inbound-flow.ts'
import type { OutboundEdge } from '../../../engines/backpressure/chain/outbound-flow.ts'
import { deliver, type Entered, send } from '../../../engines/backpressure/chain/pass.ts'
import { book } from '../book.ts'
import { event } from './event.ts'
import { launch } from './flight.ts'
import { refuse } from './telling.ts'
import type { PressureMoment, PressureWorld } from './world.ts'

const { inbound, outbound } = book.parts

/** Signals as the picture numbers them. */
const GREEN = 0
const RED = 2

/** An item enters the first of the three buffers. */
export function enterBuffers(world: PressureWorld, moment: PressureMoment, item: number): Entered {
  const entered = send(world.chain, world.chainConfig, item, moment.now)
  followChain(world, moment)
  if (entered === 'lost') {
    world.totals.vanished += 1
    refuse(world, moment, item)
  }
  return entered
}

/** The oldest item leaves the last of the three buffers; −1 when it is empty. */
export function leaveBuffers(world: PressureWorld, moment: PressureMoment): number {
  const item = deliver(world.chain, world.chainConfig)
  followChain(world, moment)
  return item
}

function followChain(world: PressureWorld, moment: PressureMoment): void {
  const { chain } = world
  const { count, edges, numbers } = chain.trail
  const outwards = moment.params.system === 'outbound'
  for (let i = 0; i < count; i += 1) {
    const edge = edges[i] as ChainEdge
    const part = outwards ? outbound[edge as OutboundEdge] : inbound[edge as InboundEdge]
    moment.visit(part, numbers[i * 4] as number, numbers[i * 4 + 1] as number, numbers[i * 4 + 2] as number)
    if (edge === 'window' || edge === 'windowOpens') tellWindow(world, moment, numbers[i * 4] as number)
  }
  const { answers } = chain
  for (let i = 0; i < answers.count; i += 1) {
    if (answers.statuses[i] === 429) world.totals.tooMany += 1
    else world.totals.overloaded += 1
    refuse(world, moment, answers.items[i] as number)
  }
}

/** TCP's window has closed or opened: the producers' side of the connection knows after the feedback delay. */
function tellWindow(world: PressureWorld, moment: PressureMoment, item: number): void {
  const { feedbackDelay } = moment.params
  world.eras.window += 1
  const closed = windowOf(world.chain, world.chainConfig) < 1
  launch(world.flight, closed ? RED : GREEN, moment.now, moment.now + feedbackDelay)
  moment.after(feedbackDelay, event('window', closed ? 1 : 0, world.eras.window, item))
}
