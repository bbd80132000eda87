import type { Millis } from '../units.ts'
import { type Budget, type Outcome, STRIDE, UNBOUNDED } from './budget.ts'
import { copy, revived } from './copy.ts'
import { Digest } from './digest.ts'
import { EventQueue, type QueueSnapshot } from './event-queue.ts'
import { Grid } from './grid.ts'
import { inThePast, negative, unknownPart } from './mistakes.ts'
import type { Intervention, Model, Moment, Observer, Position } from './model.ts'
import { type Random, seededStreams, streams } from './random.ts'
import { ROW, rowsOf, type Tally, tally, tell } from './tally.ts'

/** How many numbers a visit may carry. */
export const NUMBERS = 4

export interface Snapshot<Params, World, Event> {
  readonly position: Position
  readonly params: Params
  readonly world: World
  readonly queue: QueueSnapshot<Event>
  readonly streams: Int32Array
  readonly tally: Float64Array
  readonly digest: Int32Array
  readonly acts: number
}

/** What is needed to begin a run. `parts` is how many parts the model may visit; `every` the sampling period. */
export interface Setup<Params, World, Event, Stream extends string> {
  readonly model: Model<Params, World, Event, Stream>
  readonly params: Params
  readonly seed: number
  readonly parts: number
  readonly every?: Millis
}

/**
 * One run on virtual time: a pure function of its setup and its interventions. An intervention at time t happens after
 * all events due at or before t and before any due later, so a list of times is enough to repeat it.
 */
export class Simulation<Params, World, Event, Stream extends string = string> implements Moment<Params, Event, Stream> {
  readonly #model: Model<Params, World, Event, Stream>
  readonly #queue = new EventQueue<Event>()
  readonly #streams: Int32Array
  readonly #digest = new Digest()
  readonly #samples: Grid
  readonly #tally: Tally
  readonly #rows: Float64Array
  readonly #rowOf: readonly Float64Array[]
  /** The clock and its bits. A number in an array is handed about without being put in a box first. */
  readonly #clock = new Float64Array(1)
  readonly #clockBits = new Int32Array(this.#clock.buffer)
  #acts: readonly Intervention<Params, Event>[] = []
  #acted = 0
  /** When the next intervention is due; ∞ when none is. */
  #actAt: Millis = Infinity
  #stopping = false
  number = 0
  params: Params
  world: World
  readonly random: Readonly<Record<Stream, Random>>
  observer: Observer<Event> | undefined

