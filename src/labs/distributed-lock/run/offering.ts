import { following, type LockEvent } from './event.ts'
import { PUBLISH, PUBLISHED } from './kinds.ts'
import { betweenServers, toClient } from './post.ts'
import type { LockMoment, LockWorld } from './world.ts'

/**
 * The service tells a client that a lock is its own and how long it lasts; the storage first if that is the rule. A
 * grant that answers the storage's word is not held up again.
 */
export function offer(world: LockWorld, moment: LockMoment, grant: LockEvent): void {
  const told = grant.about === PUBLISHED
  if (moment.params.fencing === 'published' && grant.token > 0 && !told) {
    betweenServers(world, moment, following(grant, PUBLISH, grant.kind), false)
  } else toClient(world, moment, grant)
}
