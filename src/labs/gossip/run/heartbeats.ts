import { beats, type HeartbeatConfig, verdict } from '../../../engines/gossip/heartbeat.ts'
import { ALIVE, beliefOf, DEAD, SUSPECT, stateOf, UNKNOWN } from '../../../engines/gossip/member.ts'
import {
  createGaps,
  crossing,
  gapDeviation,
  heartbeat,
  meanGap,
  type PhiConfig,
  phiDefaults,
  suspects,
} from '../../../engines/gossip/phi.ts'
import { exp, log } from '../../../sim/exact.ts'
import type { Millis } from '../../../units.ts'
import { send } from '../../../world/network.ts'
import type { GossipParams } from '../params.ts'
import type { Beating } from './beating.ts'
import { type GossipEvent, happening } from './event.ts'
import { note } from './notes.ts'
import { LOST, PROBE, remember } from './recent.ts'
import { knownByAll, type Watch } from './watch.ts'
import { type GossipMoment, type GossipWorld, runs } from './world.ts'

const maths = { log, exp }
/** Gaps that phi remembers. */
const WINDOW = 50
/** When the heartbeats of a run begin, and how long a check waits that came a rounding error too early. */
const SOON: Millis = 1
/** The states have two bits in a message that tells of a member. */
const STATES = 4

const phiConfigOf = ({ heartbeatInterval, phiModel, phiThreshold }: GossipParams): PhiConfig => ({
  ...phiDefaults,
  model: phiModel,
  threshold: phiThreshold,
  window: WINDOW,
  firstEstimate: heartbeatInterval,
})

/** A member's heartbeats begin. */
export function beginBeating(beating: Beating, moment: GossipMoment, node: number): void {
  moment.after(SOON, happening('beat', node, 0, beating.life[node]))
}

/** A member is back: it has forgotten whom it heard. */
export function startBeating(world: GossipWorld, beating: Beating, moment: GossipMoment, node: number): void {
  const { members, views, heard, gaps, buried } = beating
  beating.life[node] = (beating.life[node] as number) + 1
  for (let member = 0; member < members; member += 1) {
    const at = node * members + member
    if (stateOf(views[at] as number) >= DEAD && views[at] !== UNKNOWN) buried[member] = (buried[member] as number) - 1
    views[at] = UNKNOWN
    heard.last[at] = NaN
    gaps[at] = null
  }
  if (world.watch.observer === node) countViews(world.watch, beating)
  beginBeating(beating, moment, node)
}

/** Counts anew what the observer believes. */
export function countViews({ observer, seen }: Watch, { members, views }: Beating): void {
  seen.fill(0)
  for (let member = 0; member < members; member += 1) {
    const view = member === observer ? ALIVE : (views[observer * members + member] as number)
    if (view !== UNKNOWN) seen[stateOf(view)] = (seen[stateOf(view)] as number) + 1
  }
}

/** A member sends its heartbeat to all others. */
export function beat(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { beating } = world
  const { node, era } = event
  if (!beating || beating.life[node] !== era || !runs(world, node)) return
  moment.after(moment.params.heartbeatInterval, event)
  for (let other = 0; other < world.size; other += 1) {
    if (other !== node) post(world, beating, moment, happening('pulse', other, node, era, moment.now))
  }
}

function post(world: GossipWorld, beating: Beating, moment: GossipMoment, event: GossipEvent): void {
  const { distance, network, recent } = world
  const { node, from } = event
  const { now, params } = moment
  beating.sent += 1
  if (!runs(world, from)) world.ghosts += 1
  const copies = send(network, params, from, node, moment.random.mail)
  const far = distance[node] as number
  const first = far + (copies > 0 ? (network.delays[0] as number) : params.latency)
  remember(recent, from, node, copies > 0 ? PROBE : LOST, now, now + first)
  if (copies > 0) moment.after(first, event)
  if (copies > 1) moment.after(far + (network.delays[1] as number), event)
}

/** A heartbeat arrives, with the time at which it left. */
export function pulse(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { beating, detector } = world
  const { node, from, word } = event
  if (!beating || !runs(world, node)) return
  const at = node * beating.members + from
  beats(beating.heard, node, from, word)
  if (detector === 'phi') {
    const gaps = beating.gaps[at] ?? createGaps(phiConfigOf(moment.params))
    heartbeat(gaps, phiConfigOf(moment.params), moment.now)
    beating.gaps[at] = gaps
  }
  if (stateOf(beating.views[at] as number) !== ALIVE && judge(world, beating, moment, node, from) === ALIVE) {
    believe(world, beating, moment, node, from, ALIVE, from)
  }
  if (beating.checking[at] === 0) arm(world, beating, moment, node, from)
}