  constructor(setup: Setup<Params, World, Event, Stream>) {
    this.#model = setup.model
    this.#samples = new Grid(setup.every ?? Infinity)
    this.params = setup.params
    this.#streams = seededStreams(setup.seed, setup.model.streams)
    this.random = streams(this.#streams, setup.model.streams)
    this.#tally = tally(setup.parts)
    this.#rows = new Float64Array(setup.parts * ROW)
    this.#rowOf = rowsOf(this.#rows)
    this.world = setup.model.start(this)
    // Restored at once, a run has from its start the inner form that seeks give it, and is compiled only once.
    this.restore(this.snapshot())
  }

  get now(): Millis {
    return this.#clock[0] as number
  }

  /** The tally as it stands when asked for; what was given before is brought up to date. */
  get tally(): Tally {
    return tell(this.#tally, this.#rows)
  }

  get position(): Position {
    return { time: this.now, event: this.number }
  }

  /** When something will happen next: an event or an intervention; ∞ if nothing will. */
  get next(): Millis {
    return Math.min(this.#actAt, this.#queue.next)
  }

  /** Replaces the interventions, in order of time; those already made stay made. */
  plan(acts: readonly Intervention<Params, Event>[]): void {
    this.#acts = acts
    this.#actAt = acts[this.#acted]?.at ?? Infinity
  }

  /** How many of the planned interventions have been made. */
  get acted(): number {
    return this.#acted
  }

  /** Lets `advance` return 'stopped' after the event at hand; for observers. */
  stop(): void {
    this.#stopping = true
  }

  at(due: Millis, event: Event): void {
    const queue = this.#queue
    if (!(due >= this.now)) throw inThePast(due, this.now)
    queue.dueToPush[0] = due
    queue.pushDue(event, this.number)
  }

  after(delay: Millis, event: Event): void {
    const queue = this.#queue
    if (!(delay >= 0)) throw negative(delay)
    queue.dueToPush[0] = this.now + delay
    queue.pushDue(event, this.number)
  }

  visit(part: number, a = 0, b = 0, c = 0, d = 0): void {
    const row = this.#rowOf[part]
    if (row === undefined) throw unknownPart(part)
    row[0] = (row[0] as number) + 1
    row[1] = this.#clock[0] as number
    row[2] = this.number
    row[3] = a
    row[4] = b
    row[5] = c
    row[6] = d
    this.#digest.word(part)
    this.observer?.visited?.(part, a, b, c, d)
  }

  because(number: number): void {
    this.observer?.because?.(number)
  }

  /** Runs until `to.event` events are handled or nothing more is due at or before `to.time`, whichever comes first. */
  advance(to: Position, budget: Budget = UNBOUNDED): Outcome {
    const outcome = this.#run(to, budget)
    if (outcome === 'arrived' && to.time > this.now && to.time < Infinity && this.next > to.time) {
      this.#sampleBefore(to.time)
      this.#clock[0] = to.time
    }
    return outcome
  }

  #run(to: Position, budget: Budget): Outcome {
    const last = this.number + budget.events
    let look = Math.ceil(this.number / STRIDE) * STRIDE
    for (;;) {
      const outcome = this.#stretch(to.time, Math.min(to.event, last, look))
      if (outcome !== 'behind') return outcome
      if (this.number >= to.event) return 'arrived'
      if (this.number >= last || budget.expired?.()) return 'behind'
      look += STRIDE
    }
  }

  /** Up to the event `end`. What is called for every stretch is compiled once; a loop over a run, again when called. */
  #stretch(time: Millis, end: number): Outcome {
    const queue = this.#queue
    for (;;) {
      const next = queue.next
      const acting = this.#actAt < next
      const due = acting ? Math.max(this.#actAt, this.now) : next
      if (due > time || due === Infinity) return 'arrived'
      if (this.number >= end) return 'behind'
      if (this.#samples.next < due) this.#sampleBefore(due)
      this.#clock[0] = due + 0
      this.number += 1
      if (acting) this.#intervene()
      else this.#handle()
      if (this.#stopping) {
        this.#stopping = false
        return 'stopped'
      }
    }
  }

  #handle(): void {
    const event = this.#queue.pop()
    this.#digest.bits(this.#clockBits)
    this.observer?.handling?.(this.number, this.now, this.#queue.cause, event)
    this.#model.handle(this.world, event, this)
    this.observer?.handled?.()
  }

  #intervene(): void {
    const act = this.#acts[this.#acted] as Intervention<Params, Event>
    this.#acted += 1
    this.#actAt = this.#acts[this.#acted]?.at ?? Infinity
    this.#digest.number(-1 - this.now)
    this.observer?.handling?.(this.number, this.now, 0, act.event)
    if (act.set) {
      const before = this.params
      this.params = { ...before, ...act.set }
      this.#model.changed?.(this.world, before, this)
    }
    if (act.event !== undefined) this.#model.handle(this.world, act.event, this)
    this.observer?.handled?.()
  }

  #sampleBefore(due: Millis): void {
    while (this.#samples.next < due) {
      this.observer?.sampled?.(this.#samples.next)
      this.#samples.pass()
    }
  }

  /** Sixteen hexadecimal digits over everything that happened so far and the world as it stands. */
  digest(): string {
    const digest = new Digest()
    digest.state.set(this.#digest.state)
    digest.number(this.now)
    digest.number(this.number)
    digest.value(this.params)
    digest.value(this.world)
    return digest.toString()
  }

  snapshot(): Snapshot<Params, World, Event> {
    return {
      position: this.position,
      params: this.params,
      world: copy(this.world),
      queue: this.#queue.snapshot(),
      streams: this.#streams.slice(),
      tally: this.#rows.slice(),
      digest: this.#digest.state.slice(),
      acts: this.#acted,
    }
  }

  /** Goes on from a snapshot of a run with the same setup, as if nothing had happened since. */
  restore(from: Snapshot<Params, World, Event>): void {
    this.#clock[0] = from.position.time
    this.number = from.position.event
    this.params = from.params
    this.world = revived(from.world)
    this.#queue.restore(from.queue)
    this.#streams.set(from.streams)
    this.#rows.set(from.tally)
    this.#digest.state.set(from.digest)
    this.#acted = from.acts
    this.#actAt = this.#acts[this.#acted]?.at ?? Infinity
    this.#samples.rewind(this.now)
  }
}
