import { holds } from '../../engines/lock/client.ts'
import type { Caption, Look } from '../../lab/lab.ts'
import type { Part } from '../../machine/part.ts'
import { clock, duration, type Millis, number } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import { believer } from './run/mischief.ts'
import type { LockWorld } from './run/world.ts'

type LockLook = Look<typeof params, LockWorld>

const { life, storage } = book.parts

/** How long a conflict, a rejection or an expiry stays the news. */
const NEWS: Millis = 4000

const rounded = (time: Millis): string => duration(time < 1000 ? Math.round(time) : Math.round(time / 10) * 10)
const recent = (look: LockLook, part: Part): boolean => look.count(part) > 0 && look.now - look.last(part) < NEWS
const said = (value: number | undefined): string => number(value ?? NaN)
const token = (value: number | undefined): string => (value ? `token ${number(value)}` : 'no token')

/** What has just happened to lock 1 and its data, and why. */
export function caption(look: LockLook): Caption {
  return conflict(look) ?? paused(look) ?? rejection(look) ?? expiry(look) ?? standing(look)
}

function conflict(look: LockLook): Caption | undefined {
  if (!recent(look, storage.conflicts)) return undefined
  const { client, token: old, holder } = look.numbers(storage.conflicts)
  const at = clock(look.last(storage.conflicts))
  const text =
    `Client ${said(client)} wrote with ${token(old)} while client ${said(holder)} was at ` +
    `work: a **conflict** at ${at}.`
  return { tone: 'failed', text: `${text} Nothing compared the tokens in time.` }
}

function paused({ world, now }: LockLook): Caption | undefined {
  const member = world.members.find(({ lock, pausedUntil }) => holds(lock) && now < pausedUntil)
  if (!member) return undefined
  const { number: client, resource } = member.lock
  const holder = world.account.holder[resource] as number
  const left = rounded(member.pausedUntil - now)
  if (holder === client) {
    return {
      tone: 'suspect',
      text: `Client ${client} holds its lock and **stands still** for another ${left}. Its TTL runs on.`,
    }
  }
  const who = holder === 0 ? 'nobody holds it' : `client ${holder} holds it`
  const text = `Client ${client} **stands still** for another ${left} and believes to hold the lock. In truth ${who}.`
  return { tone: 'suspect', text }
}

function rejection(look: LockLook): Caption | undefined {
  if (!recent(look, storage.rejects)) return undefined
  const { client, token: old, highest } = look.numbers(storage.rejects)
  const text =
    `The storage **rejected** client ${said(client)}: its ${token(old)} is lower than ` +
    `${said(highest)}, which it has seen.`
  return { tone: 'caution', text }
}

function expiry(look: LockLook): Caption | undefined {
  if (!recent(look, life.expires)) return undefined
  const { client, held } = look.numbers(life.expires)
  const at = clock(look.last(life.expires))
  const text =
    `Lock 1 of client ${said(client)} **expired** at ${at}, ${rounded(held ?? NaN)} after the ` +
    'grant: nothing was heard of it.'
  return { tone: 'caution', text }
}

function standing({ world, now }: LockLook): Caption {
  const waiting = world.members.filter(({ lock }) => lock.state === 'asking' || lock.state.startsWith('waiting')).length
  const wait = waiting === 0 ? 'nobody waits' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`
  const holder = believer(world)
  if (!holder) return { tone: 'idle', text: `Lock 1 is **free** as far as the clients know; ${wait}.` }
  const { lock } = holder
  const since = rounded(now - (world.spans.from[(holder.open[1] as number) % world.spans.from.length] as number))
  const text = `Client ${lock.number} **holds** lock 1 with ${token(lock.token)} for ${since}; ${wait}.`
  return { tone: 'fine', text }
}
