import { begin, step, type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type BackoffConfig, backoffWait } from '../backoff.ts'
import { type ClientEdge, type ClientState, clientMachine } from './client-machine.ts'

/** How clients ask for a lock and how they treat it. Times are on their own clocks. */
export interface ClientConfig extends BackoffConfig {
  /** After so long it gives up (≥); the last attempt happens then. */
  readonly acquireTimeout: Millis
  /** Taken off the time to live, counted from when the request was sent, for clocks that do not run alike. */
  readonly margin: Millis
}

/** A client as plain data; its verbs take the reading of its own clock as `now`. */
export interface LockClient {
  /** From 1. */
  readonly number: number
  state: ClientState
  /** Raised with every transition: what a timer or an awaited answer carries to tell whether it still matters. */
  era: number
  readonly trail: Trail<ClientEdge>
  /** The lock wanted or held. */
  resource: number
  /** The value that is its own for this acquisition; 0 when it has none. */
  owner: number
  /** The token it was granted; 0 if none. */
  token: number
  /** Requests sent for this acquisition. */
  attempt: number
  wantedAt: Millis
  giveUpAt: Millis
  /** The wait before the next attempt, which decorrelated jitter builds on. */
  wait: Millis
  heldSince: Millis
  /** Until when it may rely on its lock (not at this reading any more). */
  validUntil: Millis
  acquired: number
  gaveUp: number
  lost: number
}

/** A client without work. */
export const createClient = (number: number): LockClient => ({
  number,
  state: clientMachine.initial,
  era: 0,
  trail: trail(),
  resource: 0,
  owner: 0,
  token: 0,
  attempt: 0,
  wantedAt: 0,
  giveUpAt: 0,
  wait: 0,
  heldSince: 0,
  validUntil: 0,
  acquired: 0,
  gaveUp: 0,
  lost: 0,
})

/** Whether it believes that it holds its lock. */
export const holds = (client: LockClient): boolean =>
  client.state === 'holding.working' || client.state === 'holding.renewing'

/** Whether it still wants its lock and has not got it. */
export const wants = (client: LockClient): boolean =>
  client.state === 'asking' || client.state === 'waiting.backoff' || client.state === 'waiting.queued'

/** Whether it would still write if it looked at its own clock right now: before the end of validity (<). */
export const mayRely = (client: LockClient, now: Millis): boolean => holds(client) && now < client.validUntil

function take(client: LockClient, edge: ClientEdge, a = 0, b = 0, c = 0): void {
  client.state = clientMachine.next(client.state, edge)
  client.era += 1
  step(client.trail, edge, client.number, a, b, c)
}

/** It wants a lock: the first request is to be sent. `owner` is a value that nobody has used before. */
export function want(client: LockClient, config: ClientConfig, resource: number, owner: number, now: Millis): void {
  begin(client.trail)
  take(client, 'asks', config.acquireTimeout)
  client.resource = resource
  client.owner = owner
  client.token = 0
  client.attempt = 1
  client.wantedAt = now
  client.giveUpAt = now + config.acquireTimeout
  client.wait = config.backoffBase
}

/** Its wait is over, or it was woken: the next request is to be sent. */
export function askAgain(client: LockClient, now: Millis): void {
  begin(client.trail)
  client.attempt += 1
  take(client, 'retries', client.attempt, now - client.wantedAt)
}

/**
 * It was refused, or got no answer in time. It waits, at most until its time-out, which is where the last attempt
 * happens; it gives up if the time-out is over (≥). The wait stands in `wait`. `chance` is a draw from [0, 1).
 */
export function denied(
  client: LockClient,
  config: ClientConfig,
  why: 'held' | 'silent',
  chance: number,
  now: Millis,
): 'waits' | 'givesUp' {
  begin(client.trail)
  if (now >= client.giveUpAt) return abandon(client, now)
  const drawn = backoffWait(config, client.attempt - 1, client.wait, chance)
  const left = client.giveUpAt - now
  client.wait = drawn < left ? drawn : left
  take(client, why === 'held' ? 'denied' : 'silent', client.attempt, client.wait)
  return 'waits'
}

/** It stands in line. A timer for `giveUpAt` should end that. */
export function queued(client: LockClient): void {
  begin(client.trail)
  take(client, 'lines', client.attempt)
}

/** Its time-out is over. What it asked for may still come, and is then to be given back. */
export function giveUp(client: LockClient, now: Millis): void {
  begin(client.trail)
  abandon(client, now)
}

function abandon(client: LockClient, now: Millis): 'givesUp' {
  client.gaveUp += 1
  take(client, 'givesUp', client.attempt, now - client.wantedAt)
  client.owner = 0
  return 'givesUp'
}

/**
 * A grant has come for `owner`, for `ttl`, to a request sent at `sentAt`; or a quorum was won that is good until then.
 * Good means: from the sending, the time to live less the margin. `stray`: it does not wait for this, or got it so late
 * that nothing of it is left (≤ 0); then it has to be given back.
 */
export function obtained(
  client: LockClient,
  config: ClientConfig,
  owner: number,
  token: number,
  ttl: Millis,
  sentAt: Millis,
  now: Millis,
): 'holds' | 'stray' {
  begin(client.trail)
  const validUntil = sentAt + ttl - config.margin
  if (!wants(client) || owner !== client.owner || validUntil <= now) return 'stray'
  client.token = token
  client.heldSince = now
  client.validUntil = validUntil
  client.acquired += 1
  take(client, 'obtains', token, validUntil - now, now - client.wantedAt)
  return 'holds'
}

/** It sends a heartbeat; nothing happens if one is on its way. True if it is to be sent. */
export function renew(client: LockClient, now: Millis): boolean {
  begin(client.trail)
  if (client.state !== 'holding.working') return false
  take(client, 'renews', client.token, client.validUntil - now)
  return true
}

/** The answer to a heartbeat sent at `sentAt`: its lock is good for `ttl` less the margin from then, never shorter. */
export function renewed(
  client: LockClient,
  config: ClientConfig,
  owner: number,
  ttl: Millis,
  sentAt: Millis,
  now: Millis,
): void {
  begin(client.trail)
  if (!holds(client) || owner !== client.owner) return
  const validUntil = sentAt + ttl - config.margin
  if (validUntil > client.validUntil) client.validUntil = validUntil
  if (client.state === 'holding.renewing') take(client, 'renewed', client.token, client.validUntil - now)
}

/** A heartbeat stayed without answer. */
export function unanswered(client: LockClient, now: Millis): void {
  begin(client.trail)
  if (client.state === 'holding.renewing') take(client, 'unanswered', client.token, client.validUntil - now)
}

/** The service refused its token, or the end of its validity has come on its own clock: it must stop. */
export function lose(client: LockClient, why: 'refused' | 'lapses', now: Millis): void {
  begin(client.trail)
  if (!holds(client)) return
  client.lost += 1
  take(client, why, client.token, why === 'refused' ? now - client.heldSince : now - client.validUntil)
}

/** Its work is done: the release is to be sent. */
export function finish(client: LockClient, now: Millis): void {
  begin(client.trail)
  take(client, 'releases', client.token, now - client.heldSince)
}

/** It has stopped the work that it had no lock for any more. */
export function stop(client: LockClient): void {
  begin(client.trail)
  take(client, 'stops')
  client.owner = 0
}

/** It crashes, wherever it stands. */
export function crash(client: LockClient): void {
  begin(client.trail)
  take(client, 'crashes', client.token)
  client.owner = 0
}

/** It is back, without memory. */
export function restart(client: LockClient): void {
  begin(client.trail)
  take(client, 'restarts')
}
