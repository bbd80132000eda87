import { spend } from '../../../engines/backpressure/credit.ts'
import { type ReactionConfig, sendingRate } from '../../../engines/backpressure/producer.ts'
import { book } from '../book.ts'
import type { PressureParams } from '../params.ts'
import { obeys, shareOf } from '../rules.ts'
import { enterBuffers } from './chaining.ts'
import { event, producerStreams } from './event.ts'
import { pump, toQueue } from './offering.ts'
import type { PressureMoment, PressureWorld } from './world.ts'

const { flow } = book.parts

const sends = [flow.first, flow.second, flow.third] as const

/** How a producer reacts, as an engine reads it. */
export const reactionAt = (world: PressureWorld, params: PressureParams, place: number): ReactionConfig =>
  obeys(params, place) ? world.reaction : world.ignoring

/** Items a second that a producer wants to send now. */
export const wantedAt = ({ peak }: PressureWorld, params: PressureParams, place: number): number =>
  shareOf(params, place) * (peak ? params.peakFactor : 1)

/** Items a second that it sends now. */
export function rateAt(world: PressureWorld, params: PressureParams, place: number): number {
  const producer = world.producers[place]
  if (!producer || (world.senders.blocked[place] as number) > 0) return 0
  return sendingRate(producer, reactionAt(world, params, place), wantedAt(world, params, place))
}

/** The gap to the next item, in items: Poisson or even. */
function gap({ params, random }: PressureMoment, place: number): number {
  const stream = producerStreams[place]
  return params.arrivals === 'poisson' && stream ? random[stream].exponential(1) : 1
}

/** A producer begins; even ones begin one after the other. */
export function beginSending(world: PressureWorld, moment: PressureMoment, place: number): void {
  const { params } = moment
  world.senders.left[place] = params.arrivals === 'even' ? (place + 1) / params.producers : gap(moment, place)
  world.senders.at[place] = moment.now
  rerate(world, moment, place)
}

/** A producer's rate may have changed: what is left until its next item stays, the time that it takes does not. */
export function rerate(world: PressureWorld, moment: PressureMoment, place: number): void {
  const { senders } = world
  const rate = rateAt(world, moment.params, place)
  if (rate === senders.rate[place]) return
  const since = senders.at[place] as number
  if (moment.now > since) {
    const done = ((senders.rate[place] as number) * (moment.now - since)) / 1000
    senders.left[place] = Math.max(0, (senders.left[place] as number) - done)
    senders.at[place] = moment.now
  }
  senders.rate[place] = rate
  senders.era[place] = (senders.era[place] as number) + 1
  schedule(world, moment, place)
}

function schedule({ senders }: PressureWorld, moment: PressureMoment, place: number): void {
  const rate = senders.rate[place] as number
  if (!(rate > 0)) return
  const due = (senders.at[place] as number) + ((senders.left[place] as number) * 1000) / rate
  moment.at(Math.max(moment.now, due), event('send', place, senders.era[place] as number))
}

/** A producer's next item is due. */
export function due(world: PressureWorld, moment: PressureMoment, place: number, era: number): void {
  const { senders } = world
  if (senders.era[place] !== era) return
  send(world, moment, place)
  senders.left[place] = gap(moment, place)
  senders.at[place] = Math.max(moment.now, senders.heldUntil[place] as number)
  if (rateAt(world, moment.params, place) === senders.rate[place]) schedule(world, moment, place)
  else rerate(world, moment, place)
}

/** A producer sends an item to the queue, or into the buffers before it. */
function send(world: PressureWorld, moment: PressureMoment, place: number): void {
  const { producers, senders, totals } = world
  const producer = producers[place]
  if (!producer) return
  if (reactionAt(world, moment.params, place).reaction === 'credit' && !spend(producer)) return
  const item = world.numbered * producers.length + place
  world.numbered += 1
  world.newest = item
  totals.sent += 1
  senders.sent[place] = (senders.sent[place] as number) + 1
  moment.visit(sends[place] ?? flow.others, item)
  if (moment.params.system === 'inbound') {
    enterBuffers(world, moment, item)
    pump(world, moment)
  } else toQueue(world, moment, item)
}

/** Whether a producer may send an item of a burst at this moment. */
function mayBurst(world: PressureWorld, moment: PressureMoment, place: number): boolean {
  const producer = world.producers[place]
  if (!producer || (world.senders.blocked[place] as number) > 0) return false
  const { reaction } = reactionAt(world, moment.params, place)
  if (reaction === 'pause') return !producer.paused
  return reaction !== 'credit' || producer.demand >= 1
}

/** A producer sends what it kept of a burst, as far as it may, and its rate is looked at anew. */
export function resume(world: PressureWorld, moment: PressureMoment, place: number): void {
  const { senders } = world
  while ((senders.pending[place] as number) > 0 && mayBurst(world, moment, place)) {
    senders.pending[place] = (senders.pending[place] as number) - 1
    send(world, moment, place)
  }
  rerate(world, moment, place)
}

/** So many items come up at once, one producer after the other. */
export function burst(world: PressureWorld, moment: PressureMoment, count: number): void {
  const { producers, senders } = world
  world.marks.cause = moment.number
  for (let i = 0; i < count; i += 1) {
    const place = i % producers.length
    senders.pending[place] = (senders.pending[place] as number) + 1
    resume(world, moment, place)
  }
}
