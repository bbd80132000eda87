import type { BackoffConfig } from '../../../engines/backoff.ts'
import type { LockConfig } from '../../../engines/lock/service.ts'
import type { FencingRule } from '../../../engines/lock/storage.ts'
import type { Millis } from '../../../units.ts'

/** What an export needs to know of the tuned lock; the lab's parameters have these names. */
export interface LockTerms extends BackoffConfig {
  readonly ttl: Millis
  /** 0: one attempt. */
  readonly acquireTimeout: Millis
  /** How often a holder extends; 0: never. */
  readonly heartbeat: Millis
  readonly margin: Millis
  readonly clockDriftShare: number
  readonly fencing: FencingRule
  readonly waiting: LockConfig['waiting']
  readonly releaseBy: LockConfig['releaseBy']
}

/** Text of a file from its lines. */
export const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`

/** Sentences as comments, one a line. */
export const comments = (mark: string, notes: readonly string[]): readonly string[] =>
  notes.map((note) => `${mark} ${note}`)

/** A number with at most so many decimals, without trailing zeros. */
export const decimal = (value: number, digits: number): string => String(Number(value.toFixed(digits)))

/** Time as Go writes it. */
export const goDuration = (time: Millis): string =>
  time % 1000 === 0 ? `${time / 1000} * time.Second` : `${Math.round(time)} * time.Millisecond`

/** What a storage needs for the fencing that was chosen; `token` says where its token comes from. */
export function fencingNotes({ fencing }: LockTerms, token: string): readonly string[] {
  if (fencing === 'none') {
    return ['No write is checked by a token here: a holder that outslept its lock writes all the same.']
  }
  const check = [
    `Storage, with ${token} as the token:`,
    '  UPDATE … SET value = :value, token = :token WHERE id = :id AND token <= :token',
  ]
  const remedy = {
    maxSeen: 'A stale write that comes before the first one of the new holder still passes.',
    stamped: 'A new holder first sets the token alone in this way, and stops if no row changed.',
    published: 'Whoever grants sets the token there before it answers the new holder.',
  }
  return [...check, remedy[fencing]]
}
