import type { Millis } from '../../units.ts'

/**
 * What can break the promise of a lock. A second holder: one was granted while another's grant had not ended. A token
 * that is not higher than the one before. A stale write: accepted from a grant although the holder of a later one had
 * begun its work. A token lower than one accepted before, although the storage compares tokens.
 */
export type ViolationKind = 'secondHolder' | 'tokenNotHigher' | 'staleWrite' | 'tokenWentBack'

/** One broken promise: who broke it, when, and who held the lock in truth. */
export interface Violation {
  readonly kind: ViolationKind
  readonly resource: number
  readonly at: Millis
  readonly client: number
  readonly token: number
  /** The number of the write, from 1; 0 when it was no write. */
  readonly write: number
  /** Who held the lock then; 0 nobody. For a write, the latest holder that had begun its work. */
  readonly holder: number
  readonly holderToken: number
}

/** A grant as the checker knows it. */
interface Grant {
  readonly owner: number
  readonly client: number
  readonly token: number
  /** Grants of a resource are numbered in the order in which they were given, tokens or not. */
  readonly serial: number
  entered: boolean
  ended: boolean
}

/** What is known of one resource. */
interface Watched {
  /** The last grants, newest last. */
  readonly grants: Grant[]
  serials: number
  /** The highest serial whose holder has begun its work, and who that is. */
  entered: number
  enteredBy: number
  enteredToken: number
  highestAccepted: number
}

/** So many grants of a resource are remembered; an older one is older than all of them. */
const REMEMBERED = 64

/**
 * Checks the promise of a lock from outside: it is told of grants, ends, the begin of work and writes, in the order in
 * which they happen in truth, and knows nothing of services or storages.
 */
export interface Checker {
  readonly watched: Watched[]
  readonly first: Violation[]
  readonly counts: Record<ViolationKind, number>
  grants: number
  writes: number
  accepted: number
  rejected: number
  /** Writes accepted after the grant of their client had ended, whether anybody else held the lock or not. */
  late: number
}

/** Nothing seen yet. */
export const createChecker = (resources: number): Checker => ({
  watched: Array.from({ length: resources }, createWatched),
  first: [],
  counts: { secondHolder: 0, tokenNotHigher: 0, staleWrite: 0, tokenWentBack: 0 },
  grants: 0,
  writes: 0,
  accepted: 0,
  rejected: 0,
  late: 0,
})

const createWatched = (): Watched => ({
  grants: [],
  serials: 0,
  entered: 0,
  enteredBy: 0,
  enteredToken: 0,
  highestAccepted: 0,
})

const watchedOf = (checker: Checker, resource: number): Watched => {
  const watched = checker.watched[resource]
  if (!watched) throw new Error(`resource ${resource} is not watched`)
  return watched
}

/**
 * The grant that a client goes by: under the same owner value it may have been given the lock again, by a request that
 * came late, without having heard of it; so the token counts too.
 */
const grantOf = (watched: Watched, owner: number, token: number): Grant | undefined =>
  watched.grants.findLast((grant) => grant.owner === owner && grant.token === token)

/** The grant that has not ended, the latest if there are several. */
const holderOf = (watched: Watched): Grant | undefined => watched.grants.findLast((grant) => !grant.ended)

function violated(checker: Checker, violation: Violation): void {
  checker.counts[violation.kind] += 1
  if (checker.first.length === 0) checker.first.push(violation)
}

/** The first broken promise; undefined while there is none. */
export const firstViolation = (checker: Checker): Violation | undefined => checker.first[0]

/** All broken promises so far. */
export const violations = ({ counts }: Checker): number =>
  counts.secondHolder + counts.tokenNotHigher + counts.staleWrite + counts.tokenWentBack

/** A lock was given to a client under its owner value. Token 0: the service has none. */
export function granted(
  checker: Checker,
  resource: number,
  client: number,
  owner: number,
  token: number,
  at: Millis,
): void {
  const watched = watchedOf(checker, resource)
  const holder = holderOf(watched)
  const before = watched.grants.at(-1)
  const about = { resource, at, client, token, write: 0 }
  if (holder) {
    violated(checker, { ...about, kind: 'secondHolder', holder: holder.client, holderToken: holder.token })
  }
  if (token > 0 && before && token <= before.token) {
    violated(checker, { ...about, kind: 'tokenNotHigher', holder: before.client, holderToken: before.token })
  }
  watched.serials += 1
  checker.grants += 1
  watched.grants.push({ owner, client, token, serial: watched.serials, entered: false, ended: false })
  if (watched.grants.length > REMEMBERED) watched.grants.shift()
}

/** The holder begins its work: from here on, a write of an earlier holder spoils it. */
export function entered(checker: Checker, resource: number, owner: number, token: number): void {
  const watched = watchedOf(checker, resource)
  const grant = grantOf(watched, owner, token)
  if (!grant || grant.entered) return
  grant.entered = true
  if (grant.serial < watched.entered) return
  watched.entered = grant.serial
  watched.enteredBy = grant.client
  watched.enteredToken = grant.token
}

/** A grant ended: released, expired, or forgotten by its service. */
export function ended(checker: Checker, resource: number, owner: number): void {
  const grant = watchedOf(checker, resource).grants.findLast((other) => other.owner === owner)
  if (grant) grant.ended = true
}

/** A write reached the storage. `fenced`: the storage compares tokens. True if it broke no promise. */
export function wrote(
  checker: Checker,
  resource: number,
  client: number,
  owner: number,
  token: number,
  accepted: boolean,
  fenced: boolean,
  at: Millis,
): boolean {
  const watched = watchedOf(checker, resource)
  const before = violations(checker)
  checker.writes += 1
  if (!accepted) {
    checker.rejected += 1
    return true
  }
  checker.accepted += 1
  const grant = grantOf(watched, owner, token)
  if (!grant || grant.ended) checker.late += 1
  const about = { resource, at, client, token, write: checker.writes }
  const held = { holder: watched.enteredBy, holderToken: watched.enteredToken }
  if ((grant?.serial ?? 0) < watched.entered) violated(checker, { ...about, ...held, kind: 'staleWrite' })
  if (fenced && token < watched.highestAccepted) violated(checker, { ...about, ...held, kind: 'tokenWentBack' })
  if (token > watched.highestAccepted) watched.highestAccepted = token
  return violations(checker) === before
}
