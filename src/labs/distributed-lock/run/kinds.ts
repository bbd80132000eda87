/** Kinds of messages, as small whole numbers that fit typed columns. */
export const ACQUIRE = 1
export const RETRY = 2
export const GRANT = 3
export const HELD = 4
export const QUEUED = 5
/** The lock has passed to a client in line. */
export const CALLED = 6
/** The lock is free: everybody who waits may ask again. */
export const WOKEN = 7
export const EXTEND = 8
export const EXTENDED = 9
/** Is my token still in force? */
export const CHECK = 10
export const VALID = 11
export const NOT_HOLDER = 12
export const RELEASE = 13
export const RELEASED = 14
/** A client leaves the line. */
export const LEAVE = 15
/** The service tells the storage of a new token, and is told that it knows. */
export const PUBLISH = 16
export const PUBLISHED = 17
/** A new holder shows its token to the storage. */
export const STAMP = 18
export const STAMPED = 19
export const WRITE = 20
export const ACCEPTED = 21
export const REJECTED = 22

/** What a message says, by kind: short words beside its arrow. */
export const kindNames: readonly string[] = [
  '',
  'acquire',
  'retry',
  'granted',
  'held',
  'in line',
  'called',
  'free',
  'heartbeat',
  'extended',
  'still mine?',
  'valid',
  'not holder',
  'release',
  'released',
  'leaves line',
  'new token',
  'noted',
  'stamp',
  'stamped',
  'write',
  'accepted',
  'rejected',
]

/** Who a message is for. */
export type Receiver = 'service' | 'client' | 'storage'

const forService = [ACQUIRE, RETRY, EXTEND, CHECK, RELEASE, LEAVE, PUBLISHED]
const forStorage = [PUBLISH, STAMP, WRITE]

/** By kind: who it is for. */
export const receivers: readonly Receiver[] = kindNames.map((_, kind) =>
  forService.includes(kind) ? 'service' : forStorage.includes(kind) ? 'storage' : 'client',
)
