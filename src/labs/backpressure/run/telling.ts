import { used } from '../../../engines/backpressure/credit.ts'
import { book } from '../book.ts'
import { obeys } from '../rules.ts'
import { event } from './event.ts'
import { type PressureMoment, type PressureWorld, producerOf } from './world.ts'

const { flow } = book.parts

/** An item is used up: its producer is asked for more once enough are. */
export function spendCredit(world: PressureWorld, moment: PressureMoment, item: number): void {
  const { params } = moment
  const place = producerOf(world, item)
  if (params.reaction !== 'credit' || item < world.creditFrom || !obeys(params, place)) return
  const subscription = world.subscriptions[place]
  const amount = subscription ? used(subscription, world.credit) : 0
  if (amount === 0) return
  moment.visit(flow.asks, item, place + 1, amount)
  moment.after(params.feedbackDelay, event('ask', place, world.eras.credit, amount, item))
}

/** An item is lost and its producer is told: for AIMD a sign of overload. */
export function refuse(world: PressureWorld, moment: PressureMoment, item: number): void {
  const { params } = moment
  spendCredit(world, moment, item)
  const place = producerOf(world, item)
  if (params.reaction !== 'aimd' || !obeys(params, place)) return
  moment.after(params.feedbackDelay, event('refuse', place))
}
