import { begin, step } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type LockEdge, lockMachine } from './lock-machine.ts'
import {
  isHeld,
  isOver,
  type Lock,
  type LockConfig,
  type LockService,
  lockOf,
  reading,
  type Waiter,
} from './service.ts'

/** What a service says to a request for a lock; `queued` means that it will call. */
export type AcquireAnswer = 'granted' | 'held' | 'queued'

/** What it says to a heartbeat: the deadline moved, the token is still good, or this client does not hold the lock. */
export type HeartbeatAnswer = 'extended' | 'valid' | 'notHolder'

/** What it says to a release; `left`: the client stood in line, and does no more. */
export type ReleaseAnswer = 'released' | 'left' | 'notHolder'

/** Who asks: a client, and the value that is its own for this acquisition alone. Both above 0. */
export interface Claim {
  readonly client: number
  readonly owner: number
}

function take(service: LockService, lock: Lock, edge: LockEdge, a: number, b: number, c: number, d: number): void {
  lock.state = lockMachine.next(lock.state, edge)
  step(service.trail, edge, a, b, c, d)
}

function start(service: LockService, resource: number): Lock {
  begin(service.trail)
  service.woken.length = 0
  return lockOf(service, resource)
}

/**
 * A client asks for a lock: it gets it if nobody holds it, for `ttl` from now. The answer's token and deadline stand in
 * the lock. Where clients can wait, this one is called within `patience` or not at all.
 */
export function acquire(
  service: LockService,
  config: LockConfig,
  resource: number,
  claim: Claim,
  ttl: Millis,
  now: Millis,
  patience = Infinity,
): AcquireAnswer {
  const lock = start(service, resource)
  settle(service, config, lock, now)
  const { client, owner } = claim
  if (lock.state === 'available') {
    grant(service, config, lock, client, owner, ttl, now)
    return 'granted'
  }
  if (lock.owner === owner && (config.repeated === 'sameToken' || service.woken.includes(client))) {
    service.woken.length = 0
    return 'granted'
  }
  service.refused += 1
  if (config.waiting === 'none' || lock.owner === owner) return 'held'
  if (!lock.line.some((waiter) => waiter.owner === owner)) {
    lock.line.push({ client, owner, ttl, since: now, until: now + patience })
  }
  return 'queued'
}

function grant(
  service: LockService,
  config: LockConfig,
  lock: Lock,
  client: number,
  owner: number,
  ttl: Millis,
  now: Millis,
): void {
  lock.issued += 1
  lock.era += 1
  lock.owner = owner
  lock.client = client
  lock.token = config.tokens === 'counter' ? lock.issued : 0
  lock.since = now
  lock.ttl = ttl
  lock.deadline = reading(config, now) + ttl
  service.granted += 1
  take(service, lock, 'acquires', client, lock.number, lock.token, ttl)
}

/**
 * The holder asks for another `ttl` from now (a heartbeat), or with `ttl` 0 only whether its token is still good. Owner
 * value and token must both be those in force.
 */
export function extend(
  service: LockService,
  config: LockConfig,
  resource: number,
  claim: Claim,
  token: number,
  ttl: Millis,
  now: Millis,
): HeartbeatAnswer {
  const lock = start(service, resource)
  const { client } = claim
  const holds = isHeld(lock) && lock.owner === claim.owner && lock.token === token
  if (!holds) settle(service, config, lock, now)
  if (!isHeld(lock)) return stray(service)
  const first = lock.state === 'acquired.active'
  take(service, lock, first ? 'checks' : 'checksAgain', client, lock.number, token, lock.deadline - now)
  if (!holds) {
    take(service, lock, first ? 'refuses' : 'refusesAgain', client, lock.number, token, lock.token)
    return stray(service)
  }
  if (isOver(config, lock, now)) {
    take(service, lock, 'invalid', client, lock.number, token, now - lock.deadline)
    lapse(service, config, lock, now)
    return stray(service)
  }
  if (ttl === 0) {
    take(service, lock, first ? 'valid' : 'stillValid', client, lock.number, token, lock.deadline - now)
    return 'valid'
  }
  lock.era += 1
  lock.ttl = ttl
  lock.deadline = reading(config, now) + ttl
  service.extended += 1
  take(service, lock, first ? 'extends' : 'prolongs', client, lock.number, token, ttl)
  return 'extended'
}

