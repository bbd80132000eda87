import { deliver } from '../../../engines/gossip/delivery.ts'
import { crashes, enters, leaves, starts } from '../../../engines/gossip/life.ts'
import { connected, copied } from '../../../engines/gossip/mail.ts'
import { ALIVE, LEFT, stateOf, UNKNOWN } from '../../../engines/gossip/member.ts'
import { timerFires } from '../../../engines/gossip/protocol.ts'
import { createSwim, rescale, type Swim, viewOf } from '../../../engines/gossip/swim.ts'
import { exp, log } from '../../../sim/exact.ts'
import { delay, reaches, send } from '../../../world/network.ts'
import { type GossipEvent, happening } from './event.ts'
import { announce, beginBeating, countViews, startBeating } from './heartbeats.ts'
import { type Change, note, tracked } from './notes.ts'
import { CIRCLE } from './place.ts'
import { LOST, PROBE, remember } from './recent.ts'
import { IS_UP, NOT_KNOWN, OBSERVERS, tell } from './story.ts'
import { checkLaws, fell, recount, rose, spreads } from './watch.ts'
import { type GossipMoment, type GossipWorld, MOST_JOINS, runs } from './world.ts'

const maths = { log, exp }

/** A group whose members watch each other. */
export const newSwim = (moment: GossipMoment): Swim => {
  const { nodes } = moment.params
  return createSwim(nodes + MOST_JOINS, nodes, moment.params, maths, moment.random.members)
}

/** The members that are there from the beginning start their periods. */
export function beginWatching(world: GossipWorld, moment: GossipMoment): void {
  const { beating, swim } = world
  for (let node = 0; beating && node < world.size; node += 1) beginBeating(beating, moment, node)
  if (!swim) return
  for (let node = 0; node < world.size; node += 1) {
    starts(swim, moment.params, node, moment.now, moment.random.members)
    carry(world, swim, moment)
  }
}

/** A message of the members arrives. */
export function mailed(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { swim } = world
  if (!swim) return
  deliver(swim, moment.params, event.word, moment.now)
  carry(world, swim, moment)
}

/** A timer of a member is due. */
export function timed(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { swim } = world
  if (!swim) return
  const { node, from, era, word } = event
  timerFires(swim, moment.params, word, node, from, era, moment.now, moment.random.members)
  carry(world, swim, moment)
}

/** Does what the engine's last verb wants: timers, messages; and takes note of what it changed. */
function carry(world: GossipWorld, swim: Swim, moment: GossipMoment): void {
  const { out } = swim
  for (let i = 0; i < out.timers; i += 1) {
    const event = happening(
      'timer',
      out.node[i] as number,
      out.about[i] as number,
      out.era[i] as number,
      out.kind[i] as number,
    )
    moment.at(out.due[i] as number, event)
  }
  for (let i = 0; i < out.messages; i += 1) post(world, swim, moment, out.message[i] as number)
  if (out.changes > 0) changed(world, swim, moment)
}

/** Sends one message; one with a connection of its own is never lost by chance. */
function post(world: GossipWorld, swim: Swim, moment: GossipMoment, slot: number): void {
  const { network } = world
  const { mail } = swim
  const { now, params, random } = moment
  const from = mail.from[slot] as number
  const to = mail.to[slot] as number
  if (!runs(world, from)) world.ghosts += 1
  let copies = send(network, params, from, to, random.mail)
  if (connected(mail.kind[slot] as number)) {
    if (copies === 0 && reaches(network, from, to)) network.delays[0] = delay(network, params, to, random.mail)
    copies = reaches(network, from, to) ? 1 : 0
  }
  copied(mail, slot, copies)
  const far = world.distance[to] as number
  const first = far + (copies === 0 ? params.latency : (network.delays[0] as number))
  if (world.size <= CIRCLE) remember(world.recent, from, to, copies === 0 ? LOST : PROBE, now, now + first)
  if (copies === 0) return
  const event = happening('mail', to, from, 0, slot)
  moment.after(first, event)
  if (copies > 1) moment.after(far + (network.delays[1] as number), event)
}

const change: Change = { observer: 0, member: 0, before: 0, after: 0, accuser: 0, confirmations: 0, left: 0 }

