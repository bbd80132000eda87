import { type Chain, createChain } from '../../../engines/backpressure/chain/chain.ts'
import type { ChainConfig } from '../../../engines/backpressure/chain/config.ts'
import { type CreditConfig, createSubscription, type Subscription } from '../../../engines/backpressure/credit.ts'
import type { LimitConfig } from '../../../engines/backpressure/limit/config.ts'
import { createGuard, type Guard } from '../../../engines/backpressure/limit/guard.ts'
import { createProducer, type Producer, type ReactionConfig } from '../../../engines/backpressure/producer.ts'
import { createQueue, type Queue, type QueueConfig } from '../../../engines/backpressure/queue.ts'
import type { Moment } from '../../../sim/model.ts'
import type { Millis } from '../../../units.ts'
import { type Latencies, latencies } from '../../../world/latencies.ts'
import type { PressureParams } from '../params.ts'
import { chainConfigOf, creditOf, limitConfigOf, queueConfigOf, reactionOf, shareOf } from '../rules.ts'
import { type Averages, createAverages } from './averages.ts'
import type { PressureEvent, Stream } from './event.ts'
import { createFlight, type Flight } from './flight.ts'
import { createRecent, type Recent } from './recent.ts'
import { createShares, type Shares } from './shares.ts'

/** A moment of this lab. */
export type PressureMoment = Moment<PressureParams, PressureEvent, Stream>

/** When each producer sends next, in columns by its place. */
export interface Senders {
  /** Work left until its next item is due, in items, as of `at`; `rate` items a second take it down. */
  readonly left: Float64Array
  readonly at: Float64Array
  readonly rate: Float64Array
  /** Raised whenever the next sending is scheduled anew. */
  readonly era: Int32Array
  /** Its answer is held back until then: it sends nothing before. */
  readonly heldUntil: Float64Array
  /** Items of it that wait outside. */
  readonly blocked: Int32Array
  /** Items of a burst that it may not send yet. */
  readonly pending: Int32Array
  /** Items sent so far. */
  readonly sent: Int32Array
}

/** An item that a consumer cannot hand over. */
export interface Stuck {
  readonly item: number
  readonly since: Millis
  readonly taken: Millis
  readonly entered: number
}

/** Counts that only grow. */
export interface Totals {
  /** Items that producers sent, wherever to. */
  sent: number
  /** Turned away by the queue, thrown out of it, and given up outside. */
  rejected: number
  dropped: number
  abandoned: number
  /** Answers of the application, and items that the OS lost. */
  tooMany: number
  overloaded: number
  vanished: number
  served: number
  carried: number
  /** Time that consumers have worked, up to `workedAt`. */
  worked: Millis
  workedAt: Millis
}

/** Our own account, against which the engine's is held. */
export interface Account {
  offered: number
  accepted: number
  outside: number
  inWork: number
  /** Items that consumers are done with, whatever became of them. */
  ended: number
  /** Transitions whose depth is on the wrong side of their mark. */
  offMarks: number
}

/** Events, times and counts that later ones refer to. */
export interface Marks {
  /** The last act that raised the load or slowed the consumers. */
  cause: number
  /** When pressure began, the deepest since, and what had been lost and sent when it did. */
  pressed: Millis
  deepest: number
  lostBefore: number
  sentBefore: number
}

/** Raised whenever what they belong to is begun anew. */
export interface Eras {
  announced: number
  window: number
  credit: number
  period: number
  swing: number
  carry: number
}

/** All that there is in a run. */
export interface PressureWorld {
  config: QueueConfig
  reaction: ReactionConfig
  ignoring: ReactionConfig
  credit: CreditConfig
  limit: LimitConfig
  chainConfig: ChainConfig
  readonly queue: Queue
  readonly chain: Chain
  readonly guard: Guard
  readonly producers: Producer[]
  readonly subscriptions: Subscription[]
  readonly senders: Senders
  readonly stuck: Stuck[]
  readonly latencies: Latencies
  readonly shares: Shares
  readonly recent: Recent
  readonly flight: Flight
  averages: Averages
  readonly totals: Totals
  readonly account: Account
  readonly marks: Marks
  readonly eras: Eras
  /** Consumers at work, with those that cannot hand over. */
  busy: number
  /** Whether the load is at its peak. */
  peak: boolean
  /** Items numbered so far; an item's number is this times the producers, plus its producer's place. */
  numbered: number
  /** The item sent last. */
  newest: number
  /** The first item that was sent on credit. */
  creditFrom: number
  /** Whether an item is on its way into the network. */
  carrying: boolean
}

const senders = (count: number): Senders => ({
  left: new Float64Array(count),
  at: new Float64Array(count),
  rate: new Float64Array(count),
  era: new Int32Array(count),
  heldUntil: new Float64Array(count),
  blocked: new Int32Array(count),
  pending: new Int32Array(count),
  sent: new Int32Array(count),
})

const totals = (): Totals => ({
  sent: 0,
  rejected: 0,
  dropped: 0,
  abandoned: 0,
  tooMany: 0,
  overloaded: 0,
  vanished: 0,
  served: 0,
  carried: 0,
  worked: 0,
  workedAt: 0,
})

/** The world before its first event. */
export function newWorld(params: PressureParams, now: Millis, draw: number): PressureWorld {
  const reaction = reactionOf(params)
  const chainConfig = chainConfigOf(params)
  const limit = limitConfigOf(params)
  const places = Array.from({ length: params.producers }, (_, place) => place)
  return {
    config: queueConfigOf(params),
    reaction,
    ignoring: { ...reaction, reaction: 'ignore' },
    credit: creditOf(params),
    limit,
    chainConfig,
    queue: createQueue(now),
    chain: createChain(chainConfig),
    guard: createGuard(limit, draw),
    producers: places.map((place) => createProducer(shareOf(params, place))),
    subscriptions: places.map(createSubscription),
    senders: senders(params.producers),
    stuck: [],
    latencies: latencies(),
    shares: createShares(params.producers),
    recent: createRecent(),
    flight: createFlight(),
    averages: createAverages(now, 0, 0),
    totals: totals(),
    account: { offered: 0, accepted: 0, outside: 0, inWork: 0, ended: 0, offMarks: 0 },
    marks: { cause: 0, pressed: 0, deepest: 0, lostBefore: 0, sentBefore: 0 },
    eras: { announced: 0, window: 0, credit: 0, period: 0, swing: 0, carry: 0 },
    busy: 0,
    peak: false,
    numbered: 0,
    newest: 0,
    creditFrom: 0,
    carrying: false,
  }
}

/** The place of the producer of an item. */
export const producerOf = ({ producers }: PressureWorld, item: number): number => item % producers.length

/** Everything that was lost, wherever. */
export const lostIn = ({ abandoned, dropped, overloaded, rejected, tooMany, vanished }: Totals): number =>
  abandoned + dropped + overloaded + rejected + tooMany + vanished
