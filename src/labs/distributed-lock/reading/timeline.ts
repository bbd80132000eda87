import type { Millis } from '../../../units.ts'
import type { LockParams } from '../params.ts'
import { hasTokens } from '../rules.ts'
import { OPEN, places, type Spans, type Writes } from '../run/spans.ts'
import type { LockWorld } from '../run/world.ts'

/** A stretch of time of a client, or of a lock; one that goes on ends now. */
export interface Stretch {
  readonly what: number
  readonly client: number
  readonly resource: number
  /** 0 none. */
  readonly token: number
  readonly from: Millis
  readonly to: Millis
  readonly goesOn: boolean
}

/** A write that reached the storage. */
export interface Written {
  readonly client: number
  readonly resource: number
  readonly token: number
  readonly sentAt: Millis
  readonly at: Millis
  /** Bits of `run/spans.ts`. */
  readonly fate: number
}

/** What holders and writes did in a stretch of time. */
export interface Timeline {
  readonly now: Millis
  readonly from: Millis
  readonly to: Millis
  readonly clients: readonly number[]
  readonly resources: number
  readonly tokens: boolean
  readonly stretches: readonly Stretch[]
  readonly writes: readonly Written[]
}

/** The holder picture shows the last so much. */
const SHOWN: Millis = 12_000

/** Stretches that touch a stretch of time, oldest first. */
export function stretchesIn(of: Spans, from: Millis, to: Millis, now: Millis): Stretch[] {
  return places(of).flatMap((at): Stretch[] => {
    const goesOn = of.to[at] === OPEN
    const end = goesOn ? now : (of.to[at] as Millis)
    if (end < from || (of.from[at] as Millis) > to) return []
    return [
      {
        what: of.what[at] as number,
        client: of.client[at] as number,
        resource: of.resource[at] as number,
        token: of.token[at] as number,
        from: of.from[at] as Millis,
        to: end,
        goesOn,
      },
    ]
  })
}

/** Writes that were on their way in a stretch of time, oldest first. */
export function writesIn(of: Writes, from: Millis, to: Millis): Written[] {
  return places(of).flatMap((at): Written[] => {
    if ((of.at[at] as Millis) < from || (of.sentAt[at] as Millis) > to) return []
    return [
      {
        client: of.client[at] as number,
        resource: of.resource[at] as number,
        token: of.token[at] as number,
        sentAt: of.sentAt[at] as Millis,
        at: of.at[at] as Millis,
        fate: of.fate[at] as number,
      },
    ]
  })
}

/** Who held what over the last seconds, in truth and in the clients' belief. */
export function readHolders(world: LockWorld, params: LockParams, now: Millis): Timeline {
  const from = now > SHOWN ? now - SHOWN : 0
  return {
    now,
    from,
    to: from + SHOWN,
    clients: world.members.map(({ lock }) => lock.number),
    resources: world.unchecked.length,
    tokens: hasTokens(params),
    stretches: stretchesIn(world.spans, from, now, now),
    writes: writesIn(world.writes, from, now),
  }
}
