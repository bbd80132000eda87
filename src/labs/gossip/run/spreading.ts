import { another } from '../../../engines/chance.ts'
import { answered, calls, createRumor, hears, IGNORANT, tells } from '../../../engines/gossip/rumor.ts'
import { randomTarget } from '../../../engines/gossip/target.ts'
import { book } from '../book.ts'
import { type GossipEvent, happening } from './event.ts'
import { beginLaw } from './law.ts'
import { KNOWN, NEWS, QUESTION } from './recent.ts'
import { beginRounds } from './rounds.ts'
import { dispatch } from './wire.ts'
import { type GossipMoment, type GossipWorld, NEVER, newRound, runs } from './world.ts'

const { rumor: parts } = book.parts

/** A new rumor begins at a node that is up, and the one before is forgotten. */
export function beginRumor(world: GossipWorld, moment: GossipMoment, node: number): void {
  world.number += 1
  world.rumor = createRumor(world.state.length)
  world.source = node
  world.began = moment.now
  world.complete = NEVER
  world.messages = 0
  world.forgotten = 0
  world.learnt = 0
  hears(world.rumor, node, moment.now)
  world.round = newRound(0, moment.now)
  beginLaw(world.law, world.up)
  moment.visit(parts.begins, node, world.number)
  look(world, moment)
  beginRounds(world, moment)
}

/** Notes when every node that is up has heard the rumor. */
export function look(world: GossipWorld, moment: GossipMoment): void {
  if (world.number === 0 || world.complete !== NEVER || world.rumor.informed < world.up || world.up === 0) return
  world.complete = moment.now
  world.rounds = world.round.number
}

/** A node's round: it calls as many others as the fan-out says, and tells or asks. */
export function call(world: GossipWorld, moment: GossipMoment, node: number): void {
  const { config, rumor, size } = world
  if (!runs(world, node) || size < 2 || !calls(rumor, config, node)) return
  world.round.callers += 1
  for (let time = 0; time < config.fanout; time += 1) {
    const partner = partnerOf(world, moment, node)
    if (partner < 0) return
    if (config.way !== 'pull' && tells(rumor, node)) tell(world, moment, node, partner)
    else if (config.way !== 'push') ask(world, moment, node, partner)
  }
}

/** Any other node that `node` takes to be there; where nobody watches, any other at all. Below 0 if there is none. */
function partnerOf({ size, swim }: GossipWorld, moment: GossipMoment, node: number): number {
  return swim ? randomTarget(swim, node, moment.random.partners) : another(size, node, moment.random.partners)
}

function ask(world: GossipWorld, moment: GossipMoment, node: number, partner: number): void {
  world.totals.questions += 1
  dispatch(world, moment, 'ask', node, partner, 0, QUESTION)
}

function tell(world: GossipWorld, moment: GossipMoment, node: number, partner: number): void {
  const { config, rumor, totals } = world
  totals.tellings += 1
  const kind = rumor.state[partner] === IGNORANT ? NEWS : KNOWN
  if (!dispatch(world, moment, 'tell', node, partner, 0, kind)) failed(world, moment, node, partner)
  if (config.response === 'blind') settle(world, moment, node, false)
}

function failed({ round, totals }: GossipWorld, moment: GossipMoment, node: number, partner: number): void {
  totals.lost += 1
  round.lost += 1
  moment.visit(parts.lost, node, partner, round.number)
}

/** A telling is over for the one who told; it may end its interest. */
function settle(world: GossipWorld, moment: GossipMoment, node: number, useful: boolean): void {
  const { config, round, rumor } = world
  if (config.interest === 'kept' || !tells(rumor, node)) return
  answered(rumor, config, node, useful, moment.random.interest)
  if (!tells(rumor, node)) moment.visit(parts.tires, node, rumor.count[node] as number, round.number)
}

/** A message with the rumor arrives. */
export function told(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { config } = world
  const { node, from } = event
  if (event.era !== world.number) return
  if (!runs(world, node)) {
    failed(world, moment, from, node)
    return
  }
  const news = learn(world, moment, node, from)
  if (!news) {
    world.totals.known += 1
    world.round.known += 1
    moment.visit(parts.knew, from, node, world.round.number)
  }
  if (config.interest === 'kept' || config.response === 'blind') return
  world.totals.replies += 1
  dispatch(world, moment, 'reply', node, from, news ? 1 : 0, KNOWN)
}

/** A node learns the rumor, if it did not know it. */
function learn(world: GossipWorld, moment: GossipMoment, node: number, from: number): boolean {
  const { round, rumor, totals } = world
  if (!hears(rumor, node, moment.now)) return false
  totals.news += 1
  world.learnt += 1
  round.news += 1
  moment.visit(parts.hears, node, from, round.number, rumor.informed)
  look(world, moment)
  return true
}

/** A question for the rumor arrives. */
export function asked(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { node, from } = event
  if (event.era === world.number && runs(world, node) && tells(world.rumor, node)) tell(world, moment, node, from)
}

/** A node learns what its telling was worth. */
export function replied(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  if (event.era === world.number && runs(world, event.node)) settle(world, moment, event.node, event.word === 1)
}

const knows = (world: GossipWorld, node: number): boolean => world.rumor.state[node] !== IGNORANT

/** All nodes compare what they know with one other each. */
export function compareAll(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { antiEntropy } = moment.params
  if (event.era !== world.compareEra || antiEntropy === 0) return
  moment.after(antiEntropy, event)
  world.law.known = false
  if (world.number === 0) return
  for (let node = 0; node < world.size && world.size > 1; node += 1) {
    if (!runs(world, node)) continue
    const partner = partnerOf(world, moment, node)
    if (partner < 0) continue
    world.totals.comparisons += 1
    const kind = knows(world, node) && !knows(world, partner) ? NEWS : QUESTION
    dispatch(world, moment, 'offer', node, partner, knows(world, node) ? 1 : 0, kind)
  }
}

/** One node hears what another knows, and tells what that one lacks. */
export function offered(world: GossipWorld, event: GossipEvent, moment: GossipMoment): void {
  const { node, from, word } = event
  if (event.era !== world.number || !runs(world, node)) return
  if (word === 1) learn(world, moment, node, from)
  else if (event.type === 'offer' && knows(world, node)) {
    world.totals.comparisons += 1
    dispatch(world, moment, 'return', node, from, 1, NEWS)
  }
}

/** The rumor that comes by itself. */
export function scheduleNext(world: GossipWorld, moment: GossipMoment): void {
  world.rumorEra += 1
  const { rumorEvery, rumors } = moment.params
  if (rumors && rumorEvery > 0) moment.after(rumorEvery, happening('next', -1, 0, world.rumorEra))
}
