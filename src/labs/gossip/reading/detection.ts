import type { Millis } from '../../../units.ts'
import type { GossipParams } from '../params.ts'
import { IS_DOWN, IS_UP, MOST_CHANGES, OBSERVERS } from '../run/story.ts'
import type { GossipWorld } from '../run/world.ts'

/** What an observer can take the member for, or what it is in fact. */
export type Seen = 'unknown' | 'alive' | 'suspect' | 'dead' | 'left' | 'up' | 'down'

const seen: readonly Seen[] = ['alive', 'suspect', 'dead', 'left', 'up', 'down', 'unknown']

/** From `from` on, the observer took the member for this. */
export interface Stretch {
  readonly from: Millis
  readonly as: Seen
}

/** One line: what is true, or what one observer believed when. */
export interface DetectionRow {
  /** The observer; the member itself in the line of facts. */
  readonly node: number
  readonly stretches: readonly Stretch[]
}

/** The life of one member in fact and in the eyes of some observers. */
export interface Detection {
  readonly member: number
  readonly now: Millis
  /** Where the picture begins. */
  readonly from: Millis
  readonly rows: readonly DetectionRow[]
}

/** So much of the past is shown, and more while it holds what happened last; but never more than the longest. */
const SPAN: Millis = 60_000
const BEFORE: Millis = 40_000
const LONGEST: Millis = 180_000

/** Reads the time line of the member in focus off the world. */
export function readDetection(world: GossipWorld, params: GossipParams, now: Millis): Detection {
  const { focus, observer, since } = world.watch
  const { size } = world
  const member = focus < 0 ? (observer + 1) % size : focus
  const observers: number[] = []
  for (let place = 0; place < Math.min(OBSERVERS, size) && observers.length < OBSERVERS - 1; place += 1) {
    const node = (observer + place) % size
    if (node !== member) observers.push(node)
  }
  const joined = member >= params.nodes
  const rows = [
    rowOf(world, member, member, [{ from: 0, as: joined ? 'down' : 'up' }]),
    ...observers.map((node) => rowOf(world, node, member, begun(world, since, joined))),
  ]
  return { member, now, from: beginning(rows, now), rows }
}

function beginning(rows: readonly DetectionRow[], now: Millis): Millis {
  let last = 0
  for (const { stretches } of rows) last = Math.max(last, stretches.at(-1)?.from ?? 0)
  return Math.max(0, now - LONGEST, Math.min(now - SPAN, last - BEFORE))
}

/** What an observer believes before anything is recorded of it. */
function begun({ detector }: GossipWorld, since: Millis, joined: boolean): readonly Stretch[] {
  const nothing = joined || detector !== 'swim'
  if (nothing) return [{ from: 0, as: 'unknown' }]
  return since > 0
    ? [
        { from: 0, as: 'unknown' },
        { from: since, as: 'alive' },
      ]
    : [{ from: 0, as: 'alive' }]
}

function rowOf({ watch }: GossipWorld, node: number, member: number, start: readonly Stretch[]): DetectionRow {
  const { story } = watch
  const stretches = [...start]
  for (let i = Math.max(0, story.total - MOST_CHANGES); i < story.total; i += 1) {
    const place = i % MOST_CHANGES
    if (story.observer[place] !== node) continue
    const about = story.member[place] as number
    const state = story.state[place] as number
    const own = about === node && (state === IS_UP || state === IS_DOWN)
    if (about !== member && !(own && state === IS_DOWN)) continue
    const from = story.at[place] as number
    const as = seen[state] as Seen
    if (stretches.at(-1)?.from === from) stretches.pop()
    if (stretches.at(-1)?.as !== as) stretches.push({ from, as })
  }
  return { node, stretches }
}
