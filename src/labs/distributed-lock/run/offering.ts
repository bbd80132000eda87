import type { LockEvent } from './event.ts'
import { PUBLISH, PUBLISHED } from './kinds.ts'
import { betweenServers, toClient } from './post.ts'
import type { LockMoment, LockWorld } from './world.ts'

/**
 * The service tells a client that a lock is its own and how long it lasts; the storage first if that is the rule.
 * `kind` is the message to the client; one that answers the storage's word is not held up again.
 */
export function offer(world: LockWorld, moment: LockMoment, event: LockEvent, kind: number): void {
  const { token } = event
  const told = event.kind === PUBLISHED
  if (moment.params.fencing === 'published' && token > 0 && !told) {
    betweenServers(world, moment, { ...event, kind: PUBLISH, about: kind }, false)
    return
  }
  toClient(world, moment, { ...event, kind })
}
