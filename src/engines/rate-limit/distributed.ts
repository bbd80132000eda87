import type { Keeper } from './algorithm.ts'
import { type Decision, hair, pass, refuse } from './decision.ts'
import { createKeyed, type Keyed, known, stateFor } from './keyed.ts'
import {
  add,
  clearSet,
  createSet,
  hasScore,
  removeMember,
  removeRange,
  removeScore,
  type SortedSet,
  scoreAt,
} from './sorted-set.ts'

/**
 * A sliding window that several gateways share on one server. An entry exactly one window old has left (≤). Each switch
 * is one thing that goes wrong; `atomicWindow` sets none of them, `referenceWindow` those of the document's code.
 */
export interface DistributedConfig {
  readonly limit: number
  readonly window: number
  /**
   * In one step on the server: count, add if it fits. Or two trips: count and add in one transaction, remove again if
   * refused (a phantom holds a place meanwhile, B21); or count, then add (others get in between).
   */
  readonly order: 'atomic' | 'addThenRemove' | 'readThenAdd'
  /** Each request is a member of its own, or the text of its clock reading, which others may share (B19, B20). */
  readonly member: 'unique' | 'reading'
  /** Whose clock is the score: the server's, or the gateway's, skew and all (B23). */
  readonly clock: 'server' | 'gateway'
  /**
   * The key's time to live: the window rounded up to a whole number; window + 1 as the code computes it; or that with a
   * window that is not an int, which the server refuses after it has added (B22).
   */
  readonly ttl: 'whole' | 'computed' | 'refused'
  /** Removal of old entries begins at −∞, or at 0, which spares scores below 0 (B23). */
  readonly lowest: 'unbounded' | 'zero'
  /** What a gateway decides when the server does not answer (B24). */
  readonly unreachable: 'open' | 'closed'
}

/** Count and add in one step, unique members, server time, a whole TTL; closed when the server is away. */
export const atomicWindow = (limit: number, window: number): DistributedConfig => ({
  limit,
  window,
  order: 'atomic',
  member: 'unique',
  clock: 'server',
  ttl: 'whole',
  lowest: 'unbounded',
  unreachable: 'closed',
})

/** The document's code, faults included; `isFloat` when its window is a float, whatever its value. */
export const referenceWindow = (limit: number, window: number, isFloat = false): DistributedConfig => ({
  limit,
  window,
  order: 'addThenRemove',
  member: 'reading',
  clock: 'gateway',
  ttl: isFloat ? 'refused' : 'computed',
  lowest: 'zero',
  unreachable: 'closed',
})

/** The server: a sorted set for each key, and the number that makes the next member unique. */
export interface Server {
  readonly sets: Keyed<SortedSet>
  next: number
}

/** A server without keys. */
export const createServer = (): Server => ({ sets: createKeyed(), next: 1 })

/** A request on its way between gateway and server; plain data, so that it can travel in events, and reusable. */
export interface Trip {
  /** Score and member of its entry, or of what would be its entry. */
  score: number
  member: number
  cost: number
  /** What the server answered: entries removed, counted before this one, added, and whether the TTL stood. */
  removed: number
  counted: number
  added: number
  lives: boolean
  /** The wait by the server's account, 0 if the request fits; NaN where the code does not ask. */
  wait: number
}

/** A request that has not set out yet. */
export const createTrip = (): Trip => ({
  score: 0,
  member: 0,
  cost: 1,
  removed: 0,
  counted: 0,
  added: 0,
  lives: true,
  wait: NaN,
})

/** The server deletes a key at the end of its life (≥); a key whose TTL was refused stays for ever. */
const expiry: Keeper<DistributedConfig, SortedSet> = {
  create: createSet,
  renew: (_config, set) => clearSet(set),
  idle: (_config, set, now) => set.count === 0 || now >= set.expires,
}

function setOf(config: DistributedConfig, server: Server, key: number, now: number): SortedSet {
  const set = stateFor(expiry, config, server.sets, key, now)
  if (now >= set.expires) clearSet(set)
  return set
}

