import type { Millis } from '../../../units.ts'
import { DUPLICATE, LOST, messagesBetween, UNHEARD } from '../../../world/tracing.ts'
import type { LockParams } from '../params.ts'
import { kindNames } from '../run/kinds.ts'
import { clientNode, type LockWorld, serversOf, storageNode, tracedClient } from '../run/world.ts'

/** A message between two lines of the ladder. */
export interface Rung {
  readonly number: number
  readonly from: number
  readonly to: number
  readonly words: string
  readonly sentAt: Millis
  readonly arrivesAt: Millis
  readonly fate: 'way' | 'arrived' | 'lost'
  readonly copy: boolean
}

/** The last messages of one client, as they went between it, the service and the storage. */
export interface Messages {
  readonly now: Millis
  readonly client: number
  /** Names of the lines, from left to right. */
  readonly lines: readonly string[]
  readonly rungs: readonly Rung[]
}

/** So many messages are shown. */
const SHOWN = 14

/** The messages of the client that is followed, and between service and storage because of it. */
export function readMessages(world: LockWorld, params: LockParams, now: Millis): Messages {
  const client = tracedClient(world, params)
  const servers = serversOf(world)
  const own = clientNode(client)
  const storage = storageNode(world)
  const first = world.members.length
  const lineOf = (node: number): number => (node === own ? 0 : node === storage ? servers + 1 : node - first + 1)
  const concerns = (node: number): boolean => node === own || node >= first
  const rungs = messagesBetween(world.tracing, 0, now)
    .filter(({ from, to }) => concerns(from) && concerns(to) && (from === own || to === own))
    .slice(-SHOWN)
    .map(
      ({ number, from, to, kind, about, sentAt, arrivesAt, fate }): Rung => ({
        number,
        from: lineOf(from),
        to: lineOf(to),
        words: about >= 100 ? `${kindNames[kind]} ${about}` : (kindNames[kind] ?? ''),
        sentAt,
        arrivesAt,
        fate: fate === LOST || fate === UNHEARD ? 'lost' : arrivesAt > now ? 'way' : 'arrived',
        copy: fate === DUPLICATE,
      }),
    )
  const nodes = Array.from({ length: servers }, (_, n) => (servers > 1 ? `Node ${n + 1}` : 'Lock service'))
  return { now, client, lines: [`Client ${client}`, ...nodes, 'Storage'], rungs }
}
