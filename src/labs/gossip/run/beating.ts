import { createHeartbeats, type Heartbeats } from '../../../engines/gossip/heartbeat.ts'
import { UNKNOWN } from '../../../engines/gossip/member.ts'
import type { Gaps } from '../../../engines/gossip/phi.ts'

/** Everybody's view of everybody by heartbeats: tables of pairs, by `observer · members + member`. */
export interface Beating {
  readonly members: number
  readonly heard: Heartbeats
  /** Beliefs as in `member.ts`, all at incarnation 0. */
  readonly views: Int32Array
  /** For phi: the gaps between heartbeats. */
  readonly gaps: (Gaps | null)[]
  /** Whether a check is on its way. */
  readonly checking: Uint8Array
  /** By member: how many observers take it for dead or gone; and which of its lives it lives. */
  readonly buried: Int32Array
  readonly life: Int32Array
  sent: number
}

/** Nobody has heard of anybody. */
export const newBeating = (members: number): Beating => ({
  members,
  heard: createHeartbeats(members, members),
  views: new Int32Array(members * members).fill(UNKNOWN),
  gaps: Array.from({ length: members * members }, () => null),
  checking: new Uint8Array(members * members),
  buried: new Int32Array(members),
  life: new Int32Array(members),
  sent: 0,
})
