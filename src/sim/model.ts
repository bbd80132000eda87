import type { Millis } from '../units.ts'
import type { Random } from './random.ts'

/** All that a model may touch besides its world, while it handles one event. */
export interface Moment<Params, Event, Stream extends string = string> {
  readonly now: Millis
  readonly params: Params
  /** The number of the event at hand: 1 for the first event of the run. */
  readonly number: number
  /** The model's streams of chance by name; each draws on its own, whatever the others do. */
  readonly random: Readonly<Record<Stream, Random>>
  /**
   * Schedules a value to be handled at `due`; throws when that is before now. Ties are handled in the order of
   * scheduling.
   */
  at(due: Millis, event: Event): void
  /** Schedules a value `delay` (≥ 0) from now. */
  after(delay: Millis, event: Event): void
  /** Counts a part as taken now, with up to four numbers that decided it (named in the part's declaration). */
  visit(part: number, a?: number, b?: number, c?: number, d?: number): void
  /** Names an earlier event as a further cause of this one, besides the one that scheduled it. */
  because(number: number): void
}

/**
 * The rules of a world. The world is plain data, changed in place by `handle` only; events are values that share no
 * mutable part with it.
 */
export interface Model<Params, World, Event, Stream extends string = string> {
  readonly streams: readonly Stream[]
  start(moment: Moment<Params, Event, Stream>): World
  handle(world: World, event: Event, moment: Moment<Params, Event, Stream>): void
  /** Called after parameters changed, to reschedule what the old ones had fixed. */
  changed?(world: World, before: Params, moment: Moment<Params, Event, Stream>): void
}

/** Something done to a run from outside at its virtual time: parameters set, an event inserted, or both. */
export interface Intervention<Params, Event> {
  readonly at: Millis
  readonly set?: Partial<Params>
  readonly event?: Event
}

/** A place in a run: so many events handled, and the clock. A time alone means all events due up to it. */
export interface Position {
  readonly time: Millis
  readonly event: number
}

/** Who watches a run. Nothing that it does can change the run. */
export interface Observer<Event> {
  /** An event is about to be handled; an intervention has no `event` of its own when it only sets parameters. */
  handling?(number: number, now: Millis, cause: number, event: Event | undefined): void
  visited?(part: number, a: number, b: number, c: number, d: number): void
  because?(number: number): void
  handled?(): void
  /** The clock passes a multiple of the sampling period: the world stands as it was at `time`. */
  sampled?(time: Millis): void
}
