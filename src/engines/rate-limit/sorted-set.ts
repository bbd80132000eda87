/**
 * A sorted set of one key as a Redis-like server keeps it: members in order of their scores, in typed arrays with room
 * in front, so that the oldest leave and the newest come at no cost.
 */
export interface SortedSet {
  scores: Float64Array
  members: Float64Array
  head: number
  count: number
  /** When the server forgets the whole set, by its own clock; Infinity without a TTL. */
  expires: number
}

const SMALLEST = 8

/** An empty set without a TTL: a key that does not exist. */
export const createSet = (): SortedSet => ({
  scores: new Float64Array(SMALLEST),
  members: new Float64Array(SMALLEST),
  head: 0,
  count: 0,
  expires: Infinity,
})

/** Deletes the key. */
export function clearSet(set: SortedSet): void {
  set.head = 0
  set.count = 0
  set.expires = Infinity
}

/** The score at `rank`, counted from the lowest. */
export const scoreAt = (set: SortedSet, rank: number): number => set.scores[set.head + rank] as number

/** How many scores are below `score`, or not above it. */
function rankOf(set: SortedSet, score: number, orEqual: boolean): number {
  let low = 0
  let high = set.count
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = scoreAt(set, middle)
    if (value < score || (orEqual && value === score)) low = middle + 1
    else high = middle
  }
  return low
}

/** ZREMRANGEBYSCORE: removes from lowest to highest score, both included, and answers how many. */
export function removeRange(set: SortedSet, lowest: number, highest: number): number {
  if (set.count === 0 || scoreAt(set, 0) > highest) return 0
  const from = lowest === -Infinity || scoreAt(set, 0) >= lowest ? 0 : rankOf(set, lowest, false)
  const to = rankOf(set, highest, true)
  if (to <= from) return 0
  close(set, from, to - from)
  return to - from
}

/** ZADD of a member that is new for sure. */
export function add(set: SortedSet, score: number, member: number): void {
  if (set.head + set.count === set.scores.length) makeRoom(set)
  const { scores, members, head, count } = set
  let at = head + count
  if (count > 0 && (scores[at - 1] as number) > score) {
    at = head + rankOf(set, score, true)
    scores.copyWithin(at + 1, at, head + count)
    members.copyWithin(at + 1, at, head + count)
  }
  scores[at] = score
  members[at] = member
  set.count += 1
}

/** Whether a member named by the text of its score is there. */
export function hasScore(set: SortedSet, score: number): boolean {
  const rank = rankOf(set, score, false)
  return rank < set.count && scoreAt(set, rank) === score
}

/** ZREM of the member named by the text of `score`: 1 if it was there. */
export function removeScore(set: SortedSet, score: number): number {
  if (!hasScore(set, score)) return 0
  close(set, rankOf(set, score, false), 1)
  return 1
}

/** ZREM of a unique member with that score: 1 if it was there. */
export function removeMember(set: SortedSet, score: number, member: number): number {
  for (let rank = rankOf(set, score, false); rank < set.count && scoreAt(set, rank) === score; rank += 1) {
    if (set.members[set.head + rank] !== member) continue
    close(set, rank, 1)
    return 1
  }
  return 0
}

function close(set: SortedSet, rank: number, count: number): void {
  if (rank === 0) set.head += count
  else {
    const at = set.head + rank
    set.scores.copyWithin(at, at + count, set.head + set.count)
    set.members.copyWithin(at, at + count, set.head + set.count)
  }
  set.count -= count
  if (set.count === 0) clearSet(set)
}

/** Moves all to the front, into larger arrays if they are more than half full. */
function makeRoom(set: SortedSet): void {
  const { head, count } = set
  const length = count * 2 > set.scores.length ? set.scores.length * 2 : set.scores.length
  const scores = length === set.scores.length ? set.scores : new Float64Array(length)
  const members = length === set.members.length ? set.members : new Float64Array(length)
  scores.set(set.scores.subarray(head, head + count))
  members.set(set.members.subarray(head, head + count))
  set.scores = scores
  set.members = members
  set.head = 0
}
