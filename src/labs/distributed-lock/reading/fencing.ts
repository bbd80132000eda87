import { holds } from '../../../engines/lock/client.ts'
import type { FencingRule } from '../../../engines/lock/storage.ts'
import type { Millis } from '../../../units.ts'
import type { LockParams } from '../params.ts'
import { hasTokens } from '../rules.ts'
import { BELIEVES, places, STALE, type Writes } from '../run/spans.ts'
import type { LockWorld } from '../run/world.ts'
import { stretchesIn, type Timeline, writesIn } from './timeline.ts'

/** The same clients and writes before two storages: one ignores tokens, the other compares them. */
export interface Fencing extends Timeline {
  readonly rule: FencingRule
  readonly ttl: Millis
  /** Whether there is a stale write in the picture, or one is still to come. */
  readonly story: 'none' | 'coming' | 'told'
  readonly resource: number
}

/** Without a story, the last so much is shown; a story has so much room before and after. */
const SHOWN: Millis = 5000
const BEFORE: Millis = 300
const AFTER: Millis = 700
/** A stale write stays in the picture for so long. */
const STAYS: Millis = 12_000
/** At most so many clients, the ones that matter. */
const ROWS = 3

/** The last stale write, if it is not too long ago; −1 none. */
function lastStale(of: Writes, now: Millis): number {
  return (
    places(of).findLast((at) => ((of.fate[at] as number) & STALE) !== 0 && now - (of.at[at] as Millis) < STAYS) ?? -1
  )
}

/** When the last belief of a client in a lock began, seen from `until`. */
function believedFrom(world: LockWorld, client: number, token: number, until: Millis): Millis {
  const { spans } = world
  const found = places(spans).findLast(
    (at) =>
      spans.what[at] === BELIEVES &&
      spans.client[at] === client &&
      spans.token[at] === token &&
      (spans.from[at] as Millis) <= until,
  )
  return found === undefined ? until - SHOWN : (spans.from[found] as Millis)
}

/** The pause or delay that makes a write stale, told around it; until there is one, the last seconds. */
export function readFencing(world: LockWorld, params: LockParams, now: Millis): Fencing {
  const { writes, members } = world
  const stale = lastStale(writes, now)
  const waits = members.find(({ lock, pausedUntil }) => holds(lock) && now < pausedUntil)
  const common = {
    now,
    resources: world.unchecked.length,
    tokens: hasTokens(params),
    rule: params.fencing,
    ttl: params.ttl,
  }
  let from = now > SHOWN ? now - SHOWN : 0
  let to = from + SHOWN
  let story: Fencing['story'] = 'none'
  let first = 0
  let resource = 0
  if (waits) {
    const { number, token } = waits.lock
    story = 'coming'
    first = number
    resource = waits.lock.resource
    from = believedFrom(world, number, token, now) - BEFORE
    to = Math.max(waits.pausedUntil + AFTER, from + SHOWN)
  } else if (stale >= 0) {
    story = 'told'
    first = writes.client[stale] as number
    resource = writes.resource[stale] as number
    from = believedFrom(world, first, writes.token[stale] as number, writes.sentAt[stale] as Millis) - BEFORE
    to = Math.max((writes.at[stale] as Millis) + AFTER, from + SHOWN)
  }
  const end = to < now ? to : now
  const stretches = stretchesIn(world.spans, from, end, now).filter((stretch) => stretch.resource === resource)
  const written = writesIn(writes, from, end).filter((write) => write.resource === resource)
  const busy = [
    first,
    ...stretches
      .filter(({ what }) => what === BELIEVES)
      .map(({ client }) => client)
      .reverse(),
  ]
  const others = members.map(({ lock }) => lock.number)
  const clients = [...new Set([...busy, ...others])].filter((client) => client > 0).slice(0, ROWS)
  return { ...common, from, to, story, resource, clients, stretches, writes: written }
}
