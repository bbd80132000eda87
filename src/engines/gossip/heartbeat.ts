import type { Millis } from '../../units.ts'

/** What a detector says of a member by its heartbeats alone. Unknown: none has come yet. */
export type Verdict = 'unknown' | 'alive' | 'suspect' | 'dead'

/** Fixed time-outs, both reached at or after so long without a heartbeat. */
export interface HeartbeatConfig {
  readonly suspectAfter: Millis
  /** Not below `suspectAfter`; infinite: dead is for others to declare. */
  readonly deadAfter: Millis
}

/** When heartbeats came last, by pair of observer and member: a detector without gossip, at n − 1 messages a beat. */
export interface Heartbeats {
  readonly members: number
  /** By observer and member, `observer · members + member`; NaN if none came. */
  readonly last: Float64Array
}

/** Observers that have heard nobody; the table grows with observers times members. */
export const createHeartbeats = (observers: number, members: number): Heartbeats => ({
  members,
  last: new Float64Array(observers * members).fill(NaN),
})

/** A heartbeat of `member` reaches `observer`; one that was overtaken changes nothing. */
export function beats(heartbeats: Heartbeats, observer: number, member: number, now: Millis): void {
  const at = observer * heartbeats.members + member
  const last = heartbeats.last[at] as number
  if (!(last >= now)) heartbeats.last[at] = now
}

/** Time since the last heartbeat; NaN if none came. */
export const silence = (heartbeats: Heartbeats, observer: number, member: number, now: Millis): Millis =>
  now - (heartbeats.last[observer * heartbeats.members + member] as number)

/** What `observer` makes of the silence of `member`. */
export function verdict(
  heartbeats: Heartbeats,
  config: HeartbeatConfig,
  observer: number,
  member: number,
  now: Millis,
): Verdict {
  const silent = silence(heartbeats, observer, member, now)
  if (Number.isNaN(silent)) return 'unknown'
  if (silent >= config.deadAfter) return 'dead'
  return silent >= config.suspectAfter ? 'suspect' : 'alive'
}
