import { begin, step } from '../../../machine/trail.ts'
import type { Millis } from '../../../units.ts'
import { itemAt, join, leave, sinceAt } from '../line.ts'
import { type Chain, type ChainEdge, type Status, sizeOf } from './chain.ts'
import { type ChainConfig, type Direction, type Layer, layersOf } from './config.ts'

/** What becomes of an item at the chain's entrance; `held` means that the client keeps it, `answered` 429 or 503. */
export type Entered = 'in' | 'answered' | 'held' | 'lost'

const links: Readonly<Record<Direction, readonly [ChainEdge, ChainEdge]>> = {
  outbound: ['toTcp', 'toOs'],
  inbound: ['toTcp', 'toApplication'],
}

/** What a buffer says when it begins to press, and when it no longer does. */
type Signals = readonly [presses: ChainEdge, eases: ChainEdge]

const signals: Readonly<Record<Direction, Readonly<Record<Layer, Signals>>>> = {
  outbound: {
    application: ['slowsDown', 'speedsUp'],
    tcp: ['tcpSignals', 'tcpEases'],
    os: ['osSignals', 'osEases'],
  },
  inbound: {
    application: ['applicationSignals', 'applicationEases'],
    tcp: ['window', 'windowOpens'],
    os: ['osSignals', 'osEases'],
  },
}

/** What one operation moved over the two links, and which buffers pressed before it. */
const moved = [0, 0]
const pressed = { application: false, tcp: false, os: false }

/** A client's item arrives at the first buffer, which must have room (size < capacity). */
export function send(chain: Chain, config: ChainConfig, item: number, now: Millis): Entered {
  start(chain)
  const [first] = layersOf(config.direction)
  const answered = chain.tooMany + chain.overloaded
  if (first === 'application' && config.answers) {
    chain.offered += 1
    const status = statusFor(chain, config, item)
    if (status !== 0) answer(chain, config, item, status)
    else enter(chain, config, first, item, now)
  } else if (sizeOf(chain, first) < config.layers[first].capacity) {
    chain.offered += 1
    enter(chain, config, first, item, now)
  } else if (first === 'application') {
    chain.held += 1
    return 'held'
  } else {
    chain.offered += 1
    chain.lost += 1
    step(chain.trail, 'loses', item, sizeOf(chain, first), config.layers[first].capacity)
    return 'lost'
  }
  settle(chain, config, item)
  const { answers } = chain
  const last = answers.items[answers.count - 1]
  return chain.tooMany + chain.overloaded > answered && last === item ? 'answered' : 'in'
}

/** The network or a worker takes the oldest item of the last buffer; −1 when there is none. */
export function deliver(chain: Chain, config: ChainConfig): number {
  start(chain)
  const last = layersOf(config.direction)[2]
  const { line } = chain.buffers[last]
  const item = itemAt(line, 0)
  if (item < 0) return -1
  takeOut(chain, config, last)
  chain.delivered += 1
  step(chain.trail, 'leaves', item, 1, line.size)
  settle(chain, config, item)
  return item
}

/** When the oldest item of the last buffer entered the chain; NaN when there is none. */
export const oldestSince = (chain: Chain, config: ChainConfig): Millis =>
  sinceAt(chain.buffers[layersOf(config.direction)[2]].line, 0)

function start(chain: Chain): void {
  begin(chain.trail)
  chain.answers.count = 0
  moved.fill(0)
  for (const layer of ['application', 'tcp', 'os'] as const) pressed[layer] = chain.buffers[layer].pressing
}

function enter(chain: Chain, config: ChainConfig, layer: Layer, item: number, now: Millis): void {
  putIn(chain, config, layer, item, now)
  step(chain.trail, config.direction === 'outbound' ? 'sends' : 'arrives', item, 1, sizeOf(chain, layer))
}

/** The client's own limit comes first: whoever floods learns that it is about them. 0 for no answer. */
function statusFor(chain: Chain, config: ChainConfig, item: number): Status | 0 {
  const { line, pressing } = chain.buffers.application
  if ((chain.own[item % config.clients] as number) >= config.ownLimit) return 429
  return pressing || line.size >= config.layers.application.capacity ? 503 : 0
}

function answer(chain: Chain, config: ChainConfig, item: number, status: Status): void {
  const { answers } = chain
  answers.items[answers.count] = item
  answers.statuses[answers.count] = status
  answers.count += 1
  if (status === 429) chain.tooMany += 1
  else chain.overloaded += 1
  if (answers.count > 1) return
  if (status === 429) step(chain.trail, 'tooMany', item, chain.own[item % config.clients] as number, config.ownLimit)
  else step(chain.trail, 'overloaded', item, sizeOf(chain, 'application'), config.layers.application.capacity)
}

function putIn(chain: Chain, config: ChainConfig, layer: Layer, item: number, since: Millis): void {
  join(chain.buffers[layer].line, item, since)
  if (layer === 'application') count(chain, config, item, 1)
  press(chain, config, layer)
}

function takeOut(chain: Chain, config: ChainConfig, layer: Layer): void {
  const { line } = chain.buffers[layer]
  if (layer === 'application') count(chain, config, itemAt(line, 0), -1)
  leave(line)
  press(chain, config, layer)
}

function count(chain: Chain, config: ChainConfig, item: number, by: 1 | -1): void {
  const client = item % config.clients
  chain.own[client] = (chain.own[client] as number) + by
}

/** Above the high mark (>) a buffer presses, below the low one (<) or empty it no longer does. */
function press(chain: Chain, config: ChainConfig, layer: Layer): void {
  const buffer = chain.buffers[layer]
  const { high, low } = config.layers[layer]
  const { size } = buffer.line
  if (size > high) buffer.pressing = true
  else if (size < low || size === 0) buffer.pressing = false
}

/** Hands over whatever may go on, until nothing moves; then notes what moved, and which buffer changed its mind. */
function settle(chain: Chain, config: ChainConfig, item: number): void {
  const [first, second, third] = layersOf(config.direction)
  for (let moves = true; moves; ) moves = hand(chain, config, 1, second, third) || hand(chain, config, 0, first, second)
  for (const link of [0, 1] as const) {
    const many = moved[link] as number
    const to = link === 0 ? second : third
    if (many > 0) step(chain.trail, links[config.direction][link], item, many, sizeOf(chain, to))
  }
  for (const layer of [third, second, first]) {
    const { pressing, line } = chain.buffers[layer]
    if (pressing === pressed[layer]) continue
    const edge = signals[config.direction][layer][pressing ? 0 : 1]
    step(chain.trail, edge, item, line.size / config.layers[layer].capacity)
  }
}

/** Hands one item over if the next buffer takes it; false when nothing moved. */
function hand(chain: Chain, config: ChainConfig, link: 0 | 1, from: Layer, to: Layer): boolean {
  const { line } = chain.buffers[from]
  const item = itemAt(line, 0)
  if (item < 0) return false
  const reads = to === 'application' && config.answers
  const status = reads ? statusFor(chain, config, item) : 0
  if (!reads && !takes(chain, config, to)) return false
  const since = sinceAt(line, 0)
  takeOut(chain, config, from)
  if (status !== 0) answer(chain, config, item, status)
  else {
    putIn(chain, config, to, item, since)
    moved[link] = (moved[link] as number) + 1
  }
  return true
}

/** Whether a buffer takes another item: it has room, and does not press or is not obeyed. */
const takes = (chain: Chain, config: ChainConfig, layer: Layer): boolean =>
  sizeOf(chain, layer) < config.layers[layer].capacity && !(config.obeys && chain.buffers[layer].pressing)
