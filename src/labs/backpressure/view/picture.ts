import { sizeOf, windowOf } from '../../../engines/backpressure/chain/chain.ts'
import { type Layer, layersOf } from '../../../engines/backpressure/chain/config.ts'
import { limitOf } from '../../../engines/backpressure/limit/guard.ts'
import { sinceAt } from '../../../engines/backpressure/line.ts'
import { pressesFrom, refusesFrom, relaxesAt } from '../../../engines/backpressure/marks.ts'
import { type Signal, signalOf } from '../../../engines/backpressure/queue.ts'
import type { Millis } from '../../../units.ts'
import type { PressureParams } from '../params.ts'
import { listens, obeys, shareOf } from '../rules.ts'
import { type Flying, flying } from '../run/flight.ts'
import { rateAt, wantedAt } from '../run/senders.ts'
import { lostIn, type PressureWorld } from '../run/world.ts'

/** A producer as it stands. */
export interface PictureProducer {
  /** Items a second that it sends, and would like to. */
  readonly rate: number
  readonly wanted: number
  /** The signal that it heard last; undefined for one that does not listen. */
  readonly heard: Signal | undefined
  readonly doing: string
}

/** A buffer of application, TCP or OS. */
export interface PictureBuffer {
  readonly name: string
  readonly size: number
  readonly room: number
  readonly pressing: boolean
}

/** Everything that the picture shows. */
export interface Picture {
  readonly system: PressureParams['system']
  readonly producers: readonly PictureProducer[]
  /** The largest rate that a producer wants or sends: the end of the bars. */
  readonly fastest: number
  readonly signal: Signal
  readonly flying: readonly Flying[]
  readonly depth: number
  readonly capacity: number
  /** The depth at which pressure begins, the largest at which it ends, and the first that is refused. */
  readonly presses: number
  readonly relaxes: number
  readonly refuses: number
  readonly deepest: number
  /** How long the first in line has waited; NaN when nobody waits. */
  readonly headWait: Millis
  readonly outside: number
  readonly lost: number
  readonly served: number
  readonly busy: number
  readonly consumers: number
  /** Items that may be in work; NaN without a limit. */
  readonly limit: number
  readonly consumerState: PressureParams['consumerState']
  /** In the order in which items pass them. */
  readonly buffers: readonly PictureBuffer[]
  readonly networkRate: number
  /** Whether TCP takes nothing more from producers. */
  readonly windowClosed: boolean
}

/** Reads the picture off the world. */
export function readPicture(world: PressureWorld, params: PressureParams, now: Millis): Picture {
  const { config, flight, guard, limit, queue, totals } = world
  const producers = world.producers.map((_, place) => readProducer(world, params, place))
  const depth = queue.line.size
  const most = limitOf(guard, limit)
  return {
    system: params.system,
    producers,
    fastest: producers.reduce((fastest, { rate, wanted }) => Math.max(fastest, rate, wanted), 0),
    signal: signalOf(queue.state),
    flying: flying(flight, now),
    depth,
    capacity: params.capacity,
    presses: pressesFrom(config),
    relaxes: relaxesAt(config),
    refuses: refusesFrom(config),
    deepest: queue.deepest,
    headWait: depth > 0 ? now - sinceAt(queue.line, 0) : NaN,
    outside: queue.outside.size,
    lost: lostIn(totals),
    served: totals.served,
    busy: world.busy,
    consumers: params.consumers,
    limit: most < Infinity ? most : NaN,
    consumerState: params.consumerState,
    buffers: params.system === 'queue' ? [] : layersOf(world.chainConfig.direction).map(readBuffer(world, params)),
    networkRate: params.networkRate,
    windowClosed: params.system === 'inbound' && windowOf(world.chain, world.chainConfig) < 1,
  }
}

function readProducer(world: PressureWorld, params: PressureParams, place: number): PictureProducer {
  const rate = rateAt(world, params, place)
  const wanted = wantedAt(world, params, place)
  const heard = listens(params, place) ? world.producers[place]?.signal : undefined
  return { rate, wanted, heard, doing: doing(world, params, place, rate < wanted * 0.999) }
}

function doing(world: PressureWorld, params: PressureParams, place: number, slowed: boolean): string {
  const { producers, senders } = world
  const kept = senders.pending[place] as number
  if ((senders.blocked[place] as number) > 0) return 'waits outside'
  if (!obeys(params, place)) return shareOf(params, place) > 0 ? 'ignores signals' : 'idle'
  if (params.reaction === 'credit') return `${producers[place]?.demand ?? 0} asked for`
  if (kept > 0) return `keeps ${kept}`
  if (params.reaction === 'ignore') return 'ignores signals'
  if (producers[place]?.paused === true && params.reaction === 'pause') return 'pauses'
  return slowed ? 'slows down' : 'sends'
}

const names: Readonly<Record<Layer, string>> = { application: 'Application', tcp: 'TCP', os: 'OS' }

const readBuffer =
  ({ chain }: PressureWorld, { bufferSize }: PressureParams) =>
  (layer: Layer): PictureBuffer => ({
    name: names[layer],
    size: sizeOf(chain, layer),
    room: bufferSize,
    pressing: chain.buffers[layer].pressing,
  })
