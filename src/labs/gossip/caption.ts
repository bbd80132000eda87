import type { Caption, Look } from '../../lab/lab.ts'
import type { Part } from '../../machine/part.ts'
import { log } from '../../sim/exact.ts'
import { clock, duration, type Millis, number, quantity } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import { agreement } from './run/watch.ts'
import { type GossipWorld, MOST_BEATING, NEVER } from './run/world.ts'

type GossipLook = Look<typeof params, GossipWorld>

const { members } = book.parts

/** How long a change of the observer's mind stays the news. */
const NEWS: Millis = 8000

const nodes = (count: number): string => `${number(count)} ${count === 1 ? 'node' : 'nodes'}`
const name = (value: number | undefined): string => `n${value ?? '–'}`

/**
 * What has just happened, with its numbers: the round while a rumor spreads, else what the observer came to
 * believe.
 */
export function caption(look: GossipLook): Caption {
  const { complete, number: rumors, rumor } = look.world
  if (complete === NEVER && rumor.infective > 0) return spreading(look)
  const news = member(look)
  if (news) return news
  if (rumors === 0) return watching(look)
  return complete === NEVER ? stuck(look) : known(look)
}

/** Nothing but the members' watch over each other. */
function watching({ world: { detector, size, up, watch }, params }: GossipLook): Caption {
  if (detector === 'off') {
    const why = params.watch === 'off' ? '' : `: all-to-all heartbeats are left to groups of ${MOST_BEATING} or fewer`
    return { tone: 'idle', text: `**${nodes(up)}** run, and nobody watches them${why}.` }
  }
  const [alive = 0, suspect = 0, dead = 0] = watch.seen
  const believed = `${number(alive)} alive, ${number(suspect)} suspect, ${number(dead)} dead`
  return {
    tone: 'fine',
    text: `${name(watch.observer)} takes **${believed}**. In fact ${number(up)} of ${number(size)} nodes are up.`,
  }
}

function spreading({ world, params: { way, fanout } }: GossipLook): Caption {
  const { round, rumor, source, up } = world
  const share = `**${number(rumor.informed)} of ${number(up)}** know`
  if (round.number === 0) return { tone: 'idle', text: `A rumor begins at ${name(source)}: ${share}.` }
  const peers = fanout === 1 ? 'one peer' : `${number(fanout)} peers`
  const each = round.callers === 1 ? '' : ' each'
  const deed = `${nodes(round.callers)} ${way === 'push' ? 'told' : 'called'} ${peers}${each}`
  const counts = `${number(round.news)} heard it first, ${number(round.known)} knew, ${number(round.lost)} were lost`
  return { tone: 'fine', text: `Round ${number(round.number)}: ${deed}. ${counts}: ${share}.` }
}

function known(look: GossipLook): Caption {
  const { began, complete, messages, rounds, up } = look.world
  const time = duration(Math.round(complete - began))
  const each = number(messages / Math.max(1, up))
  const text = `**All ${number(up)}** know, after ${number(rounds)} rounds (${time})${law(look)}.`
  return { tone: 'fine', text: `${text} So far the rumor has cost ${each} messages a node.` }
}

/** The number of rounds that the epidemic law gives, where it applies (Pittel 1987). */
function law({ params: { fanout, interest, way }, world: { up } }: GossipLook): string {
  if (way !== 'push' || fanout !== 1 || interest !== 'kept' || up < 2) return ''
  return `; log₂ N + ln N is ${number(log(up) / log(2) + log(up))}`
}

function stuck({ world }: GossipLook): Caption {
  const { rumor, up } = world
  const missed = up - rumor.informed
  const share = quantity(missed / Math.max(1, up), 'share')
  return {
    tone: 'caution',
    text: `Nobody tells the rumor any more: **${number(missed)} of ${number(up)}** nodes (${share}) have not heard it.`,
  }
}

const told = [
  members.suspects,
  members.confirms,
  members.condemns,
  members.refutes,
  members.rejoins,
  members.joins,
  members.leaves,
  members.forgets,
]

/** What the observer came to believe last, if that is news. */
function member(look: GossipLook): Caption | undefined {
  let part: Part | undefined
  for (const candidate of told) {
    if (look.count(candidate) === 0) continue
    if (part === undefined || look.last(candidate) >= look.last(part)) part = candidate
  }
  const { swim, watch } = look.world
  if (part === undefined || look.now - look.last(part) > NEWS) return undefined
  const numbers = look.numbers(part)
  const [who, whom] = [name(numbers['observer']), name(numbers['member'])]
  const at = clock(look.last(part))
  const agree = swim ? `; ${quantity(agreement(watch, swim), 'share')} of all views agree` : ''
  switch (part) {
    case members.suspects:
      return {
        tone: 'suspect',
        text: `At ${at} ${who} began to **suspect ${whom}**${silent(look, numbers)}${agree}.`,
      }
    case members.refutes:
    case members.rejoins:
      return {
        tone: 'fine',
        text:
          `At ${at} ${who} heard that **${whom} lives**, ` +
          `at incarnation ${number(numbers['incarnation'] ?? NaN)}${agree}.`,
      }
    case members.joins:
      return { tone: 'fine', text: `At ${at} ${who} heard of **${whom}**, new to it${silent(look, numbers)}${agree}.` }
    case members.forgets:
      return { tone: 'idle', text: `At ${at} ${who} **forgot ${whom}**${silent(look, numbers)}${agree}.` }
    case members.leaves:
      return { tone: 'idle', text: `At ${at} ${who} heard that **${whom} has left**${agree}.` }
    default:
      return { tone: 'failed', text: `At ${at} ${who} took **${whom} for dead**${silent(look, numbers)}${agree}.` }
  }
}

/** Whether the member is truly down, and since when. */
function silent({ world, now }: GossipLook, { member: node = -1 }: Readonly<Record<string, number>>): string {
  const fell = world.watch.fellAt[node]
  if (fell === undefined || fell === NEVER) return ', which is up'
  return `, which has been down for ${duration(Math.round((now - fell) / 100) * 100)}`
}
