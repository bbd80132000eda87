import { forgets } from '../../../engines/gossip/rumor.ts'
import { block, heal as mend, split } from '../../../world/network.ts'
import { book } from '../book.ts'
import type { GossipEvent } from './event.ts'
import { bearing } from './place.ts'
import { beginTurns } from './rounds.ts'
import { look } from './spreading.ts'
import { AWAY, DOWN, type GossipMoment, type GossipWorld, runs, UP } from './world.ts'

const { rumor: parts } = book.parts

/** Tries until an act that may reach any node gives up; then it takes the first that will do. */
const TRIES = 32

type Test = (world: GossipWorld, node: number) => boolean

/** The node that an act names, if it will do, or any that will; below 0 if none does. */
export function chosen(world: GossipWorld, moment: GossipMoment, named: number, will: Test): number {
  if (named >= 0) return named < world.size && will(world, named) ? named : -1
  for (let time = 0; time < TRIES; time += 1) {
    const node = moment.random.acts.below(world.size)
    if (will(world, node)) return node
  }
  for (let node = 0; node < world.size; node += 1) if (will(world, node)) return node
  return -1
}

const isDown: Test = ({ state }, node) => state[node] !== UP
const isFast: Test = (world, node) => runs(world, node) && world.network.slowness[node] === 0

/** A node crashes, or leaves. */
export function fall(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const node = chosen(world, moment, event.node, runs)
  if (node < 0) return
  world.state[node] = event.type === 'leave' ? AWAY : DOWN
  world.up -= 1
  world.marked = node
  forgets(world.rumor, node)
  moment.visit(parts.falls, node, world.rumor.informed)
  look(world, moment)
}

/** A node that is down starts again: the one that fell last, unless another is named. */
export function rise(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const last = world.marked
  const named = event.node < 0 && last >= 0 && isDown(world, last) ? last : event.node
  const node = chosen(world, moment, named, isDown)
  if (node >= 0) start(world, moment, node)
}

/** A node that was never there joins, as long as there is room for it. */
export function join(world: GossipWorld, moment: GossipMoment): void {
  const node = world.size
  if (node === world.state.length) return
  world.size += 1
  if (world.cut) world.network.side[node] = 0
  start(world, moment, node)
  if (moment.params.clocks === 'own') beginTurns(world, moment, node)
}

function start(world: GossipWorld, moment: GossipMoment, node: number): void {
  world.state[node] = UP
  world.up += 1
  moment.visit(parts.returns, node)
}

/** What reaches a node waits there from now on. */
export function slow(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const node = chosen(world, moment, event.node, isFast)
  if (node < 0) return
  world.network.slowness[node] = moment.params.slowDelay
  world.slowNodes += 1
}

/** A slow node, or each of them, is as quick as the others again. */
export function recover(world: GossipWorld, event: GossipEvent): void {
  const { slowness } = world.network
  for (let node = 0; node < world.size; node += 1) {
    if (slowness[node] === 0 || (event.node >= 0 && event.node !== node)) continue
    slowness[node] = 0
    world.slowNodes -= 1
  }
}

/** Slow nodes are so slow from now on. */
export function setSlowness(world: GossipWorld, delay: number): void {
  const { slowness } = world.network
  for (let node = 0; node < world.size; node += 1) if ((slowness[node] as number) > 0) slowness[node] = delay
}

/** Cuts the group in two along a line through the picture, both ways or so that only one side hears the other. */
export function cut(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { network, size } = world
  for (let node = 0; node < size; node += 1) {
    network.side[node] = bearing(node, size) < moment.params.cutShare ? 1 : 0
  }
  mend(network)
  if (event.word === 1) block(network, 0, 1)
  else split(network)
  world.cut = true
}

/** Everybody reaches everybody again. */
export function heal(world: GossipWorld): void {
  mend(world.network)
  world.cut = false
}