/** What an observer makes of a member's silence now. */
function judge(world: GossipWorld, beating: Beating, moment: GossipMoment, node: number, member: number): number {
  const { now, params } = moment
  if (world.detector === 'phi') {
    const gaps = beating.gaps[node * beating.members + member]
    return gaps && suspects(gaps, phiConfigOf(params), now, maths) ? DEAD : ALIVE
  }
  const said = verdict(beating.heard, timeoutsOf(world, params, node, member), node, member, now)
  return said === 'dead' ? DEAD : said === 'suspect' ? SUSPECT : ALIVE
}

/** Each observer declares the dead, or only one: the first node that runs, other than the member. */
function timeoutsOf(world: GossipWorld, params: GossipParams, node: number, member: number): HeartbeatConfig {
  const { suspectAfter } = params
  const declares = params.declares === 'each' || node === declarer(world, member)
  return { suspectAfter, deadAfter: declares ? suspectAfter + params.deadAfter : Infinity }
}

function declarer(world: GossipWorld, member: number): number {
  for (let node = 0; node < world.size; node += 1) if (node !== member && runs(world, node)) return node
  return -1
}

/** Sets the check for when the silence of a member will have lasted too long, if it ever will. */
function arm(world: GossipWorld, beating: Beating, moment: GossipMoment, node: number, member: number): void {
  const at = node * beating.members + member
  const { now, params } = moment
  const due = dueOf(world, beating, params, node, member)
  if (due === Infinity) return
  beating.checking[at] = 1
  moment.at(due > now ? due : now + SOON, happening('check', node, member))
}

function dueOf(world: GossipWorld, beating: Beating, params: GossipParams, node: number, member: number): Millis {
  const at = node * beating.members + member
  const suspected = stateOf(beating.views[at] as number) === SUSPECT
  if (world.detector === 'phi') {
    const gaps = beating.gaps[at]
    if (!gaps) return Infinity
    const { acceptablePause, model, smallestDeviation, threshold } = phiConfigOf(params)
    const deviation = Math.max(smallestDeviation, gapDeviation(gaps))
    return gaps.last + crossing(model, threshold, meanGap(gaps) + acceptablePause, deviation, maths)
  }
  const { deadAfter, suspectAfter } = timeoutsOf(world, params, node, member)
  return (beating.heard.last[at] as number) + (suspected ? deadAfter : suspectAfter)
}

/** An observer looks at the silence of a member. */
export function check(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { beating } = world
  const { node, from } = event
  if (!beating) return
  const at = node * beating.members + from
  beating.checking[at] = 0
  const view = stateOf(beating.views[at] as number)
  if (!runs(world, node) || view >= DEAD) return
  const said = judge(world, beating, moment, node, from)
  if (said > view) {
    believe(world, beating, moment, node, from, said, node)
    if (said === DEAD && moment.params.declares === 'one') announce(world, beating, moment, node, from, DEAD)
  }
  if (said !== DEAD) arm(world, beating, moment, node, from)
}

/** A node tells all others that a member is dead, or that it leaves itself. */
export function announce(
  world: GossipWorld,
  beating: Beating,
  moment: GossipMoment,
  node: number,
  member: number,
  state: number,
): void {
  const word = member * STATES + state
  for (let other = 0; other < world.size; other += 1) {
    if (other !== node && other !== member) post(world, beating, moment, happening('word', other, node, 0, word))
  }
}

/** Word of a member arrives. */
export function hearOf(world: GossipWorld, { node, from, word }: GossipEvent, moment: GossipMoment): void {
  const { beating } = world
  const member = Math.floor(word / STATES)
  if (beating && runs(world, node)) believe(world, beating, moment, node, member, word % STATES, from)
}

function believe(
  world: GossipWorld,
  beating: Beating,
  moment: GossipMoment,
  observer: number,
  member: number,
  state: number,
  accuser: number,
): void {
  const { buried, views } = beating
  const at = observer * beating.members + member
  const before = views[at] as number
  const after = beliefOf(state, 0)
  if (before === after) return
  const was = before === UNKNOWN ? ALIVE : stateOf(before)
  views[at] = after
  buried[member] = (buried[member] as number) + +(state >= DEAD) - +(was >= DEAD)
  if (state === ALIVE) world.watch.wronged[member] = 0
  if (state === ALIVE) world.watch.doubted[member] = 0
  note(world, moment, { observer, member, before, after, accuser, confirmations: 0, left: 0 })
  if (!runs(world, member) && (buried[member] as number) >= world.up) knownByAll(world.watch, member, moment.now)
}
