import type { Millis } from '../../../units.ts'
import type { LockParams } from '../params.ts'

/** Counts that only grow. */
export interface Totals {
  /** Wishes for a lock, and requests sent for them. */
  wishes: number
  requests: number
  acquired: number
  gaveUp: number
  /** Locks that their holder was told to have lost, or found to be over. */
  lost: number
  released: number
  expired: number
  /** Locks that expired although their holder was up and at work. */
  falseExpiries: number
  accepted: number
  rejected: number
  /** Stale writes that the storage accepted. */
  conflicts: number
  pauses: number
  crashes: number
  /** Locks freed by a client that did not hold them. */
  snatched: number
}

/** Our own account, against which the engines' is held. */
export interface Account {
  /** Value given to an acquisition last. */
  owners: number
  /** By resource: who holds the lock in truth, under which value and token. 0 nobody. */
  readonly holder: Int32Array
  readonly owner: Float64Array
  readonly token: Float64Array
  /** By resource: the stretch of time that the present grant is in pictures. */
  readonly span: Int32Array
  /** By node and resource: locks acquired and not ended, counted from the edges that were taken. */
  readonly live: Int32Array
  /** By resource: highest token ever given. */
  readonly issued: Float64Array
  /** Grants of a token that was not higher than the one before. */
  notHigher: number
  /** Releases that took although another client held the lock, while owner values were compared. */
  foreignReleases: number
  /** By resource: tokens from here on were given under a rule that closes the gap; ∞ while none is in force. */
  readonly closedFrom: Float64Array
  /** Stale writes accepted from under such a token's holder. */
  breaches: number
  /** By resource: since when a client that has crashed holds the lock; −1 when none does. The longest such time. */
  readonly orphanedAt: Float64Array
  longestOrphan: Millis
}

/** Events that later ones refer to. */
export interface Marks {
  /** By client: the event that granted its lock, and the one of its last pause. */
  readonly granted: Float64Array
  readonly paused: Float64Array
  /** By resource: the grant, the begin of work and the expiry that came last. */
  readonly grant: Float64Array
  readonly begun: Float64Array
  readonly expiry: Float64Array
  /** The next client to hold the first lock is paused so long; 0 none. */
  pauseNext: Millis
  pauseAsked: number
  /** It crashes. */
  crashNext: boolean
  /** Raised when the rate of pauses or crashes changes. */
  pauseEra: number
  crashEra: number
  /** The client that is cut off; 0 nobody. */
  cut: number
  /** Kinds of messages of the client that is followed: 1 where the last one sent was lost. */
  readonly lost: Uint8Array
}

/** Time of what has not happened. */
export const NEVER: Millis = -1

export const newTotals = (): Totals => ({
  wishes: 0,
  requests: 0,
  acquired: 0,
  gaveUp: 0,
  lost: 0,
  released: 0,
  expired: 0,
  falseExpiries: 0,
  accepted: 0,
  rejected: 0,
  conflicts: 0,
  pauses: 0,
  crashes: 0,
  snatched: 0,
})

export const newAccount = (servers: number, resources: number, params: LockParams): Account => ({
  owners: 0,
  holder: new Int32Array(resources),
  owner: new Float64Array(resources),
  token: new Float64Array(resources),
  span: new Int32Array(resources).fill(-1),
  live: new Int32Array(servers * resources),
  issued: new Float64Array(resources),
  notHigher: 0,
  foreignReleases: 0,
  closedFrom: new Float64Array(resources).fill(
    params.fencing === 'stamped' || params.fencing === 'published' ? 0 : Infinity,
  ),
  breaches: 0,
  orphanedAt: new Float64Array(resources).fill(NEVER),
  longestOrphan: 0,
})

export const newMarks = (clients: number, resources: number): Marks => ({
  granted: new Float64Array(clients),
  paused: new Float64Array(clients),
  grant: new Float64Array(resources),
  begun: new Float64Array(resources),
  expiry: new Float64Array(resources),
  pauseNext: 0,
  pauseAsked: 0,
  crashNext: false,
  pauseEra: 0,
  crashEra: 0,
  cut: 0,
  lost: new Uint8Array(32),
})
