import type { Evidence, Look } from '../../lab/lab.ts'
import { clock, number } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import type { GossipEvent } from './run/event.ts'
import { MOST_CHANGES } from './run/story.ts'
import { type GossipWorld, NEVER } from './run/world.ts'

type GossipLook = Look<typeof params, GossipWorld>

/** Badges that fit beneath a rule. */
const MOST = 6
const badges = [
  { label: 'alive', tone: 'fine' },
  { label: 'suspect', tone: 'caution' },
  { label: 'dead', tone: 'failed' },
  { label: 'left', tone: 'idle' },
] as const

const { members, rumor } = book.parts
const memberParts: readonly number[] = Object.values(members)

/** What the observer believed of the member before, newest last. */
export function evidence(part: number, look: GossipLook): Evidence | undefined {
  if (!memberParts.includes(part)) return undefined
  const { story } = look.world.watch
  const { member, observer } = look.numbers(part)
  const items: Evidence['items'][number][] = []
  const first = Math.max(0, story.total - MOST_CHANGES)
  for (let i = story.total - 1; i >= first && items.length < MOST; i -= 1) {
    const place = i % MOST_CHANGES
    if (story.member[place] !== member || story.observer[place] !== observer) continue
    const badge = badges[story.state[place] as number]
    if (!badge) continue
    const at = clock(story.at[place] as number)
    items.push({ label: `${badge.label} ${at}`, tone: badge.tone, event: story.event[place] as number })
  }
  return items.length > 0 ? { title: 'What this observer has believed of it.', items: items.reverse() } : undefined
}

/** What has followed. */
export function sinceThen(part: number, { world }: GossipLook): readonly (readonly [string, string])[] {
  if (part !== rumor.begins) return []
  const { complete, messages, rumor: spread, up } = world
  return [
    ['Nodes that know it', `${number(spread.informed)} of ${number(up)}`],
    ['Messages so far', number(messages)],
    ...(complete === NEVER ? [] : ([['All knew at', clock(complete)]] as const)),
  ]
}

const named = (node: number): string => (node < 0 ? 'a node' : `node ${node}`)

/** An event in one sentence. */
export function tells({ type, node, from, word }: GossipEvent): string | undefined {
  switch (type) {
    case 'round':
      return 'A round began'
    case 'turn':
      return `Node ${node} began its round`
    case 'tell':
      return `Node ${from} told node ${node} the rumor`
    case 'ask':
      return `Node ${from} asked node ${node} for the rumor`
    case 'reply':
      return `Node ${from} replied that it was ${word === 1 ? 'news' : 'no news'}`
    case 'compare':
      return 'All nodes compared what they know with one other each'
    case 'offer':
    case 'return':
      return `Node ${from} sent node ${node} what it knows`
    case 'mail':
      return `A message from node ${from} reached node ${node}`
    case 'timer':
      return `A timer of node ${node} was due`
    case 'beat':
      return `Node ${node} sent its heartbeat`
    case 'pulse':
      return `The heartbeat of node ${from} reached node ${node}`
    case 'check':
      return `Node ${node} looked at the silence of node ${from}`
    case 'word':
      return `Node ${from} told node ${node} of a member`
    case 'gone':
      return `Node ${node} stopped after its farewell`
    case 'rumor':
    case 'next':
      return 'A new rumor began'
    case 'crash':
    case 'leave':
    case 'restart':
      return `The act “${type}” reached ${named(node)}`
    default:
      return undefined
  }
}
