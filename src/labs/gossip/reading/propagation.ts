import { ALIVE, DEAD, SUSPECT, stateOf, UNKNOWN } from '../../../engines/gossip/member.ts'
import { IGNORANT, REMOVED } from '../../../engines/gossip/rumor.ts'
import type { Millis } from '../../../units.ts'
import type { GossipParams } from '../params.ts'
import { CIRCLE } from '../run/place.ts'
import { MOST_RECENT } from '../run/recent.ts'
import { AWAY, type GossipWorld, UP } from '../run/world.ts'

/** What a node is drawn as: the low bits of its mark. */
export const looks = ['ignorant', 'knows', 'fresh', 'silent', 'down', 'away'] as const
export type NodeLook = (typeof looks)[number]
const [IGNORANT_LOOK, KNOWS, FRESH, SILENT, FALLEN, GONE] = [0, 1, 2, 3, 4, 5] as const
export const LOOK = 7
/** Further bits: slow, suspected or taken for dead by somebody, beyond the cut. */
export const SLOW = 8
export const SUSPECTED = 16
export const CONDEMNED = 32
export const BEYOND = 64

/** Messages that one picture shows. */
const MOST_SHOWN = 1200
/** How long a message stays in the picture of a small group after it came. */
const LINGERS: Millis = 250

/** What the picture of the spreading rumor shows. */
export interface Propagation {
  /** By node: a look and further bits. */
  readonly marks: Uint8Array
  /** How many nodes have each look, and each further mark that tells of a state. */
  readonly counts: readonly number[]
  readonly suspected: number
  readonly condemned: number
  readonly slow: number
  readonly now: Millis
  readonly source: number
  readonly rumor: number
  readonly round: number
  readonly up: number
  /** Messages by pairs of sender and receiver, what each is worth, when it left and when it comes. */
  readonly pairs: Int32Array
  readonly kinds: Uint8Array
  readonly sent: Float64Array
  readonly due: Float64Array
  readonly cutShare: number
}

/** Reads the picture off the world. */
export function readPropagation(world: GossipWorld, { cutShare }: GossipParams, now: Millis): Propagation {
  const marks = new Uint8Array(world.size)
  const counts = looks.map(() => 0)
  let slow = 0
  let suspected = 0
  let condemned = 0
  for (let node = 0; node < world.size; node += 1) {
    const mark = markOf(world, node)
    marks[node] = mark
    counts[mark & LOOK] = (counts[mark & LOOK] as number) + 1
    if ((mark & SLOW) !== 0) slow += 1
    if ((mark & SUSPECTED) !== 0) suspected += 1
    if ((mark & CONDEMNED) !== 0) condemned += 1
  }
  return {
    marks,
    counts,
    slow,
    suspected,
    condemned,
    now,
    source: world.source,
    rumor: world.number,
    round: world.round.number,
    up: world.up,
    cutShare: world.cut ? cutShare : 0,
    ...messages(world, now),
  }
}

function markOf(world: GossipWorld, node: number): number {
  const { distance, network } = world
  let mark: number = lookOf(world, node)
  if ((network.slowness[node] as number) > 0 || (distance[node] as number) > 0) mark |= SLOW
  if (world.cut && network.side[node] !== 0) mark |= BEYOND
  const said = saidOf(world, node)
  return said === SUSPECT ? mark | SUSPECTED : said === DEAD ? mark | CONDEMNED : mark
}

/** The gravest that is said of a node: by SWIM the latest news of it, by heartbeats what the observer believes. */
function saidOf({ beating, swim, watch }: GossipWorld, node: number): number {
  if (swim) return stateOf(swim.best[node] as number)
  if (!beating || node === watch.observer) return ALIVE
  const view = beating.views[watch.observer * beating.members + node] as number
  return view === UNKNOWN ? ALIVE : stateOf(view)
}

function lookOf({ number, rumor, round, state }: GossipWorld, node: number): number {
  if (state[node] !== UP) return state[node] === AWAY ? GONE : FALLEN
  if (number === 0) return KNOWS
  if (rumor.state[node] === IGNORANT) return IGNORANT_LOOK
  if (rumor.state[node] === REMOVED) return SILENT
  return round.number > 0 && (rumor.heard[node] as number) >= round.at ? FRESH : KNOWS
}

type Messages = Pick<Propagation, 'pairs' | 'kinds' | 'sent' | 'due'>

/** The messages of the round at hand; in a small group those under way or just come, whatever they are. */
function messages({ recent, round, size }: GossipWorld, now: Millis): Messages {
  const small = size <= CIRCLE
  const first = Math.max(0, recent.total - MOST_RECENT)
  const places: number[] = []
  for (let i = recent.total - 1; i >= first && places.length < MOST_SHOWN; i -= 1) {
    const at = i % MOST_RECENT
    const sent = recent.sent[at] as number
    if (small ? (recent.due[at] as number) + LINGERS >= now : sent >= round.at) places.push(at)
    else if (!small || now - sent > 60_000) break
  }
  const pairs = new Int32Array(places.length * 2)
  places.forEach((at, i) => {
    pairs[2 * i] = recent.from[at] as number
    pairs[2 * i + 1] = recent.to[at] as number
  })
  return {
    pairs,
    kinds: Uint8Array.from(places, (at) => recent.kind[at] as number),
    sent: Float64Array.from(places, (at) => recent.sent[at] as number),
    due: Float64Array.from(places, (at) => recent.due[at] as number),
  }
}
