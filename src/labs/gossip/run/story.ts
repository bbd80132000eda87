import type { Millis } from '../../../units.ts'

/** Changes kept for the time line; the oldest go first. */
export const MOST_CHANGES = 2048
/** Observers whose changes are kept: the one chosen and the nodes after it. */
export const OBSERVERS = 7

/** What a node can be in the eyes of another, or in fact, beyond the member's states 0 to 3. */
export const IS_UP = 4
export const IS_DOWN = 5
/** Not heard of, or forgotten. */
export const NOT_KNOWN = 6

/** Changes of belief as they came, in a ring: who changed its mind about whom, and what truly happened. */
export interface Story {
  readonly at: Float64Array
  readonly observer: Uint16Array
  readonly member: Uint16Array
  /** State believed, or NOT_KNOWN, IS_UP or IS_DOWN with the member as its own observer. */
  readonly state: Uint8Array
  /** Number of the event. */
  readonly event: Float64Array
  total: number
}

/** Nothing has happened. */
export const story = (): Story => ({
  at: new Float64Array(MOST_CHANGES),
  observer: new Uint16Array(MOST_CHANGES),
  member: new Uint16Array(MOST_CHANGES),
  state: new Uint8Array(MOST_CHANGES),
  event: new Float64Array(MOST_CHANGES),
  total: 0,
})

/** Adds a change that the event of this number made. */
export function tell(into: Story, at: Millis, event: number, observer: number, member: number, state: number): void {
  const place = into.total % MOST_CHANGES
  into.at[place] = at
  into.observer[place] = observer
  into.member[place] = member
  into.state[place] = state
  into.event[place] = event
  into.total += 1
}
