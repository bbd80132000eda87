import { send } from '../../../world/network.ts'
import { type GossipEvent, happening } from './event.ts'
import { LOST, remember } from './recent.ts'
import { type GossipMoment, type GossipWorld, runs } from './world.ts'

/** Sends a message about the rumor, of the kind given for pictures; false if it is lost on the way. */
export function dispatch(
  world: GossipWorld,
  moment: GossipMoment,
  type: GossipEvent['type'],
  from: number,
  to: number,
  word: number,
  kind: number,
): boolean {
  const { network } = world
  const copies = send(network, moment.params, from, to, moment.random.network)
  world.messages += 1
  if (!runs(world, from)) world.ghosts += 1
  const { now } = moment
  if (copies === 0) {
    remember(world.recent, from, to, LOST, now, now + moment.params.latency)
    return false
  }
  const event = happening(type, to, from, world.number, word)
  const far = world.distance[to] as number
  const first = far + (network.delays[0] as number)
  remember(world.recent, from, to, runs(world, to) ? kind : LOST, now, now + first)
  moment.after(first, event)
  if (copies > 1) moment.after(far + (network.delays[1] as number), event)
  return true
}
