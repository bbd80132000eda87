import type { Millis } from '../../units.ts'

/**
 * What the storage does with the token of a write. It ignores it. Or it remembers the highest that it has seen, lets a
 * write with at least that one pass (≥) and rejects a lower one: then a stale write that comes before the first one of
 * the new holder is still accepted. Two remedies close that gap, and the check itself stays the same: each holder
 * stamps the storage before it begins its work, or the service tells the storage before it answers the new holder.
 */
export type FencingRule = 'none' | 'maxSeen' | 'stamped' | 'published'

/** Whether the rule compares tokens at all. */
export const checksTokens = (rule: FencingRule): boolean => rule !== 'none'

/** One thing in the storage, which clients that hold its lock write. */
export interface Stored {
  /** The highest token that came with a write, a stamp or a notice; 0 before any. */
  highest: number
  /** The highest token of a write that was accepted. */
  highestAccepted: number
  /** Accepted writes: the version of what is stored. */
  version: number
  /** Client and token of the last accepted write. */
  client: number
  token: number
  writtenAt: Millis
  rejected: number
  /** Accepted writes whose token was lower than one accepted before: what they wiped out was newer. */
  backwards: number
}

/** Nothing written yet. */
export const createStored = (): Stored => ({
  highest: 0,
  highestAccepted: 0,
  version: 0,
  client: 0,
  token: 0,
  writtenAt: 0,
  rejected: 0,
  backwards: 0,
})

/** A client writes with its token (0: it has none). True if the write is accepted: token ≥ highest seen, or no rule. */
export function write(stored: Stored, rule: FencingRule, client: number, token: number, now: Millis): boolean {
  if (checksTokens(rule) && token < stored.highest) {
    stored.rejected += 1
    return false
  }
  if (token < stored.highestAccepted) stored.backwards += 1
  else stored.highestAccepted = token
  learn(stored, token)
  stored.version += 1
  stored.client = client
  stored.token = token
  stored.writtenAt = now
  return true
}

/**
 * The storage hears of a token without a write: the stamp of a new holder, or the notice of the service. False if it
 * knows a higher one: who stamped with it has lost its lock already.
 */
export function learn(stored: Stored, token: number): boolean {
  if (token < stored.highest) return false
  stored.highest = token
  return true
}
