import { another, type Chance } from '../chance.ts'

/** Who updates whom when two replicas meet: the caller its partner, the partner the caller, or each the other. */
export type Exchange = 'push' | 'pull' | 'pushPull'

/** Replicas of the same items, each item with a version; 0 stands for an item that the replica does not have. */
export interface Replicas {
  readonly nodes: number
  readonly items: number
  /** By node and item: `node · items + item`. */
  readonly versions: Int32Array
  /** The versions at the start of the cycle at hand. */
  readonly before: Int32Array
  cycles: number
  /** Meetings of two replicas. */
  meetings: number
  /** Items sent because the other end lacked them or had an older version. */
  sent: number
}

/** Replicas without any item. */
export const createReplicas = (nodes: number, items: number): Replicas => ({
  nodes,
  items,
  versions: new Int32Array(nodes * items),
  before: new Int32Array(nodes * items),
  cycles: 0,
  meetings: 0,
  sent: 0,
})

/** A new version of `item` appears at `node`. */
export function update(replicas: Replicas, node: number, item: number): void {
  const at = node * replicas.items + item
  replicas.versions[at] = (replicas.versions[at] as number) + 1
}

/** The version of `item` that `node` has. */
export const version = (replicas: Replicas, node: number, item: number): number =>
  replicas.versions[node * replicas.items + item] as number

/** `node` meets `partner` now: what either end sends is what it has at this instant. True if anything was sent. */
export function meet(replicas: Replicas, exchange: Exchange, node: number, partner: number): boolean {
  return exchangeFrom(replicas, replicas.versions, exchange, node, partner)
}

/** One synchronous cycle: every node meets one uniformly random other; all send what they had when it began. */
export function cycle(replicas: Replicas, exchange: Exchange, chance: Chance): void {
  replicas.cycles += 1
  replicas.before.set(replicas.versions)
  for (let node = 0; node < replicas.nodes; node += 1) {
    exchangeFrom(replicas, replicas.before, exchange, node, another(replicas.nodes, node, chance))
  }
}

/** One synchronous round in which the partners are given: pairs of caller and partner. */
export function round(replicas: Replicas, exchange: Exchange, pairs: readonly (readonly [number, number])[]): void {
  replicas.cycles += 1
  replicas.before.set(replicas.versions)
  for (const [node, partner] of pairs) exchangeFrom(replicas, replicas.before, exchange, node, partner)
}

/** Nodes that have `item` at `version` or later. */
export function holders(replicas: Replicas, item: number, version: number): number {
  const { items, versions } = replicas
  let count = 0
  for (let at = item; at < versions.length; at += items) if ((versions[at] as number) >= version) count += 1
  return count
}

function exchangeFrom(
  replicas: Replicas,
  source: Int32Array,
  exchange: Exchange,
  node: number,
  partner: number,
): boolean {
  replicas.meetings += 1
  const sent = replicas.sent
  if (exchange !== 'pull') send(replicas, source, node, partner)
  if (exchange !== 'push') send(replicas, source, partner, node)
  return replicas.sent > sent
}

/**
 * Sends what `from` has newer in `source` than `to` has there; the replica of `to` keeps the newest that reached
 * it.
 */
function send(replicas: Replicas, source: Int32Array, from: number, to: number): void {
  const { items, versions } = replicas
  const target = to * items
  const origin = from * items
  for (let item = 0; item < items; item += 1) {
    const version = source[origin + item] as number
    if (version <= (source[target + item] as number)) continue
    replicas.sent += 1
    if (version > (versions[target + item] as number)) versions[target + item] = version
  }
}
