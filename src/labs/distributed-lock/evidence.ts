import type { Evidence, Look } from '../../lab/lab.ts'
import { duration, number } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import type { LockEvent } from './run/event.ts'
import { kindNames, receivers } from './run/kinds.ts'
import { places, STALE, STORED } from './run/spans.ts'
import type { LockWorld } from './run/world.ts'

type LockLook = Look<typeof params, LockWorld>

const { life, storage } = book.parts

/** Badges beneath a rule. */
const MOST = 12

/** The last writes that reached the storage, by client and token. */
export function evidence(part: number, { world }: LockLook): Evidence | undefined {
  const judged = part === storage.conflicts || part === storage.rejects || part === storage.harmless
  if (!judged) return undefined
  const { client, event, fate, token } = world.writes
  const items = places(world.writes)
    .slice(-MOST)
    .map((place): Evidence['items'][number] => {
      const bits = fate[place] as number
      const stored = (bits & STORED) !== 0
      const shown = token[place] as number
      return {
        label: shown > 0 ? number(shown) : `client ${client[place]}`,
        tone: !stored ? 'caution' : (bits & STALE) !== 0 ? 'failed' : 'fine',
        event: event[place] as number,
      }
    })
  return { title: 'Tokens of the last writes in the order in which they arrived.', items }
}

/** What has followed. */
export function sinceThen(part: number, { world, now, last }: LockLook): readonly (readonly [string, string])[] {
  const { totals, account } = world
  if (part === storage.conflicts) {
    return [
      ['Conflicts in all', number(totals.conflicts)],
      ['Writes accepted in all', number(totals.accepted)],
    ]
  }
  if (part === storage.rejects) return [['Writes rejected in all', number(totals.rejected)]]
  if (part !== life.expires) return []
  return [
    ['Expired so far', number(totals.expired)],
    ['Of them under a holder at work', number(totals.falseExpiries)],
    ['Since then', duration(Math.round(now - last(part)))],
    ['Token in force or last', number(account.issued[0] ?? NaN)],
  ]
}

const own: Readonly<Partial<Record<LockEvent['type'], string>>> = {
  want: 'wants a lock',
  retry: 'has waited long enough and asks again',
  patience: 'has run out of patience',
  work: 'has done a piece of work',
  write: 'is about to write',
  heartbeat: 'is due for a heartbeat',
  lapse: 'looks at its clock: its lock may be over',
  stop: 'has stopped its work',
  resume: 'goes on after its pause',
  restart: 'is back',
}

const others: Readonly<Partial<Record<LockEvent['type'], string>>> = {
  pausing: 'A client stands still by chance',
  crashing: 'A client crashes by chance',
  everybody: 'Everybody wants a lock at once',
  forget: 'The service restarted',
  heal: 'The network is whole again',
  step: 'Clocks were set',
}

/** Who a message is for, in words. */
const at = ({ client, kind, server }: LockEvent): string => {
  const receiver = receivers[kind]
  if (receiver === 'client') return `client ${client}`
  return receiver === 'storage' ? `the storage from client ${client}` : `node ${server + 1} from client ${client}`
}

/** An event in one sentence. */
export function tells(event: LockEvent): string | undefined {
  const { client, kind, token, type } = event
  switch (type) {
    case 'deliver': {
      const with_ = token > 0 ? `, token ${token},` : ''
      return `“${kindNames[kind]}”${with_} reached ${at(event)}`
    }
    case 'silent':
      return `Client ${client} has waited long enough for an answer to “${kindNames[kind]}”`
    case 'expire':
      return 'The deadline of a lock has come'
    case 'pause':
    case 'crash':
    case 'cut':
    case 'mishap':
      return undefined
    default:
      return own[type] === undefined ? others[type] : `Client ${client} ${own[type]}`
  }
}
