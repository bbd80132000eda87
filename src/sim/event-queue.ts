import type { Millis } from '../units.ts'

/** More events waiting than any lab needs: a model that schedules without end is a programmer's mistake. */
export const MOST_WAITING = 4_000_000

/** Children of the last entries that the arrays must have room for. */
const BEYOND = 4

/** A copy of a queue: typed columns and the events themselves, which are values and therefore shared. */
export interface QueueSnapshot<Event> {
  readonly due: Float64Array
  readonly order: Float64Array
  readonly cause: Float64Array
  readonly events: readonly Event[]
  readonly pushed: number
}

/**
 * The events to come: a 4-ary heap on typed arrays, earliest due first, and among equals in the order of pushing.
 * Due times and slots travel through the heap; what else an event has stays in its slot. The root that `pop` took stays
 * vacant as long as possible: most handlers schedule again, and filling the vacancy takes one way down the heap, where
 * closing it and pushing takes two.
 */
export class EventQueue<Event> {
  /** ∞ where no entry is, so that four children can be compared however many there are. */
  #due = new Float64Array(64 + BEYOND).fill(Infinity)
  #slot = new Int32Array(64)
  #order = new Float64Array(64)
  #cause = new Float64Array(64)
  #events: Event[] = []
  #free = new Int32Array(64)
  #freed = 0
  #vacant = false
  #pushed = 0
  readonly #lastCause = new Float64Array(1)
  /** When the event that `pushDue` takes is due: a number handed over in an array needs no box on the heap. */
  readonly dueToPush = new Float64Array(1)
  size = 0

  /** Cause of the event popped last: the number of the event that pushed it. */
  get cause(): number {
    return this.#lastCause[0] as number
  }

  /** When the earliest event is due; ∞ when none waits. */
  get next(): Millis {
    if (this.#vacant) this.#close()
    return this.#due[0] as number
  }

  push(due: Millis, event: Event, cause: number): void {
    this.dueToPush[0] = due
    this.pushDue(event, cause)
  }

  /** As `push`, for an event that is due at the time in `dueToPush`; for who pushes millions. */
  pushDue(event: Event, cause: number): void {
    const due = this.dueToPush[0] as number
    const size = this.size
    if (this.#vacant) {
      this.#vacant = false
      const slot = this.#slot[0] as number
      this.#events[slot] = event
      this.#cause[slot] = cause
      this.#order[slot] = this.#pushed
      this.#due[0] = due
      this.#pushed += 1
      this.size = size + 1
      this.#sink()
      return
    }
    if (size === this.#slot.length) this.#grow()
    const slot = this.#freed > 0 ? (this.#free[--this.#freed] as number) : size
    this.#events[slot] = event
    this.#cause[slot] = cause
    this.#order[slot] = this.#pushed
    this.#pushed += 1
    this.size = size + 1
    const dues = this.#due
    const slots = this.#slot
    let hole = size
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      const value = dues[parent] as number
      if (value <= due) break
      dues[hole] = value
      slots[hole] = slots[parent] as number
      hole = parent
    }
    dues[hole] = due
    slots[hole] = slot
  }

  /** Takes the earliest event; throws when none waits. */
  pop(): Event {
    if (this.#vacant) this.#close()
    if (this.size === 0) throw new Error('no event waits')
    const slot = this.#slot[0] as number
    this.#lastCause[0] = this.#cause[slot] as number
    this.size -= 1
    this.#vacant = true
    return this.#events[slot] as Event
  }

  /** Fills the vacant root with the last entry. */
  #close(): void {
    const size = this.size
    this.#vacant = false
    this.#free[this.#freed] = this.#slot[0] as number
    this.#freed += 1
    this.#due[0] = this.#due[size] as number
    this.#slot[0] = this.#slot[size] as number
    this.#due[size] = Infinity
    if (size > 1) this.#sink()
  }

  /** Moves the entry at the root down to its place. */
  #sink(): void {
    const dues = this.#due
    const slots = this.#slot
    const size = this.size
    const due = dues[0] as number
    const slot = slots[0] as number
    const order = this.#order[slot] as number
    let hole = 0
    for (let first = 1; first < size; first = hole * 4 + 1) {
      const child = first + 1 === size ? first : this.#leastOfFour(first)
      const least = dues[child] as number
      if (due <= least && (due < least || order < (this.#order[slots[child] as number] as number))) break
      dues[hole] = least
      slots[hole] = slots[child] as number
      hole = child
    }
    dues[hole] = due
    slots[hole] = slot
  }

  /** The earliest of four, by sums instead of branches: which one cannot be predicted, and a wrong guess costs most. */
  #leastOfFour(first: number): number {
    const dues = this.#due
    const a = dues[first] as number
    const b = dues[first + 1] as number
    const c = dues[first + 2] as number
    const d = dues[first + 3] as number
    const left = first + +(b < a)
    const right = first + 2 + +(d < c)
    const child = left + (right - left) * +((dues[right] as number) < (dues[left] as number))
    const least = dues[child] as number
    const equals = +(a === least) + +(b === least) + +(c === least) + +(d === least)
    return equals === 1 ? child : this.#eldest(first, least)
  }

  /** Of four, the one pushed first among those that are due at `due`. */
  #eldest(first: number, due: number): number {
    let eldest = -1
    const end = Math.min(first + 4, this.size)
    for (let other = first; other < end; other += 1) {
      if (this.#due[other] !== due) continue
      if (eldest < 0 || this.#orderAt(other) < this.#orderAt(eldest)) eldest = other
    }
    return eldest
  }

  #orderAt(entry: number): number {
    return this.#order[this.#slot[entry] as number] as number
  }

  #grow(): void {
    const length = this.#slot.length * 2
    if (length > MOST_WAITING) throw new Error(`more than ${MOST_WAITING / 2} events wait`)
    const grown = <Column extends Float64Array | Int32Array>(column: Column, old: Column): Column => {
      column.set(old)
      return column
    }
    this.#due = grown(new Float64Array(length + BEYOND).fill(Infinity), this.#due)
    this.#order = grown(new Float64Array(length), this.#order)
    this.#cause = grown(new Float64Array(length), this.#cause)
    this.#slot = grown(new Int32Array(length), this.#slot)
    this.#free = grown(new Int32Array(length), this.#free)
  }

  snapshot(): QueueSnapshot<Event> {
    if (this.#vacant) this.#close()
    const size = this.size
    const events: Event[] = []
    const order = new Float64Array(size)
    const cause = new Float64Array(size)
    for (let i = 0; i < size; i += 1) {
      const slot = this.#slot[i] as number
      events.push(this.#events[slot] as Event)
      order[i] = this.#order[slot] as number
      cause[i] = this.#cause[slot] as number
    }
    return { due: this.#due.slice(0, size), order, cause, events, pushed: this.#pushed }
  }

  restore(from: QueueSnapshot<Event>): void {
    const size = from.events.length
    while (this.#slot.length < size) this.#grow()
    this.#due.fill(Infinity).set(from.due)
    this.#order.set(from.order)
    this.#cause.set(from.cause)
    this.#events = [...from.events]
    for (let i = 0; i < size; i += 1) this.#slot[i] = i
    this.#freed = 0
    this.#vacant = false
    this.size = size
    this.#pushed = from.pushed
  }
}