/**
 * The first trip as the server carries it out at its time `now`; the gateway sent it when its own clock showed
 * `reading`. Forgets what is too old, counts, and adds where the order says so.
 */
export function firstTrip(
  config: DistributedConfig,
  server: Server,
  key: number,
  reading: number,
  now: number,
  cost: number,
  trip: Trip,
): void {
  const set = setOf(config, server, key, now)
  const time = config.clock === 'server' ? now : reading
  trip.score = time
  trip.member = server.next
  trip.cost = cost
  server.next += cost
  trip.removed = removeRange(set, config.lowest === 'zero' ? 0 : -Infinity, time - config.window)
  trip.counted = set.count
  trip.lives = true
  trip.wait = config.order === 'addThenRemove' ? NaN : waitFor(config, set, time, cost)
  const adds = config.order === 'addThenRemove' || (config.order === 'atomic' && trip.wait === 0)
  trip.added = adds ? enter(config, set, now, trip) : 0
}

/** Adds the entries of a request, one for each unit of cost, and sets the TTL; answers how many were new. */
function enter(config: DistributedConfig, set: SortedSet, now: number, trip: Trip): number {
  let added = 0
  if (config.member === 'reading') {
    added = hasScore(set, trip.score) ? 0 : 1
    if (added === 1) add(set, trip.score, trip.member)
  } else {
    for (; added < trip.cost; added += 1) add(set, trip.score, trip.member + added)
  }
  if (config.ttl === 'refused') trip.lives = false
  else set.expires = now + (config.ttl === 'whole' ? Math.ceil(config.window) : config.window + 1)
  return added
}

/** The wait until the request fits: 0 at once, Infinity never; afterwards the entries too many have left (≤). */
function waitFor(config: DistributedConfig, set: SortedSet, time: number, cost: number): number {
  const { limit, window } = config
  const excess = Math.ceil(set.count + cost - limit)
  if (excess <= 0) return 0
  if (cost > limit) return Infinity
  const leaving = scoreAt(set, excess - 1)
  let wait = leaving + window - time
  for (let more = hair(time, wait); leaving > time + wait - window; more *= 2) wait += more
  return wait
}

/** What the gateway must send after it: nothing, the entry, or the removal of its entry. */
export type SecondTrip = 'none' | 'add' | 'remove'

/** The gateway's decision on the server's answer, and the second trip that follows from it. */
export function verdict(config: DistributedConfig, trip: Trip, decision: Decision): SecondTrip {
  const { limit, window, order } = config
  if (!trip.lives) {
    refuse(decision, 'fault', 0, NaN, NaN)
    return 'none'
  }
  const fits = order === 'addThenRemove' ? trip.counted + trip.cost - 1 < limit : trip.wait === 0
  if (fits) {
    pass(decision, Math.max(0, Math.floor(limit - trip.counted - trip.cost)), window)
    return order === 'readThenAdd' ? 'add' : 'none'
  }
  const left = Math.max(0, Math.floor(limit - trip.counted))
  refuse(decision, trip.wait === Infinity ? 'cost' : 'limit', left, trip.wait, window)
  return order === 'addThenRemove' ? 'remove' : 'none'
}

/** The second trip as the server carries it out at its time `now`; answers how many entries it added or removed. */
export function secondTrip(
  config: DistributedConfig,
  server: Server,
  key: number,
  now: number,
  trip: Trip,
  what: SecondTrip,
): number {
  if (what === 'none') return 0
  const set = setOf(config, server, key, now)
  if (what === 'add') return enter(config, set, now, trip)
  if (config.member === 'reading') return removeScore(set, trip.score)
  let removed = 0
  for (let i = 0; i < trip.added; i += 1) removed += removeMember(set, trip.score, trip.member + i)
  return removed
}

/** What a gateway decides without the server: passes or refuses, as configured. */
export function withoutServer(config: DistributedConfig, decision: Decision): void {
  if (config.unreachable === 'open') pass(decision, NaN, NaN)
  else refuse(decision, 'fault', 0, NaN, NaN)
}

/** The entries that the server holds for a key; nothing is forgotten by looking. */
export const entriesOf = (server: Server, key: number): number => known(server.sets, key)?.count ?? 0
