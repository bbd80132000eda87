import { type Trail, trail } from '../../../machine/trail.ts'
import { createLine, type Line } from '../line.ts'
import type { ChainConfig, Layer } from './config.ts'
import type { InboundEdge } from './inbound-flow.ts'
import type { OutboundEdge } from './outbound-flow.ts'

/** A step or signal of the chain, on either side. */
export type ChainEdge = OutboundEdge | InboundEdge

/** A buffer: what stands in it, and whether it tells the one before it to wait. */
export interface ChainBuffer {
  readonly line: Line
  pressing: boolean
}

/** The application's answer to an item: 429 for the client's own limit, 503 for overload. */
export type Status = 429 | 503

/** The answers that one operation caused. */
export interface Answers {
  count: number
  readonly items: number[]
  readonly statuses: Status[]
}

/**
 * Three buffers in a row, as plain data; the verbs of `pass.ts` change it in place. Always: offered = delivered +
 * tooMany + overloaded + lost + what stands in the buffers.
 */
export interface Chain {
  readonly buffers: Readonly<Record<Layer, ChainBuffer>>
  /** By client: its items in the application's buffer. */
  readonly own: Int32Array
  readonly trail: Trail<ChainEdge>
  readonly answers: Answers
  offered: number
  /** Times that a client had to keep its item, because the first buffer took none; not offered. */
  held: number
  lost: number
  tooMany: number
  overloaded: number
  delivered: number
}

const createBuffer = (): ChainBuffer => ({ line: createLine(), pressing: false })

/** Empty buffers. */
export const createChain = (config: ChainConfig): Chain => ({
  buffers: { application: createBuffer(), tcp: createBuffer(), os: createBuffer() },
  own: new Int32Array(config.clients),
  trail: trail(),
  answers: { count: 0, items: [], statuses: [] },
  offered: 0,
  held: 0,
  lost: 0,
  tooMany: 0,
  overloaded: 0,
  delivered: 0,
})

/** Items in a buffer. */
export const sizeOf = (chain: Chain, layer: Layer): number => chain.buffers[layer].line.size

/** Items in all buffers. */
export const inside = (chain: Chain): number =>
  sizeOf(chain, 'application') + sizeOf(chain, 'tcp') + sizeOf(chain, 'os')

/** How full a buffer is, as a share; 0 for one without bound. */
export const fillOf = (chain: Chain, config: ChainConfig, layer: Layer): number =>
  sizeOf(chain, layer) / config.layers[layer].capacity

/** The window that TCP advertises to the peer, in items: the room in its buffer, none while that presses. */
export function windowOf(chain: Chain, config: ChainConfig): number {
  const { line, pressing } = chain.buffers.tcp
  return pressing ? 0 : Math.max(0, config.layers.tcp.capacity - line.size)
}

/** Whether the first buffer tells clients to wait: a full application outbound, a closed window inbound. */
export const clientsWait = (chain: Chain, config: ChainConfig): boolean =>
  config.direction === 'outbound' ? chain.buffers.application.pressing : windowOf(chain, config) < 1

/**
 * Retry-After in whole seconds: how long until the application's buffer is below its low mark when `rate` items a
 * second leave it and nothing is added; 1 when it is, Infinity when it never will be.
 */
export function retryAfter(chain: Chain, config: ChainConfig, rate: number): number {
  const above = sizeOf(chain, 'application') - Math.max(0, Math.ceil(config.layers.application.low) - 1)
  return above > 0 ? Math.ceil(above / rate) : 1
}
