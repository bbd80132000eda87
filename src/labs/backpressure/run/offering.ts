import { sizeOf } from '../../../engines/backpressure/chain/chain.ts'
import { abandon, answerDelay, offer, retune } from '../../../engines/backpressure/flow.ts'
import { signalOf } from '../../../engines/backpressure/queue.ts'
import { book } from '../book.ts'
import { integrate } from './averages.ts'
import { leaveBuffers } from './chaining.ts'
import { event } from './event.ts'
import { follow } from './following.ts'
import { BLOCKED, IN_PLACE, LET_IN, remember, TURNED_AWAY } from './recent.ts'
import { letIn, loseLate, serve } from './serving.ts'
import { refuse } from './telling.ts'
import { lostIn, type PressureMoment, type PressureWorld, producerOf } from './world.ts'

const { flow } = book.parts

/** An item reaches the queue. */
export function toQueue(world: PressureWorld, moment: PressureMoment, item: number): void {
  const { account, config, queue, senders } = world
  const place = producerOf(world, item)
  const before = signalOf(queue.state)
  const depth = queue.line.size
  integrate(world.averages, depth, moment.now)
  moment.visit(flow.checks, item, depth)
  const answer = offer(queue, config, item, moment.now)
  const thrown = queue.dropped.count > 0
  const level = answer === 'accepted' && !thrown ? (before === 'green' ? flow.green : flow.yellow) : flow.red
  moment.visit(level, item, depth)
  account.offered += 1
  follow(world, moment, item)
  if (answer === 'accepted') {
    account.accepted += 1
    remember(world.recent, place, thrown ? IN_PLACE : LET_IN, moment.number)
    if (thrown) loseDropped(world, moment)
    const delay = answerDelay(queue, config)
    if (delay > 0) senders.heldUntil[place] = moment.now + delay
    serve(world, moment)
  } else if (answer === 'rejected') turnAway(world, moment, item, place)
  else block(world, moment, item, place)
}

/** The oldest item was thrown out for a new one. */
function loseDropped(world: PressureWorld, moment: PressureMoment): void {
  const { dropped, line } = world.queue
  for (let i = 0; i < dropped.count; i += 1) {
    const item = dropped.items[i] as number
    world.totals.dropped += 1
    moment.visit(flow.loses, item, line.size, lostIn(world.totals))
    refuse(world, moment, item)
  }
}

function turnAway(world: PressureWorld, moment: PressureMoment, item: number, place: number): void {
  world.totals.rejected += 1
  remember(world.recent, place, TURNED_AWAY, moment.number)
  moment.visit(flow.loses, item, world.queue.line.size, lostIn(world.totals))
  refuse(world, moment, item)
}

function block(world: PressureWorld, moment: PressureMoment, item: number, place: number): void {
  const { account, queue, recent, senders } = world
  account.outside += 1
  senders.blocked[place] = (senders.blocked[place] as number) + 1
  remember(recent, place, BLOCKED, moment.number)
  moment.visit(flow.waitsOutside, item, queue.outside.size)
  const { patience } = moment.params
  if (patience > 0) moment.after(patience, event('giveUp', item))
}

/** A blocked producer has waited long enough; nothing happens if its item has come in meanwhile. */
export function giveUp(world: PressureWorld, moment: PressureMoment, item: number): void {
  if (!abandon(world.queue, item)) return
  world.account.outside -= 1
  world.totals.abandoned += 1
  moment.visit(flow.givesUp, item, moment.params.patience)
  refuse(world, moment, item)
  moment.after(0, event('freed', producerOf(world, item)))
}

/** The application hands what it has read to the queue, while that is green or it pays no attention. */
export function pump(world: PressureWorld, moment: PressureMoment): void {
  const { chain, queue } = world
  const { obeys } = moment.params
  while (sizeOf(chain, 'application') > 0 && !(obeys && signalOf(queue.state) !== 'green')) {
    toQueue(world, moment, leaveBuffers(world, moment))
  }
}

/** The queue's numbers have changed. */
export function retuned(world: PressureWorld, moment: PressureMoment): void {
  integrate(world.averages, world.queue.line.size, moment.now)
  retune(world.queue, world.config, moment.now)
  follow(world, moment, world.newest)
  loseLate(world, moment)
  letIn(world, moment)
}
