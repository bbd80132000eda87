import { violations, wrote } from '../../../engines/lock/safety.ts'
import { checksTokens, learn, type Stored, write } from '../../../engines/lock/storage.ts'
import { book } from '../book.ts'
import { following, type LockEvent } from './event.ts'
import { ACCEPTED, PUBLISH, PUBLISHED, REJECTED, STAMP, STAMPED } from './kinds.ts'
import { betweenServers, fromStorage } from './post.ts'
import { noteWrite, PASSED_CHECKED, PASSED_UNCHECKED, STALE, STORED } from './spans.ts'
import { type LockMoment, type LockWorld, memberOf } from './world.ts'

const { storage } = book.parts

/** A message has reached the storage. */
export function atStorage(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  if (event.kind === PUBLISH || event.kind === STAMP) noted(world, event, moment)
  else written(world, event, moment)
}

const storedOf = (all: readonly Stored[], resource: number): Stored => {
  const stored = all[resource]
  if (!stored) throw new Error(`nothing is stored for ${resource}`)
  return stored
}

/** The storage hears of a token without a write. */
function noted(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { kind, resource, token } = event
  const stored = storedOf(world.checked, resource)
  const known = learn(stored, token)
  if (kind === PUBLISH) betweenServers(world, moment, following(event, PUBLISHED, event.about), true)
  else fromStorage(world, moment, following(event, known ? STAMPED : REJECTED))
}

/**
 * A write arrives. Two storages get it, one that ignores tokens and one that compares them; the client hears what the
 * one in use says, and the checker judges both.
 */
function written(world: LockWorld, event: LockEvent, moment: LockMoment): void {
  const { checkers, totals, writes } = world
  const { client, owner, resource, token } = event
  const { now, params } = moment
  const checked = storedOf(world.checked, resource)
  const { highest } = checked
  write(storedOf(world.unchecked, resource), 'none', client, token, now)
  const passes = write(checked, 'maxSeen', client, token, now)
  const harmless = wrote(checkers.unchecked, resource, client, owner, token, true, false, now)
  wrote(checkers.checked, resource, client, owner, token, passes, true, now)
  const accepted = passes || !checksTokens(params.fencing)
  const fate = PASSED_UNCHECKED | (passes ? PASSED_CHECKED : 0) | (harmless ? 0 : STALE) | (accepted ? STORED : 0)
  noteWrite(writes, client, resource, token, event.time, now, moment.number, fate)
  if (accepted) totals.accepted += 1
  else totals.rejected += 1
  draw(world, event, moment, accepted, highest)
  if (accepted && !harmless) conflict(world, event, moment)
  fromStorage(world, moment, following(event, accepted ? ACCEPTED : REJECTED))
}

/** The way of a write through the flow, up to its effect. */
function draw(
  world: LockWorld,
  { client, resource, token }: LockEvent,
  moment: LockMoment,
  accepted: boolean,
  highest: number,
): void {
  const number = world.writes.total
  if (!checksTokens(moment.params.fencing)) moment.visit(storage.unchecked, number, client, token, highest)
  else {
    moment.visit(storage.checked, number, client, token, highest)
    if (token > highest) moment.visit(storage.raises, number, client, token, highest)
    moment.visit(accepted ? storage.passes : storage.rejects, number, client, token, highest)
  }
  if (!accepted) {
    blame(world, moment, client)
    return
  }
  const holder = world.checkers.unchecked.watched[resource]?.enteredBy ?? 0
  const stale = ((world.writes.fate[(number - 1) % world.writes.fate.length] as number) & STALE) !== 0
  moment.visit(stale ? storage.conflicts : storage.harmless, number, client, token, holder)
}

/** Names what a stale write goes back to: the pause of its client, and its grant. */
function blame(world: LockWorld, moment: LockMoment, client: number): void {
  const granted = world.marks.granted[client - 1] as number
  const { pausedBy } = memberOf(world, client)
  if (pausedBy > granted) moment.because(pausedBy)
  if (granted > 0) moment.because(granted)
}

/** A stale write was stored. */
function conflict(world: LockWorld, { client, resource }: LockEvent, moment: LockMoment): void {
  const { account, checkers, marks, totals } = world
  totals.conflicts += 1
  blame(world, moment, client)
  const granted = marks.granted[client - 1] as number
  const expiry = marks.expiry[resource] as number
  if (expiry > granted) moment.because(expiry)
  for (const later of [marks.grant[resource] as number, marks.begun[resource] as number]) {
    if (later > granted) moment.because(later)
  }
  const token = checkers.unchecked.watched[resource]?.enteredToken ?? 0
  if (token > 0 && token >= (account.closedFrom[resource] as number)) account.breaches += 1
}

/** Broken promises that are no writes: a second holder, or a token that is not higher. */
export const brokenGrants = ({ checkers: { unchecked } }: LockWorld): number =>
  violations(unchecked) - unchecked.counts.staleWrite - unchecked.counts.tokenWentBack
