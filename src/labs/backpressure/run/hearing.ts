import { firstRequest, request } from '../../../engines/backpressure/credit.ts'
import { arrive } from '../../../engines/backpressure/flow.ts'
import { hear, period, refused } from '../../../engines/backpressure/producer.ts'
import type { Signal } from '../../../engines/backpressure/queue.ts'
import { book } from '../book.ts'
import { listens, obeys } from '../rules.ts'
import { event } from './event.ts'
import { follow, signals } from './following.ts'
import { pump } from './offering.ts'
import { reactionAt, rerate, resume, wantedAt } from './senders.ts'
import type { PressureMoment, PressureWorld } from './world.ts'

const { flow } = book.parts

const hears = [flow.hearsFirst, flow.hearsSecond, flow.hearsThird] as const

/** The queue's signal arrives: at the producers, or at once at the buffers before it. */
export function heard(world: PressureWorld, moment: PressureMoment, signal: number, era: number, item: number): void {
  arrive(world.queue, era)
  follow(world, moment, item)
  if (moment.params.system === 'inbound') pump(world, moment)
  else tellAll(world, moment, signals[signal] as Signal, era, item)
}

/** The window of TCP has changed, and the producers' side knows. */
export function windowHeard(
  world: PressureWorld,
  moment: PressureMoment,
  closed: number,
  era: number,
  item: number,
): void {
  tellAll(world, moment, closed === 1 ? 'red' : 'green', era, item)
}

function tellAll(world: PressureWorld, moment: PressureMoment, signal: Signal, era: number, item: number): void {
  const { params, random } = moment
  for (const [place, producer] of world.producers.entries()) {
    const lost = random.signals.chance(params.signalLoss)
    if (!listens(params, place)) continue
    if (lost) {
      moment.visit(flow.vanishes, item, place + 1)
      continue
    }
    moment.visit(hears[place] ?? flow.hearOthers, item)
    hear(producer, reactionAt(world, params, place), signal, era, moment.now)
    resume(world, moment, place)
  }
}

/** A producer is asked for more. */
export function asked(
  world: PressureWorld,
  moment: PressureMoment,
  place: number,
  era: number,
  amount: number,
  item: number,
): void {
  const producer = world.producers[place]
  if (!producer || era !== world.eras.credit) return
  moment.visit(hears[place] ?? flow.hearOthers, item)
  request(producer, amount)
  resume(world, moment, place)
}

/** A producer learns that an item of it was refused. */
export function refusalHeard(world: PressureWorld, moment: PressureMoment, place: number): void {
  const producer = world.producers[place]
  if (producer && refused(producer, reactionAt(world, moment.params, place), moment.now)) rerate(world, moment, place)
}

/** All producers look at their rates, and do so again after a period. */
export function periodBegins(world: PressureWorld, moment: PressureMoment, era: number): void {
  const { params } = moment
  if (era !== world.eras.period || params.reaction !== 'aimd') return
  for (const [place, producer] of world.producers.entries()) {
    period(producer, reactionAt(world, params, place), wantedAt(world, params, place), moment.now)
    rerate(world, moment, place)
  }
  moment.after(params.period, event('period', 0, era))
}

/** Credit begins anew: nothing is asked for, and then as much as each producer may have under way. */
export function beginCredit(world: PressureWorld, moment: PressureMoment): void {
  const { params } = moment
  world.eras.credit += 1
  world.creditFrom = world.numbered * world.producers.length
  for (const [place, producer] of world.producers.entries()) {
    const subscription = world.subscriptions[place]
    producer.demand = 0
    if (params.reaction !== 'credit' || !subscription || !obeys(params, place)) continue
    const amount = firstRequest(subscription, world.credit)
    moment.after(params.feedbackDelay, event('ask', place, world.eras.credit, amount, world.newest))
  }
}

/** Periods of AIMD begin anew, from what each producer wants. */
export function beginPeriods(world: PressureWorld, moment: PressureMoment): void {
  const { params } = moment
  world.eras.period += 1
  if (params.reaction === 'aimd') moment.after(params.period, event('period', 0, world.eras.period))
}
