import type { Millis } from '../units.ts'
import { type Budget, type Outcome, UNBOUNDED } from './budget.ts'
import type { Intervention, Position } from './model.ts'
import { type Setup, Simulation, type Snapshot } from './simulation.ts'
import { weight } from './weight.ts'

/** Events between two checkpoints while a run is young; doubled whenever the checkpoints grow too many. */
const SPACING = 4096
/** With at most this many checkpoints, a replay costs at most one part in 64 of the run. */
const MOST_CHECKPOINTS = 128
/** What all checkpoints together may take, judged by the newest; a few are kept however large the world. */
const MOST_BYTES = 128 * 1024 * 1024
const FEWEST_CHECKPOINTS = 8

/** A future that was left by acting in the past: kept until the next act, so that it can be restored. */
export interface Abandoned<Params, Event> {
  readonly acts: readonly Intervention<Params, Event>[]
  readonly end: Position
  readonly from: Position
}

/** A run one can move about in: seeking is restoring the last checkpoint at or before, and replaying. */
export class Timeline<Params, World, Event, Stream extends string = string> {
  readonly simulation: Simulation<Params, World, Event, Stream>
  #acts: readonly Intervention<Params, Event>[]
  /** What the run was opened with: it happens on every branch. */
  readonly #script: ReadonlySet<Intervention<Params, Event>>
  #checkpoints: Snapshot<Params, World, Event>[]
  readonly #setup: Setup<Params, World, Event, Stream>
  #spacing = SPACING
  /** How many checkpoints like the one weighed last there is memory for. */
  #room = FEWEST_CHECKPOINTS
  /** The furthest position reached on this branch. */
  end: Position
  abandoned: Abandoned<Params, Event> | undefined

  constructor(setup: Setup<Params, World, Event, Stream>, acts: readonly Intervention<Params, Event>[]) {
    this.#setup = setup
    this.simulation = new Simulation(setup)
    this.#acts = acts
    this.#script = new Set(acts)
    this.simulation.plan(acts)
    this.#checkpoints = [this.simulation.snapshot()]
    this.end = this.simulation.position
  }

  get acts(): readonly Intervention<Params, Event>[] {
    return this.#acts
  }

  get checkpoints(): number {
    return this.#checkpoints.length
  }

  /** Goes to a position, forwards or back. Stops early when the budget ends or an observer stops it. */
  seek(to: Position, budget: Budget = UNBOUNDED): Outcome {
    const { simulation } = this
    const behind = to.event < simulation.number || to.time < simulation.now
    // The clock may have run on since the event sought, which is then a place further back.
    const after = to.event === simulation.number && to.time >= simulation.next
    const nearest = this.#nearest(to)
    if (behind || after || nearest.position.event > simulation.number) simulation.restore(nearest)
    return this.#advance(to, budget)
  }

  #advance(to: Position, budget: Budget): Outcome {
    const { simulation } = this
    const limit = simulation.number + budget.events
    for (;;) {
      const newest = this.#checkpoints.at(-1)?.position.event ?? 0
      const due = Math.max(newest, simulation.number - (simulation.number % this.#spacing)) + this.#spacing
      const event = Math.min(to.event, due)
      const outcome = simulation.advance({ time: to.time, event }, { ...budget, events: limit - simulation.number })
      if (simulation.number >= this.end.event && simulation.now >= this.end.time) this.end = simulation.position
      if (simulation.number === due && due > newest) this.#keep()
      if (outcome !== 'arrived' || event === to.event || simulation.number < event) return outcome
    }
  }

  #keep(): void {
    const newest = this.simulation.snapshot()
    const count = this.#checkpoints.push(newest)
    // Weighing takes as long as the copy: one in eight is weighed.
    if (count % FEWEST_CHECKPOINTS === 0) this.#room = MOST_BYTES / weight(newest)
    if (count <= Math.min(MOST_CHECKPOINTS, Math.max(FEWEST_CHECKPOINTS, this.#room))) return
    this.#spacing *= 2
    this.#checkpoints = this.#checkpoints.filter((_, index) => index % 2 === 0)
  }

  #nearest(to: Position): Snapshot<Params, World, Event> {
    const found = this.#checkpoints.findLast(({ position }) => position.event <= to.event && position.time <= to.time)
    return found ?? (this.#checkpoints[0] as Snapshot<Params, World, Event>)
  }

  /**
   * Acts now. What was done by hand later, and what was played later, is left; it can be restored until the next
   * act. What
   * the run was opened with still happens.
   */
  act(what: Omit<Intervention<Params, Event>, 'at'>): void {
    const { simulation } = this
    this.#settle()
    const at: Millis = simulation.now
    const from = simulation.position
    const left = this.#acts.slice(simulation.acted)
    const rewound = this.end.event > from.event || this.end.time > from.time
    const kept = left.filter((act) => this.#script.has(act))
    this.abandoned = kept.length < left.length || rewound ? { acts: this.#acts, end: this.end, from } : undefined
    this.#forget(from)
    this.#plan([...this.#acts.slice(0, simulation.acted), { ...what, at }, ...kept])
    simulation.advance({ time: at, event: from.event + 1 })
    this.end = simulation.position
  }

  /** Takes up the abandoned future again and returns to the position where it was left. */
  restore(): void {
    const left = this.abandoned
    if (!left) return
    this.abandoned = undefined
    this.#forget(left.from)
    this.#plan(left.acts)
    this.simulation.restore(this.#nearest(left.from))
    this.end = left.end
    this.#advance(left.from, UNBOUNDED)
  }

  /** A simulation of its own at the last checkpoint at or before `event`, for looking at the past without moving. */
  replay(event: number): Simulation<Params, World, Event, Stream> {
    const simulation = new Simulation(this.#setup)
    simulation.plan(this.#acts)
    simulation.restore(this.#nearest({ time: Infinity, event }))
    return simulation
  }

  /** Takes back the act made last if it was made by hand at this very position; false when it was not. */
  takeBack(): boolean {
    const { simulation } = this
    const index = simulation.acted - 1
    const last = this.#acts[index]
    if (last === undefined || last.at !== simulation.now || this.#script.has(last)) return false
    const before = { time: simulation.now, event: simulation.number - 1 }
    this.#forget(before)
    this.#plan(this.#acts.toSpliced(index, 1))
    simulation.restore(this.#nearest(before))
    this.#advance(before, UNBOUNDED)
    this.end = simulation.position
    return true
  }

  /** Drops the checkpoints after a position; one that lies later in the same lull is after it too. */
  #forget(after: Position): void {
    this.#checkpoints = this.#checkpoints.filter(
      ({ position }) => position.event <= after.event && position.time <= after.time,
    )
  }

  #plan(acts: readonly Intervention<Params, Event>[]): void {
    this.#acts = acts
    this.simulation.plan(acts)
  }

  /** Handles what is still due at this very instant, since an act comes after it. */
  #settle(): void {
    const { simulation } = this
    while (simulation.next <= simulation.now && simulation.next < Infinity) {
      simulation.advance({ time: simulation.now, event: simulation.number + 1 })
    }
  }
}
