import {
  DEAD,
  incarnationOf,
  type MemberState,
  memberStates,
  SUSPECT,
  stateOf,
  UNKNOWN,
} from '../../../engines/gossip/member.ts'
import { mergeEntry } from '../../../engines/gossip/merge.ts'
import { informedShare, type Swim, viewOf } from '../../../engines/gossip/swim.ts'
import type { Millis } from '../../../units.ts'
import { type Latencies, latencies, sample } from '../../../world/latencies.ts'
import { type Story, story } from './story.ts'

const NEVER: Millis = -1

/** What we know of the members' beliefs besides what the members know: counts, times and mistakes. */
export interface Watch {
  /** Whose view is shown, and how many members are in each state in it. */
  observer: number
  readonly seen: Int32Array
  /** Since when the changes of this observer and those after it are kept. */
  since: Millis
  /** The member that the time line is about. */
  focus: number
  readonly story: Story
  /** Members of whom not everybody has the latest news; by member, whether it is among them. */
  readonly unsettled: number[]
  readonly listed: Uint8Array
  /** By member: when it fell; NEVER while it is up. */
  readonly fellAt: Float64Array
  /** Fallen members that nobody has found dead, and those that not everybody takes for dead or gone. */
  readonly undetected: number[]
  readonly unknown: number[]
  /** By member: the incarnation, plus 1, in which it was last suspected and found dead though it was up. */
  readonly doubted: Int32Array
  readonly wronged: Int32Array
  /** Times from a fall until an observer knew. */
  readonly detections: Latencies
  /** Longest times from falls until somebody, and until everybody knew. */
  longestFirst: Millis
  longestFull: Millis
  suspicions: number
  falseSuspicions: number
  falseDeaths: number
  changes: number
  /** When a belief changed last, or something happened that may change some. */
  stirred: Millis
  /** Beliefs that went back, and merges that did not keep the laws. */
  backwards: number
  unordered: number
  unsteady: number
}

/** Nothing has happened yet in a group with so much room. */
export const newWatch = (room: number): Watch => ({
  observer: 0,
  seen: new Int32Array(memberStates.length),
  since: 0,
  focus: NEVER,
  story: story(),
  unsettled: [],
  listed: new Uint8Array(room),
  fellAt: new Float64Array(room).fill(NEVER),
  undetected: [],
  unknown: [],
  doubted: new Int32Array(room),
  wronged: new Int32Array(room),
  detections: latencies(),
  longestFirst: NEVER,
  longestFull: NEVER,
  suspicions: 0,
  falseSuspicions: 0,
  falseDeaths: 0,
  changes: 0,
  stirred: 0,
  backwards: 0,
  unordered: 0,
  unsteady: 0,
})

/** Counts anew what the observer believes of the others. */
export function recount(watch: Watch, swim: Swim): void {
  watch.seen.fill(0)
  for (let member = 0; member < swim.nodes; member += 1) {
    const view = member === watch.observer ? 0 : viewOf(swim, watch.observer, member)
    if (view !== UNKNOWN) watch.seen[stateOf(view)] = (watch.seen[stateOf(view)] as number) + 1
  }
}

/** The observer's view of one member changed. */
export function count(watch: Watch, before: number, after: number): void {
  const { seen } = watch
  if (before !== UNKNOWN) seen[stateOf(before)] = (seen[stateOf(before)] as number) - 1
  if (after !== UNKNOWN) seen[stateOf(after)] = (seen[stateOf(after)] as number) + 1
}

function remove(list: number[], entry: number): void {
  const at = list.indexOf(entry)
  if (at < 0) return
  list[at] = list.at(-1) as number
  list.pop()
}

/** A member fell. */
export function fell(watch: Watch, member: number, now: Millis): void {
  watch.fellAt[member] = now
  watch.undetected.push(member)
  watch.unknown.push(member)
}

/** A member is up again: nobody need find it dead any more. */
export function rose(watch: Watch, member: number): void {
  watch.fellAt[member] = NEVER
  remove(watch.undetected, member)
  remove(watch.unknown, member)
}

/** An observer takes a member for suspect, dead or gone, rightly or not. */
export function judged(watch: Watch, member: number, before: number, after: number, up: boolean, now: Millis): void {
  const state = stateOf(after)
  const life = incarnationOf(after) + 1
  const fallen = watch.fellAt[member] as number
  if (state === SUSPECT && before !== after) {
    watch.suspicions += 1
    if (!up || (watch.doubted[member] as number) >= life) return
    watch.doubted[member] = life
    watch.falseSuspicions += 1
  } else if (state === DEAD && up && (watch.wronged[member] as number) < life) {
    watch.wronged[member] = life
    watch.falseDeaths += 1
  } else if (state >= DEAD && fallen !== NEVER && (before === UNKNOWN || stateOf(before) < DEAD)) {
    sample(watch.detections, now, now - fallen)
    if (!watch.undetected.includes(member)) return
    remove(watch.undetected, member)
    watch.longestFirst = Math.max(watch.longestFirst, now - fallen)
  }
}

/** Keeps the list of members of whom not everybody has the latest news, and notes falls that all know of by now. */
export function spreads(watch: Watch, swim: Swim, member: number, now: Millis): void {
  const all = informedShare(swim, member) >= 1
  if (all && watch.listed[member] === 1) {
    watch.listed[member] = 0
    remove(watch.unsettled, member)
  } else if (!all && watch.listed[member] === 0) {
    watch.listed[member] = 1
    watch.unsettled.push(member)
  }
  if (all && stateOf(swim.best[member] as number) >= DEAD) knownByAll(watch, member, now)
}

/** Every node that runs takes a member for dead or gone. */
export function knownByAll(watch: Watch, member: number, now: Millis): void {
  const fallen = watch.fellAt[member] as number
  if (fallen === NEVER || !watch.unknown.includes(member)) return
  remove(watch.unknown, member)
  watch.longestFull = Math.max(watch.longestFull, now - fallen)
}

const entryOf = (belief: number) => ({
  state: memberStates[stateOf(belief)] as MemberState,
  version: incarnationOf(belief),
})

const rule = { rule: 'incarnation', remoteDead: 'dead' } as const
type Entry = ReturnType<typeof entryOf>
const merged = (a: Entry, b: Entry): Entry => mergeEntry(a, b, rule).merged
const same = (a: Entry, b: Entry): boolean => a.state === b.state && a.version === b.version

/** Holds the laws of the merge against three beliefs: before, after, what all believe. Forgetting is no merge. */
export function checkLaws(watch: Watch, before: number, after: number, base: number): void {
  if (before === UNKNOWN || after === UNKNOWN) return
  if (after < before) watch.backwards += 1
  const [a, b, c] = [entryOf(before), entryOf(after), entryOf(base === UNKNOWN ? before : base)]
  const once = merged(a, b)
  const ordered = same(once, merged(b, a)) && same(merged(once, c), merged(a, merged(b, c)))
  if (!ordered) watch.unordered += 1
  if (!same(merged(once, b), once)) watch.unsteady += 1
}

/** Share of beliefs about members that are the latest there are. */
export function agreement(watch: Watch, swim: Swim): number {
  let missing = 0
  for (const member of watch.unsettled) missing += 1 - informedShare(swim, member)
  return swim.members > 0 ? 1 - missing / Math.max(swim.members, watch.unsettled.length) : 1
}
