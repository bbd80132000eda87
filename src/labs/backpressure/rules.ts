import { type ChainConfig, type Layer, pictured, pressingAbove } from '../../engines/backpressure/chain/config.ts'
import type { CreditConfig } from '../../engines/backpressure/credit.ts'
import { type LimitConfig, netflixDefaults } from '../../engines/backpressure/limit/config.ts'
import { marksOf } from '../../engines/backpressure/marks.ts'
import type { ReactionConfig } from '../../engines/backpressure/producer.ts'
import type { QueueConfig } from '../../engines/backpressure/queue.ts'
import type { PressureParams } from './params.ts'
import type { PressureNumbers } from './take-home/numbers.ts'

/** Items a second below which no producer's rate is cut. */
const LEAST_RATE = 0.5

/** The queue's numbers as its engine reads them. */
export const queueConfigOf = (params: PressureParams): QueueConfig => ({
  rule: params.rule,
  ...marksOf(params.capacity, params.high, params.low),
  hysteresis: params.hysteresis,
  overflow: params.overflow,
  target: params.target,
  interval: params.interval,
  holdBack: params.holdBack,
})

/** What obedient producers do. */
export const reactionOf = (params: PressureParams): ReactionConfig => ({
  reaction: params.reaction,
  pausesAt: params.pausesAt,
  addedDelay: params.addedDelay,
  increase: params.increase,
  decrease: params.decrease,
  round: Math.max(params.period, 2 * params.feedbackDelay),
  leastRate: LEAST_RATE,
})

/** How items are asked for. */
export const creditOf = ({ prefetch, refill }: PressureParams): CreditConfig => ({ prefetch, refill })

/** The consumers' guard: the library's numbers, with bounds that fit so few consumers. */
export const limitConfigOf = (params: PressureParams): LimitConfig => ({
  ...netflixDefaults(params.limiter),
  initialLimit: params.initialLimit,
  timeout: params.limitTimeout,
  leastLimit: 1,
  mostLimit: 64,
})

/** The three buffers, with the fill levels of the exercise's picture as marks. */
export function chainConfigOf(params: PressureParams): ChainConfig {
  const buffer = (layer: Layer) => pressingAbove(params.bufferSize, pictured[layer])
  return {
    direction: params.system === 'inbound' ? 'inbound' : 'outbound',
    layers: { application: buffer('application'), tcp: buffer('tcp'), os: buffer('os') },
    clients: params.producers,
    ownLimit: params.ownLimit,
    answers: params.answers,
    obeys: params.obeys,
  }
}

/** Items a second that producer `place` wants to send outside of peaks; the last is the fastest. */
export function shareOf(params: PressureParams, place: number): number {
  const { disobedient, excess, offered, producers, rateSpread } = params
  const factor = place >= producers - disobedient ? excess : 1
  if (producers === 1) return offered * factor
  const weight = 1 + ((rateSpread - 1) * place) / (producers - 1)
  return (2 * offered * factor * weight) / (producers * (1 + rateSpread))
}

/** Items a second that all producers together want to send outside of peaks. */
export function wantedOf(params: PressureParams): number {
  let sum = 0
  for (let place = 0; place < params.producers; place += 1) sum += shareOf(params, place)
  return sum
}

/** Whether producer `place` pays attention. */
export const obeys = ({ disobedient, producers }: PressureParams, place: number): boolean =>
  place < producers - disobedient

/** Whether the signal makes a difference to producer `place`. */
export const listens = (params: PressureParams, place: number): boolean =>
  params.reaction !== 'ignore' && params.reaction !== 'credit' && obeys(params, place)

/** What an export to a real system reads. */
export const numbersOf = (params: PressureParams): PressureNumbers => ({
  queue: queueConfigOf(params),
  credit: creditOf(params),
  limit: limitConfigOf(params),
  consumers: params.consumers,
  serviceTime: params.serviceTime,
})
