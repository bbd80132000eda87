import { deliver } from '../../engines/gossip/delivery.ts'
import { starts } from '../../engines/gossip/life.ts'
import { connected, copied } from '../../engines/gossip/mail.ts'
import { timerFires } from '../../engines/gossip/protocol.ts'
import { createSwim, type Swim } from '../../engines/gossip/swim.ts'
import type { SwimConfig } from '../../engines/gossip/swim-config.ts'
import { EventQueue } from '../../sim/event-queue.ts'
import { exp, log } from '../../sim/exact.ts'
import type { Random } from '../../sim/random.ts'
import type { Millis } from '../../units.ts'
import { createNetwork, delay, type Network, type NetworkConfig, send } from '../../world/network.ts'

/** What is to come: a copy of a message arrives, a timer fires, or somebody from outside acts. */
type Due =
  | { readonly slot: number }
  | { readonly kind: number; readonly node: number; readonly about: number; readonly era: number }
  | { readonly act: (group: Group) => void }

/** A group on a network, played without page and lab: what laws and tests of the whole protocol measure. */
export interface Group {
  readonly swim: Swim
  readonly network: Network
  readonly config: SwimConfig
  links: NetworkConfig
  readonly random: Random
  readonly queue: EventQueue<Due>
  now: Millis
  events: number
  /** Called after each event, while the outbox still says what it changed. */
  watch?: (group: Group) => void
}

export const maths = { log, exp }

/** A group of `members` that run from the start, with room for `nodes`. */
export function createGroup(
  config: SwimConfig,
  links: NetworkConfig,
  members: number,
  random: Random,
  nodes = members,
): Group {
  const swim = createSwim(nodes, members, config, maths, random)
  const group: Group = {
    swim,
    network: createNetwork(nodes),
    config,
    links,
    random,
    queue: new EventQueue(),
    now: 0,
    events: 0,
  }
  for (let node = 0; node < members; node += 1) {
    starts(swim, config, node, 0, random)
    dispatch(group)
  }
  return group
}

/** Does something from outside at `at`; a verb of the engine in it is followed by `dispatch`. */
export function plan(group: Group, at: Millis, act: (group: Group) => void): void {
  group.queue.push(at, { act }, 0)
}

/** Plays on until nothing is due at or before `until`. */
export function play(group: Group, until: Millis): void {
  const { swim, config, queue, random } = group
  while (queue.next <= until) {
    group.now = queue.next
    const due = queue.pop()
    group.events += 1
    if ('slot' in due) deliver(swim, config, due.slot, group.now)
    else if ('act' in due) due.act(group)
    else timerFires(swim, config, due.kind, due.node, due.about, due.era, group.now, random)
    if (!('act' in due)) dispatch(group)
  }
  group.now = until
}

/** Sends the messages and sets the timers that the last verb wants. What has a connection is not lost by chance. */
export function dispatch(group: Group): void {
  const { swim, queue, now, network, links, random } = group
  const { out, mail } = swim
  for (let i = 0; i < out.timers; i += 1) {
    queue.push(
      out.due[i] as number,
      {
        kind: out.kind[i] as number,
        node: out.node[i] as number,
        about: out.about[i] as number,
        era: out.era[i] as number,
      },
      0,
    )
  }
  for (let i = 0; i < out.messages; i += 1) {
    const slot = out.message[i] as number
    const from = mail.from[slot] as number
    const to = mail.to[slot] as number
    let copies = send(network, links, from, to, random)
    if (connected(mail.kind[slot] as number)) copies = reliably(group, from, to, copies)
    copied(mail, slot, copies)
    for (let copy = 0; copy < copies; copy += 1) queue.push(now + (network.delays[copy] as number), { slot }, 0)
  }
  group.watch?.(group)
}

function reliably(group: Group, from: number, to: number, copies: number): number {
  const { network } = group
  const between = network.blocked[(network.side[from] as number) * network.sides + (network.side[to] as number)]
  if (copies > 0 || between !== 0) return Math.min(1, copies)
  network.delays[0] = delay(network, group.links, to, group.random)
  return 1
}
