import { holds } from '../../../engines/lock/client.ts'
import type { LockEdge } from '../../../engines/lock/lock-machine.ts'
import { majority } from '../../../engines/lock/quorum.ts'
import { ended, granted } from '../../../engines/lock/safety.ts'
import { lockOf } from '../../../engines/lock/service.ts'
import type { Trail } from '../../../machine/trail.ts'
import { book } from '../book.ts'
import { NEVER } from './account.ts'
import { closeSpan, GRANTED, openSpan } from './spans.ts'
import { type LockMoment, type LockWorld, memberOf } from './world.ts'

const { life } = book.parts

/** What an edge does to the number of holders of a lock. */
const holders: Readonly<Partial<Record<LockEdge, number>>> = {
  acquires: 1,
  releases: -1,
  snatches: -1,
  expires: -1,
  invalid: -1,
}

/** Edges whose first number is the lock; of all others it is the second. */
const lockFirst: readonly LockEdge[] = ['frees', 'reclaims']

/**
 * Visits the edges that a service's last verb took on the first lock of the first node, and keeps count of holders on
 * all of them.
 */
export function followLock(world: LockWorld, moment: LockMoment, server: number, trail: Trail<LockEdge>): void {
  const { account, totals } = world
  for (let i = 0; i < trail.count; i += 1) {
    const edge = trail.edges[i] as LockEdge
    const at = i * 4
    const a = trail.numbers[at] as number
    const b = trail.numbers[at + 1] as number
    const lock = lockFirst.includes(edge) ? a : b
    const place = server * account.holder.length + lock - 1
    account.live[place] = (account.live[place] as number) + (holders[edge] ?? 0)
    if (edge === 'forgets') account.live[place] = 0
    if (server > 0) continue
    if (edge === 'expires' || edge === 'invalid') totals.expired += 1
    if (edge === 'releases' || edge === 'snatches') totals.released += 1
    if (edge === 'snatches') totals.snatched += 1
    if (lock === 1) moment.visit(life[edge], a, b, trail.numbers[at + 2] as number, trail.numbers[at + 3] as number)
  }
}

/** A lock is a client's in truth. */
export function grantInTruth(
  world: LockWorld,
  moment: LockMoment,
  resource: number,
  client: number,
  owner: number,
  token: number,
): void {
  const { account, checkers, marks, spans } = world
  const { now, number } = moment
  endInTruth(world, moment, resource)
  granted(checkers.unchecked, resource, client, owner, token, now)
  granted(checkers.checked, resource, client, owner, token, now)
  account.holder[resource] = client
  account.owner[resource] = owner
  account.token[resource] = token
  account.span[resource] = openSpan(spans, GRANTED, client, resource, token, now)
  if (token > 0 && token <= (account.issued[resource] as number)) account.notHigher += 1
  account.issued[resource] = token
  marks.granted[client - 1] = number
  marks.grant[resource] = number
}

/** It is nobody's any more. */
export function endInTruth(world: LockWorld, moment: LockMoment, resource: number): void {
  const { account, checkers, marks, spans, totals } = world
  const owner = account.owner[resource] as number
  if (owner === 0) return
  ended(checkers.unchecked, resource, owner)
  ended(checkers.checked, resource, owner)
  closeSpan(spans, account.span[resource] as number, moment.now)
  const { lock } = memberOf(world, account.holder[resource] as number)
  if (holds(lock) && lock.owner === owner) {
    totals.falseExpiries += 1
    marks.expiry[resource] = moment.number
  }
  const since = account.orphanedAt[resource] as number
  if (since !== NEVER && moment.now - since > account.longestOrphan) account.longestOrphan = moment.now - since
  account.orphanedAt[resource] = NEVER
  account.holder[resource] = 0
  account.owner[resource] = 0
}

/** Whether more than half of the nodes keep a lock for this owner. */
const keptByMajority = ({ nodes }: LockWorld, resource: number, owner: number): boolean =>
  nodes.filter((node) => lockOf(node, resource).owner === owner).length >= majority(nodes.length)

/** A client has won its round: the lock is its own if the majority still stands. */
export function wonInTruth(world: LockWorld, moment: LockMoment, client: number): void {
  const { owner, resource } = memberOf(world, client).lock
  grantInTruth(world, moment, resource, client, owner, 0)
  compareNodes(world, moment, resource)
}

/** The truth after something happened at one of several nodes. */
export function compareNodes(world: LockWorld, moment: LockMoment, resource: number): void {
  const owner = world.account.owner[resource] as number
  if (owner !== 0 && !keptByMajority(world, resource, owner)) endInTruth(world, moment, resource)
}