function stray(service: LockService): 'notHolder' {
  service.strays += 1
  return 'notHolder'
}

/** A client gives a lock back. If clients wait in line, the first of them has it now and stands in `woken`. */
export function release(
  service: LockService,
  config: LockConfig,
  resource: number,
  claim: Claim,
  now: Millis,
): ReleaseAnswer {
  const lock = start(service, resource)
  const lined = withdraw(lock, claim.owner)
  settle(service, config, lock, now)
  if (lined) return 'left'
  if (!isHeld(lock)) return stray(service)
  const own = lock.owner === claim.owner
  if (!own && config.releaseBy === 'owner') return stray(service)
  if (own) take(service, lock, 'releases', claim.client, lock.number, lock.token, now - lock.since)
  else take(service, lock, 'snatches', claim.client, lock.number, lock.client, lock.token)
  service.released += 1
  lock.era += 1
  lock.owner = 0
  take(service, lock, 'frees', lock.number, lock.line.length, 0, 0)
  passOn(service, config, lock, now)
  return 'released'
}

/** A client leaves the line; true if it stood there. Whoever stood behind it watches the client before it. */
export const leave = (service: LockService, resource: number, owner: number): boolean =>
  withdraw(start(service, resource), owner)

function withdraw(lock: Lock, owner: number): boolean {
  const place = lock.line.findIndex((waiter) => waiter.owner === owner)
  if (place >= 0) lock.line.splice(place, 1)
  return place >= 0
}

/** What time does by itself: ends a lock that is over, sweeps an expired one. True if anything changed. */
export function expire(service: LockService, config: LockConfig, resource: number, now: Millis): boolean {
  const lock = start(service, resource)
  settle(service, config, lock, now)
  return service.trail.count > 0
}

/** The service restarted without its memory of this lock: holder and line are gone, the counter of tokens is kept. */
export function forget(service: LockService, resource: number, now: Millis): void {
  const lock = start(service, resource)
  lock.line.length = 0
  if (lock.state === 'available') return
  take(service, lock, 'forgets', lock.client, lock.number, lock.token, lock.deadline - now)
  lock.era += 1
  lock.owner = 0
}

function settle(service: LockService, config: LockConfig, lock: Lock, now: Millis): void {
  if (isHeld(lock) && isOver(config, lock, now)) {
    take(service, lock, 'expires', lock.client, lock.number, lock.token, now - lock.since)
    lapse(service, config, lock, now)
  } else if (lock.state === 'expired' && now >= lock.sweptAt) reclaim(service, config, lock, now)
}

/** What follows from an expiry: the lock is free, or waits to be swept. */
function lapse(service: LockService, config: LockConfig, lock: Lock, now: Millis): void {
  const { sweepEvery } = config
  service.expired += 1
  lock.era += 1
  lock.owner = 0
  lock.sweptAt = sweepEvery > 0 ? Math.ceil(lock.deadline / sweepEvery) * sweepEvery : lock.deadline
  if (now >= lock.sweptAt) reclaim(service, config, lock, now)
}

function reclaim(service: LockService, config: LockConfig, lock: Lock, now: Millis): void {
  take(service, lock, 'reclaims', lock.number, lock.line.length, now - lock.deadline, 0)
  lock.era += 1
  passOn(service, config, lock, now)
}

/** A lock that has become free goes to the first in line that still waits, or everybody is woken. */
function passOn(service: LockService, config: LockConfig, lock: Lock, now: Millis): void {
  const { line } = lock
  if (config.waiting === 'herd') {
    for (const waiter of line) if (now < waiter.until) service.woken.push(waiter.client)
    line.length = 0
    return
  }
  while (line.length > 0) {
    const next = line.shift() as Waiter
    if (now >= next.until) continue
    service.woken.push(next.client)
    grant(service, config, lock, next.client, next.owner, next.ttl, now)
    return
  }
}
