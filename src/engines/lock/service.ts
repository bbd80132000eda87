import { type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type LockEdge, type LockState, lockMachine } from './lock-machine.ts'

/** The rules by which a service keeps its locks. */
export interface LockConfig {
  /** A counter for each lock, raised in the same step as the grant and never reset; or none, as in Redlock. */
  readonly tokens: 'counter' | 'none'
  /**
   * When a lock is over: at its deadline or later (≥, as etcd and client-go); or only later (>), on a clock of whole
   * milliseconds, as Redis.
   */
  readonly over: 'atOrAfter' | 'after'
  /**
   * 0: a lock that is over is free at once. Otherwise it stays taken until the next multiple of this on the clock of
   * the service, as in etcd, which looks every 500 ms.
   */
  readonly sweepEvery: Millis
  /** Who may release: only who sends the owner value that the lock was taken with (Redis script), or anyone (DEL). */
  readonly releaseBy: 'owner' | 'anyone'
  /**
   * A request with the owner value that already holds the lock: refused like any other (NX), or told the same again.
   */
  readonly repeated: 'refused' | 'sameToken'
  /**
   * What a client can do while the lock is taken: nothing, it has to ask again; stand in line, first in first out,
   * where each watches only the one before it (ZooKeeper's recipe); or be woken with all others whenever it is free.
   */
  readonly waiting: 'none' | 'line' | 'herd'
}

/** One command that sets if absent with a time to live, and scripts that compare the owner value: Redis. */
export const redisLock: LockConfig = {
  tokens: 'counter',
  over: 'after',
  sweepEvery: 0,
  releaseBy: 'owner',
  repeated: 'refused',
  waiting: 'none',
}

/** A client in line. */
export interface Waiter {
  readonly client: number
  readonly owner: number
  readonly ttl: Millis
  readonly since: Millis
  /** It is passed over from here on (≥): its time-out, on the clock of the service. */
  readonly until: Millis
}

/** A lock as its service keeps it. Clients and owner values are numbers above 0; 0 is nobody. */
export interface Lock {
  /** From 1: what sentences call it. */
  readonly number: number
  state: LockState
  /** Raised whenever the holder or the deadline changes: what a timer carries to tell whether it still matters. */
  era: number
  /** The value that the lock was taken with; 0 when nobody holds it. */
  owner: number
  /** Who holds it, or held it last. */
  client: number
  /** The token in force, or the last one; 0 without tokens. */
  token: number
  /** The highest token ever given. */
  issued: number
  since: Millis
  ttl: Millis
  /** On the clock of the service. */
  deadline: Millis
  /** When an expired lock is swept. */
  sweptAt: Millis
  readonly line: Waiter[]
}

/** A lock service as plain data; its verbs take the reading of its own clock as `now`. */
export interface LockService {
  readonly locks: Lock[]
  /** The edges that the last verb took, all of the lock that it was about. */
  readonly trail: Trail<LockEdge>
  /** Clients that the last verb has to tell: whom the lock passed to, or in a herd everybody who waited. */
  readonly woken: number[]
  granted: number
  refused: number
  extended: number
  released: number
  expired: number
  /** Releases and heartbeats of clients that did not hold the lock. */
  strays: number
}

/** A service with so many free locks whose first token is `firstToken`. */
export const createService = (locks: number, firstToken = 1): LockService => ({
  locks: Array.from({ length: locks }, (_, index) => createLock(index + 1, firstToken)),
  trail: trail(),
  woken: [],
  granted: 0,
  refused: 0,
  extended: 0,
  released: 0,
  expired: 0,
  strays: 0,
})

const createLock = (number: number, firstToken: number): Lock => ({
  number,
  state: lockMachine.initial,
  era: 0,
  owner: 0,
  client: 0,
  token: 0,
  issued: firstToken - 1,
  since: 0,
  ttl: 0,
  deadline: 0,
  sweptAt: 0,
  line: [],
})

/** The lock of a resource; throws when the service keeps none. */
export function lockOf(service: LockService, resource: number): Lock {
  const lock = service.locks[resource]
  if (!lock) throw new Error(`there is no lock ${resource}`)
  return lock
}

/** Whether somebody holds the lock; one that is over counts until that was noticed. */
export const isHeld = (lock: Lock): boolean => lock.owner !== 0

/** What the clock of the service shows at `now`. */
export const reading = (config: LockConfig, now: Millis): Millis => (config.over === 'after' ? Math.floor(now) : now)

/** Whether a held lock is over at `now`. */
export const isOver = (config: LockConfig, lock: Lock, now: Millis): boolean =>
  config.over === 'after' ? reading(config, now) > lock.deadline : now >= lock.deadline

/**
 * The reading of the service's clock at which `expire` has something to do; ∞ when nothing runs. A timer set for it
 * carries the lock's `era`.
 */
export function nextDue(config: LockConfig, lock: Lock): Millis {
  if (isHeld(lock)) return config.over === 'after' ? lock.deadline + 1 : lock.deadline
  return lock.state === 'expired' ? lock.sweptAt : Infinity
}

/** Whom a client in line watches: the client before it, the holder if it is first; 0 if it does not wait. */
export function watches(lock: Lock, owner: number): number {
  const place = lock.line.findIndex((waiter) => waiter.owner === owner)
  if (place < 0) return 0
  return place === 0 ? lock.client : (lock.line[place - 1] as Waiter).client
}
