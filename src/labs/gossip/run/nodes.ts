import { forgets, IGNORANT } from '../../../engines/gossip/rumor.ts'
import { LEAVING } from '../../../engines/gossip/swim.ts'
import type { Millis } from '../../../units.ts'
import { block, heal as mend, split } from '../../../world/network.ts'
import { book } from '../book.ts'
import { type GossipEvent, happening } from './event.ts'
import { choose, enterWatching, sayFarewell, stopWatching } from './membership.ts'
import { bearing } from './place.ts'
import { beginTurns } from './rounds.ts'
import { look } from './spreading.ts'
import { IS_DOWN, tell } from './story.ts'
import { AWAY, DOWN, type GossipMoment, type GossipWorld, runs, UP } from './world.ts'

const { rumor: parts } = book.parts

/** Tries until an act that may reach any node gives up; then it takes the first that will do. */
const TRIES = 32

/** How long a node that said farewell runs on (Serf's propagation delay). */
const FAREWELL: Millis = 1000

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

const stays: Test = (world, node) => runs(world, node) && world.swim?.up[node] !== LEAVING
const isDown: Test = ({ state }, node) => state[node] !== UP
const isFast: Test = (world, node) => runs(world, node) && world.network.slowness[node] === 0

/** A node stops without a word. */
export function crash(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const node = chosen(world, moment, event.node, runs)
  if (node >= 0) fall(world, moment, node, DOWN)
}

/** A node says farewell and runs on until the word is out; where nobody watches, it is gone at once. */
export function leave(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const node = chosen(world, moment, event.node, stays)
  if (node < 0) return
  sayFarewell(world, node, moment)
  if (world.detector === 'off') fall(world, moment, node, AWAY)
  else moment.after(FAREWELL, happening('gone', node, 0, lifeOf(world, node)))
}

/** Which of its lives a watched node lives. */
const lifeOf = ({ beating, swim }: GossipWorld, node: number): number => swim?.era[node] ?? beating?.life[node] ?? 0

/** A node that said farewell stops, unless it has crashed since. */
export function gone(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  if (lifeOf(world, event.node) === event.era && runs(world, event.node)) fall(world, moment, event.node, AWAY)
}

function fall(world: GossipWorld, moment: GossipMoment, node: number, state: number): void {
  const { rumor, watch } = world
  world.state[node] = state
  world.up -= 1
  world.marked = node
  watch.focus = node
  if (rumor.state[node] !== IGNORANT) world.forgotten += 1
  forgets(rumor, node)
  moment.visit(parts.falls, node, rumor.informed)
  tell(watch.story, moment.now, moment.number, node, node, IS_DOWN)
  stopWatching(world, node, moment)
  if (watch.observer === node) choose(world, moment)
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
  const contact = chosen(world, moment, -1, (_, other) => other !== node && runs(world, other))
  world.state[node] = UP
  world.up += 1
  moment.visit(parts.returns, node)
  enterWatching(world, node, contact < 0 ? node : contact, moment)
  choose(world, moment)
}

/** What reaches a node waits there from now on. */
export function slow(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const node = chosen(world, moment, event.node, isFast)
  if (node < 0) return
  world.network.slowness[node] = moment.params.slowDelay
  world.slowNodes += 1
  world.watch.focus = node
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

/** What reaches a node takes so much longer from now on. */
export function moveAway(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const node = chosen(world, moment, event.node, runs)
  if (node >= 0) world.distance[node] = event.word
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
  world.watch.stirred = moment.now
}

/** Everybody reaches everybody again. */
export function heal(world: GossipWorld, moment: GossipMoment): void {
  mend(world.network)
  world.watch.stirred = moment.now
  world.cut = false
}
