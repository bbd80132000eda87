import type { Millis } from '../../units.ts'
import { isHeld, isOver, type LockConfig, type LockService, lockOf, redisLock } from './service.ts'

/** How a client takes a lock from several independent nodes (Redlock). */
export interface QuorumConfig {
  readonly nodes: number
  /** Share of the time to live that clocks may drift apart meanwhile: 0.01. */
  readonly clockDriftShare: number
  /** Added to the drift for the coarseness of expiry: 2 ms. */
  readonly clockDriftMargin: Millis
}

/** Five nodes, 1 % and 2 ms: the reference clients of Redlock. */
export const redlock: QuorumConfig = { nodes: 5, clockDriftShare: 0.01, clockDriftMargin: 2 }

/** A node of the five: a Redis on its own, whose grants carry no number that means anything to the other nodes. */
export const redlockNode: LockConfig = { ...redisLock, tokens: 'none' }

/** The nodes that must agree: more than half. */
export const majority = (nodes: number): number => Math.floor(nodes / 2) + 1

/** What is taken off the time to live because clocks do not run alike. */
export const driftOf = (config: QuorumConfig, ttl: Millis): Millis =>
  ttl * config.clockDriftShare + config.clockDriftMargin

/** How long a lock asked for `elapsed` ago may still be relied upon: TTL − elapsed − drift. */
export const validity = (config: QuorumConfig, ttl: Millis, elapsed: Millis): Millis =>
  ttl - elapsed - driftOf(config, ttl)

/** One round of requests to all nodes, to take a lock or to extend it, as the asking client keeps it. */
export interface Round {
  readonly ttl: Millis
  /** On the client's clock, before the first request was sent. */
  readonly startedAt: Millis
  /** By node: 0 no answer yet, 1 granted, 2 refused or given up. */
  readonly answers: Uint8Array
  granted: number
  refused: number
  /** A round decides once; what comes later changes nothing. */
  verdict: 'open' | 'won' | 'lost'
  /** When it was decided, and until when a won lock may be relied upon, on the client's clock. */
  decidedAt: Millis
  validUntil: Millis
}

/** A round begins at `now` on the client's clock. */
export const startRound = (config: QuorumConfig, ttl: Millis, now: Millis): Round => ({
  ttl,
  startedAt: now,
  answers: new Uint8Array(config.nodes),
  granted: 0,
  refused: 0,
  verdict: 'open',
  decidedAt: now,
  validUntil: now,
})

/**
 * A node answered, or is given up (`yes` false). The round is won as soon as a majority granted and the validity left
 * is above 0, and lost as soon as that cannot happen any more. A node counts once: a duplicate answer changes nothing.
 */
export function answer(round: Round, config: QuorumConfig, node: number, yes: boolean, now: Millis): Round['verdict'] {
  if (round.answers[node] !== 0 || round.verdict !== 'open') return round.verdict
  round.answers[node] = yes ? 1 : 2
  if (yes) round.granted += 1
  else round.refused += 1
  const needed = majority(config.nodes)
  const left = validity(config, round.ttl, now - round.startedAt)
  if (round.granted >= needed) decide(round, left > 0, now, round.startedAt + validity(config, round.ttl, 0))
  else if (round.refused > config.nodes - needed) decide(round, false, now, now)
  return round.verdict
}

/** The client waits no longer: nodes that are silent count as refusals. */
export function close(round: Round, now: Millis): Round['verdict'] {
  if (round.verdict === 'open') decide(round, false, now, now)
  return round.verdict
}

function decide(round: Round, won: boolean, now: Millis, validUntil: Millis): void {
  round.verdict = won ? 'won' : 'lost'
  round.decidedAt = now
  round.validUntil = won ? validUntil : now
}

/**
 * The client that in truth holds a majority of the nodes, each node judging by its own clock: `readings` by node. 0 if
 * nobody does, whatever clients believe.
 */
export function majorityHolder(
  nodes: readonly LockService[],
  config: LockConfig,
  resource: number,
  readings: ArrayLike<Millis>,
): number {
  for (const node of nodes) {
    const { owner, client } = lockOf(node, resource)
    const agreeing = nodes.filter((other, index) => {
      const lock = lockOf(other, resource)
      return isHeld(lock) && lock.owner === owner && !isOver(config, lock, readings[index] as number)
    })
    if (agreeing.length >= majority(nodes.length)) return client
  }
  return 0
}
