import { DEAD, incarnationOf, SUSPECT, stateOf, UNKNOWN } from '../../../engines/gossip/member.ts'
import { edgesBetween } from '../../../engines/gossip/member-machine.ts'
import { book } from '../book.ts'
import { NOT_KNOWN, OBSERVERS, tell } from './story.ts'
import { count, judged } from './watch.ts'
import { type GossipMoment, type GossipWorld, runs } from './world.ts'

const { members: parts } = book.parts

/** A change of belief, as the engines tell it. */
export interface Change {
  observer: number
  member: number
  before: number
  after: number
  accuser: number
  /** Of a suspicion: further accusers, and the time left to refute it. */
  confirmations: number
  left: number
}

/** Takes note of an observer's change of mind about another: for the charts, the time line and the member machine. */
export function note(world: GossipWorld, moment: GossipMoment, change: Change): void {
  const { watch } = world
  const { observer, member, before, after } = change
  const state = after === UNKNOWN ? NOT_KNOWN : stateOf(after)
  if (after !== UNKNOWN) judged(watch, member, before, after, runs(world, member), moment.now)
  if (watch.focus < 0 && (state === SUSPECT || state === DEAD)) watch.focus = member
  if (tracked(world, observer)) tell(watch.story, moment.now, moment.number, observer, member, state)
  if (observer !== watch.observer) return
  count(watch, before, after)
  take(moment, change)
}

/** Whether the time line keeps what this observer believes. */
export function tracked({ size, watch }: GossipWorld, observer: number): boolean {
  const places = observer - watch.observer
  return (places < 0 ? places + size : places) < OBSERVERS
}

/** The machine of the one whose view is shown takes its edges. */
function take(moment: GossipMoment, { accuser, after, before, confirmations, left, member, observer }: Change): void {
  for (const edge of edgesBetween(before, after)) {
    if (edge === 'accuses') moment.visit(parts.accuses, member, observer, confirmations, left)
    else moment.visit(parts[edge], member, observer, incarnationOf(after), accuser)
  }
}
