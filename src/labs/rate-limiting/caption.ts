import type { Caption, Look } from '../../lab/lab.ts'
import { clock, duration, type Millis, number, quantity } from '../../units.ts'
import { book } from './book.ts'
import { boundOf } from './bounds.ts'
import { expectedRefused } from './expected.ts'
import { FIRST_REFERENCE, type Lane, laneOf, lanes } from './lanes.ts'
import type { LimiterParams, params } from './params.ts'
import { wholeSeconds } from './rules.ts'
import type { LimiterWorld } from './run/world.ts'
import { nextTurn } from './view/curve.ts'
import { rowsOf } from './view/rows.ts'

type LimiterLook = Look<typeof params, LimiterWorld>

/** How long a burst by hand stays the news, and a breach at least. */
const NEWS: Millis = 6000

/** How long tokens set by hand stay the news. */
const PLACED: Millis = 15_000

const calls = (count: number): string => `${number(count)} ${count === 1 ? 'call' : 'calls'}`

/** A lane's name inside a sentence: "the token bucket", "the document’s token bucket". */
function the(lane: number): string {
  if (lane === laneOf.gates) return 'the gates'
  if (lane === laneOf.gcra) return 'GCRA'
  const { label } = lanes[lane] as Lane
  const small = label.charAt(0).toLowerCase() + label.slice(1)
  const name = small === 'distributed' ? 'distributed window' : small
  return lane < FIRST_REFERENCE ? `the ${name}` : `the document’s ${name}`
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What happened lately, with its numbers. */
export function caption(look: LimiterLook): Caption {
  const news = away(look) ?? example(look) ?? breach(look) ?? failing(look) ?? burst(look)
  return news ?? crowd(look) ?? loss(look) ?? summary(look)
}

function away({ params: given }: LimiterLook): Caption | undefined {
  if (given.server === 'up' || !(given.showDistributed || given.focus === 'distributed')) return undefined
  return given.unreachable === 'open'
    ? { tone: 'failed', text: 'The shared server is **away**: gateways admit every call, and nothing is limited.' }
    : { tone: 'caution', text: 'The shared server is **away**: gateways refuse every call, so that the limit holds.' }
}

/** A limiter that let through more than it promises, lately: the one that went furthest beyond. */
function breach({ world, params: given, now }: LimiterLook): Caption | undefined {
  const { most, mostAt } = world.measures
  const patience = Math.max(NEWS, 2 * given.window)
  let worst = -1
  let factor = 1
  for (const lane of rowsOf(given)) {
    const times = (most[lane] as number) / boundOf(given, lane)
    if (times <= factor || now - (mostAt[lane] as number) > patience) continue
    worst = lane
    factor = times
  }
  if (worst < 0) return undefined
  const span = `the ${duration(given.window)} from ${clock((mostAt[worst] as number) - given.window)}`
  const through = `${sentence(the(worst))} let **${number(most[worst] as number)}** calls through in ${span}`
  const limit = `its limit is ${number(boundOf(given, worst))}`
  return { tone: 'failed', text: `${through}, ${limit}: ${reason(world, given, worst)}.` }
}

function reason(world: LimiterWorld, given: LimiterParams, lane: number): string {
  if (lane === laneOf.fixedWindow) {
    const rules = world.rules.at(-1)
    const turn = rules ? nextTurn((world.measures.mostAt[lane] as number) - given.window, rules) : 0
    return `the count went back to zero at ${clock(turn)}`
  }
  if (lane === laneOf.slidingCounter) return 'it takes the calls of the last window as spread evenly over it'
  if (lane === laneOf.distributed || lane === laneOf.referenceShared) return shared(given, lane)
  return 'the document’s code does not keep it'
}

function shared(given: LimiterParams, lane: number): string {
  const document = lane === laneOf.referenceShared
  if (given.skew !== 0 && (document || given.clock === 'gateway')) {
    return `a gateway’s clock is off by ${duration(Math.abs(given.skew))}, and entries leave by it`
  }
  if (!document && given.order === 'readThenAdd') return 'gateways counted before others had added'
  if (document || given.member === 'reading') return 'calls with the same clock reading share one entry'
  if (given.clock === 'gateway') return 'gateways date calls when they leave, and some take longer than others'
  return 'the server was away, or the settings have changed'
}

/** The document's shared window raises on every call when its expiry is not a whole number of seconds (B22). */
function failing({ world, params: given }: LimiterLook): Caption | undefined {
  if (given.code === 'correct' || !given.showDistributed || wholeSeconds(given.window)) return undefined
  const calls = number(world.measures.refused[laneOf.referenceShared] as number)
  const expiry = `An expiry of ${duration(given.window + 1000)} is no whole number of seconds`
  return {
    tone: 'failed',
    text:
      `${expiry}: the server refuses it after the call was added, and the document’s code **failed** ` +
      `${calls} times.`,
  }
}

/** Tokens set by hand, and what the next call made of them. */
function example(look: LimiterLook): Caption | undefined {
  const { at, tokens } = look.world.placed
  if (at < 0 || look.now - at > PLACED) return undefined
  const held = `The bucket held ${quantity(tokens, 'tokens')} at ${clock(at)}`
  const { reads, takes } = book.parts.bucket
  if (!(look.last(takes) > at)) return { tone: 'idle', text: `${held}. **No call** has come since.` }
  const { elapsed = NaN } = look.numbers(reads)
  const { left = NaN } = look.numbers(takes)
  const since = elapsed === look.last(takes) - at
  if (!since) return undefined
  const found = number(left + look.params.cost)
  return {
    tone: 'fine',
    text: `${held}. After ${duration(elapsed)} a call found ${found} and left **${number(left)}**.`,
  }
}

/** What the shown limiters made of the last burst by hand. */
function burst({ world, params: given, now }: LimiterLook): Caption | undefined {
  const { at, calls: sent, before } = world.burst
  if (at < world.measures.since || sent < 2 || now - at > NEWS) return undefined
  const admitted = (lane: number): number =>
    Math.min(sent, (world.measures.admitted[lane] as number) - (before[lane] as number))
  const shown = rowsOf(given).slice(0, 4)
  if (shown.length === 0) return undefined
  const parts = shown.map((lane) => `${the(lane)} ${number(admitted(lane))}`)
  return { tone: 'caution', text: `Of the **burst** of ${calls(sent)} at ${clock(at)}: ${listed(parts)} admitted.` }
}

/** Many users: what the first gets, and what the others lose by it. */
function crowd({ world, params: given }: LimiterLook): Caption | undefined {
  const { totals } = world
  if (given.users === 1 || totals.calls === totals.first || totals.first === 0) return undefined
  const lane = laneOf[given.focus]
  const refusedFirst = totals.refusedFirst[lane] as number
  const refusedOthers = (totals.refused[lane] as number) - refusedFirst
  const others = totals.calls - totals.first
  const sent = `User 1 sent ${quantity(totals.first / totals.calls, 'share')} of all calls`
  const lost = refusedOthers / others
  const tone = lost > 0.001 ? 'failed' : refusedFirst > 0 ? 'caution' : 'fine'
  const own = `${quantity(Math.min(1, refusedFirst / totals.first), 'share')} of its own`
  return {
    tone,
    text: `${sent}: ${the(lane)} refused ${own} and **${quantity(Math.min(1, lost), 'share')}** of the others’.`,
  }
}

/** Random calls: the share that the followed limiter refused, and what its law expects. */
function loss({ world, params: given }: LimiterLook): Caption | undefined {
  const { asked, refused } = world.measures
  const lane = laneOf[given.focus]
  const expected = expectedRefused(given)
  if (Number.isNaN(expected) || asked === 0) return undefined
  const out = refused[lane] as number
  const share = `${the(lane)} refused **${quantity(out / asked, 'share')}**`
  return {
    tone: out > 0 ? 'caution' : 'fine',
    text: `Of ${calls(asked)} at random ${share}. In the long run its law expects ${quantity(expected, 'share')}.`,
  }
}

function summary({ world, params: given }: LimiterLook): Caption {
  const { admitted, asked } = world.measures
  const shown = rowsOf(given).slice(0, 4)
  if (asked === 0 || shown.length === 0) {
    return { tone: 'idle', text: `**No call** has come yet: every limiter has all it can give.` }
  }
  const parts = shown.map((lane) => `${the(lane)} ${number(admitted[lane] as number)}`)
  const refusing = shown.some((lane) => (world.measures.refused[lane] as number) > 0)
  return {
    tone: refusing ? 'caution' : 'fine',
    text: `Of **${calls(asked)}** so far: ${listed(parts)} admitted.`,
  }
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