/** Takes note of every change of belief. */
function changed(world: GossipWorld, swim: Swim, moment: GossipMoment): void {
  const { out } = swim
  const { watch } = world
  watch.changes += out.changes
  watch.stirred = moment.now
  for (let i = 0; i < out.changes; i += 1) {
    const observer = out.observer[i] as number
    const member = out.member[i] as number
    const before = out.before[i] as number
    const after = out.after[i] as number
    checkLaws(watch, before, after, swim.base[member] as number)
    spreads(watch, swim, member, moment.now)
    if (after === UNKNOWN) rescale(swim, moment.params, maths)
    if (observer === member) continue
    change.observer = observer
    change.member = member
    change.before = before
    change.after = after
    change.accuser = out.accuser[i] as number
    change.confirmations = out.confirmations[i] as number
    change.left = out.left[i] as number
    note(world, moment, change)
  }
}

/** Another observer is chosen, or the present one has fallen or started: the next node that runs. */
export function choose(world: GossipWorld, moment: GossipMoment): void {
  const { beating, size, swim, watch } = world
  const before = watch.observer
  let observer = moment.params.observer % size
  for (let tried = 0; tried < size && !runs(world, observer); tried += 1) observer = (observer + 1) % size
  watch.observer = observer
  if (swim) recount(watch, swim)
  if (beating) countViews(watch, beating)
  if (observer === before) return
  watch.since = moment.now
  for (let place = 0; place < Math.min(size, OBSERVERS); place += 1) recap(world, moment, (observer + place) % size)
}

/** Keeps what an observer believes now of members that are not simply alive. */
function recap({ size, swim, watch }: GossipWorld, moment: GossipMoment, observer: number): void {
  for (let member = 0; swim && member < size; member += 1) {
    if (stateOf(swim.best[member] as number) === ALIVE || member === observer) continue
    const view = viewOf(swim, observer, member)
    const seen = view === UNKNOWN ? NOT_KNOWN : stateOf(view)
    tell(watch.story, moment.now, moment.number, observer, member, seen)
  }
}

/** A node crashes, its process included; or one that said farewell stops. */
export function stopWatching(world: GossipWorld, node: number, moment: GossipMoment): void {
  const { swim, watch } = world
  watch.stirred = moment.now
  if (world.detector !== 'off') fell(watch, node, moment.now)
  if (!swim) return
  crashes(swim, node)
  carry(world, swim, moment)
  for (const member of [...watch.unsettled, ...watch.unknown]) spreads(watch, swim, member, moment.now)
}

/** A node joins or starts again; `contact` lets it in. */
export function enterWatching(world: GossipWorld, node: number, contact: number, moment: GossipMoment): void {
  const { beating, swim, watch } = world
  watch.stirred = moment.now
  rose(watch, node)
  tell(watch.story, moment.now, moment.number, node, node, IS_UP)
  if (beating) startBeating(world, beating, moment, node)
  if (!swim) return
  enters(swim, moment.params, maths, node, contact, moment.now, moment.random.members)
  carry(world, swim, moment)
  if (tracked(world, node)) startRow(world, swim, moment, node)
}

/** An observer that is back believes of the member in focus what all believe. */
function startRow({ watch }: GossipWorld, swim: Swim, moment: GossipMoment, observer: number): void {
  if (watch.focus < 0 || watch.focus === observer) return
  const view = viewOf(swim, observer, watch.focus)
  if (view !== UNKNOWN) tell(watch.story, moment.now, moment.number, observer, watch.focus, stateOf(view))
}

/** A node says farewell. */
export function sayFarewell(world: GossipWorld, node: number, moment: GossipMoment): void {
  const { beating, swim } = world
  if (beating) announce(world, beating, moment, node, node, LEFT)
  if (!swim) return
  leaves(swim, moment.params, maths, node, moment.now, moment.random.members)
  carry(world, swim, moment)
}

/** Limits and time-outs follow the parameters. */
export function refit(world: GossipWorld, moment: GossipMoment): void {
  world.watch.stirred = moment.now
  if (world.swim) rescale(world.swim, moment.params, maths)
}
