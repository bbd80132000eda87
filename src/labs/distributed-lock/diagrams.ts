import type { LockClient } from '../../engines/lock/client.ts'
import { leasedLockOf, leaseOf } from '../../engines/lock/lease.ts'
import { lockOf } from '../../engines/lock/service.ts'
import type { Diagram, Lit } from '../../lab/lab.ts'
import { outer } from '../../machine/machine.ts'
import { duration, number } from '../../units.ts'
import { book } from './book.ts'
import { machineLabels } from './labels.ts'
import type { LockParams, params } from './params.ts'
import { hasTokens } from './rules.ts'
import { arrowOf } from './run/post.ts'
import { type LockWorld, memberOf, tracedClient } from './run/world.ts'

/** Who holds the first lock at the first node, and how long it has left. */
function lifeLit(world: LockWorld): Lit {
  const { store, nodes } = world
  const [node] = nodes
  if (!node) {
    const lock = leasedLockOf(store, 0)
    const key = lock.keys[0]
    const lease = key && leaseOf(store, key.lease)
    return {
      current: [lock.state],
      since: lock.since,
      notes: heldNote(lock.state, key?.client, key?.created, lease?.ttl),
    }
  }
  const lock = lockOf(node, 0)
  const held = lock.owner !== 0
  return {
    current: [lock.state],
    ...(held ? { since: lock.since } : {}),
    notes: heldNote(lock.state, held ? lock.client : undefined, lock.token, lock.ttl),
  }
}

function heldNote(state: string, client = 0, token = 0, ttl = NaN): Readonly<Record<string, string>> {
  const place = outer(state)
  if (client === 0 || (place !== 'acquired' && place !== 'extended')) return {}
  const by = token > 0 ? `client ${client}, token ${number(token)}` : `client ${client}, ${duration(ttl)}`
  return { [place]: by }
}

/** A sequence: who takes part, and which messages were lost when they were sent last. */
const sequenceLit =
  (sequence: 'acquisition' | 'holding') =>
  (world: LockWorld, values: LockParams): Lit => {
    const client = tracedClient(world, values)
    const lost = arrowOf.flatMap((part, kind) => {
      const [diagram, key] = (part === undefined ? '' : (book.names[part] ?? '')).split('.')
      return diagram === sequence && key !== undefined && world.marks.lost[kind] === 1 ? [key] : []
    })
    return { current: [], lost, notes: { client: words(memberOf(world, client).lock) } }
  }

const words = ({ number: client, state, token }: LockClient): string =>
  outer(state) === 'holding' && token > 0 ? `${client}, token ${number(token)}` : `number ${client}`

/** How many clients are in each state. */
function clientLit({ members }: LockWorld): Lit {
  const population: Record<string, number> = {}
  for (const { lock } of members) population[lock.state] = (population[lock.state] ?? 0) + 1
  return { current: [], population }
}

function storageLit({ checked, unchecked, totals }: LockWorld, values: LockParams): Lit {
  const stored = values.fencing === 'none' ? unchecked[0] : checked[0]
  const highest = stored?.highest ?? 0
  return {
    current: [],
    notes: {
      highest: hasTokens(values) && highest > 0 ? number(highest) : '–',
      rejected: number(totals.rejected),
      conflict: number(totals.conflicts),
    },
  }
}

/**
 * Ways that these settings do not offer: another's release, a question without an extension, a late discovery. A
 * heartbeat of a former holder and a loss of memory are drawn once there was one.
 */
function lifeOmits(values: LockParams, taken: (part: string) => boolean): readonly string[] {
  const leases = values.service === 'lease'
  return [
    ...(values.releaseBy === 'anyone' && !leases ? [] : ['snatches']),
    ...(values.guard === 'service' && !leases ? [] : ['valid', 'stillValid']),
    ...(values.noticed === 'asked' && !leases ? [] : ['invalid']),
    ...(taken('refuses') || taken('refusesAgain') ? [] : ['refuses', 'refusesAgain']),
    'forgets',
  ]
}

/** Crashes are drawn once there was one. */
function clientOmits(values: LockParams, taken: (part: string) => boolean): readonly string[] {
  const lines = values.service === 'lease' || (values.service === 'single' && values.waiting !== 'none')
  return [
    ...(lines ? [] : ['lines']),
    ...(values.guard === 'ownClock' ? [] : ['lapses']),
    ...(taken('crashes') || taken('restarts') ? [] : ['crashes', 'restarts']),
  ]
}

const storageOmits = ({ fencing }: LockParams): readonly string[] =>
  fencing === 'none' ? ['checked', 'passes', 'rejects', 'raises'] : ['unchecked']

/** The five diagrams: what is said, how a lock lives, what a client believes, what a write meets. */
export const diagrams: readonly Diagram<typeof params, LockWorld>[] = [
  { key: 'acquisition', tab: 'Acquisition', lit: sequenceLit('acquisition') },
  { key: 'holding', tab: 'Holding', lit: sequenceLit('holding') },
  { key: 'life', tab: 'Life cycle', lit: lifeLit, labels: machineLabels, omits: lifeOmits },
  { key: 'client', tab: 'Clients', lit: clientLit, omits: clientOmits },
  { key: 'storage', tab: 'Storage', lit: storageLit, omits: storageOmits },
]
