import type { Millis } from '../units.ts'

/** More events waiting than any lab needs: a model that schedules without end is a programmer's mistake. */
export const MOST_WAITING = 4_000_000

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
 * Keys travel through the heap, payload stays in its slot.
 */
export class EventQueue<Event> {
  #due = new Float64Array(64)
  #order = new Float64Array(64)
  #slot = new Int32Array(64)
  #events: Event[] = []
  #causes = new Float64Array(64)
  #free: number[] = []
  #pushed = 0
  size = 0
  /** Cause of the event popped last: the number of the event that pushed it. */
  cause = 0

  /** When the earliest event is due; ∞ when none waits. */
  get next(): Millis {
    return this.size === 0 ? Infinity : (this.#due[0] as number)
  }

  push(due: Millis, event: Event, cause: number): void {
    if (this.size === this.#due.length) this.#grow()
    const slot = this.#free.length > 0 ? (this.#free.pop() as number) : this.#events.length
    this.#events[slot] = event
    this.#causes[slot] = cause
    const dues = this.#due
    const orders = this.#order
    const slots = this.#slot
    let hole = this.size
    this.size = hole + 1
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if ((dues[parent] as number) <= due) break
      dues[hole] = dues[parent] as number
      orders[hole] = orders[parent] as number
      slots[hole] = slots[parent] as number
      hole = parent
    }
    dues[hole] = due
    orders[hole] = this.#pushed
    slots[hole] = slot
    this.#pushed += 1
  }

  /** Takes the earliest event; throws when none waits. */
  pop(): Event {
    if (this.size === 0) throw new Error('no event waits')
    const slot = this.#slot[0] as number
    const event = this.#events[slot] as Event
    this.cause = this.#causes[slot] as number
    this.#free.push(slot)
    this.size -= 1
    if (this.size > 0) this.#sink()
    return event
  }

  /** Moves the last entry down from the root to its place. */
  #sink(): void {
    const dues = this.#due
    const orders = this.#order
    const slots = this.#slot
    const size = this.size
    const due = dues[size] as number
    const order = orders[size] as number
    let hole = 0
    for (let first = 1; first < size; first = hole * 4 + 1) {
      const end = first + 4 < size ? first + 4 : size
      let child = first
      let least = dues[first] as number
      for (let other = first + 1; other < end; other += 1) {
        const value = dues[other] as number
        if (value < least || (value === least && (orders[other] as number) < (orders[child] as number))) {
          child = other
          least = value
        }
      }
      if (due < least || (due === least && order < (orders[child] as number))) break
      dues[hole] = least
      orders[hole] = orders[child] as number
      slots[hole] = slots[child] as number
      hole = child
    }
    dues[hole] = due
    orders[hole] = order
    slots[hole] = slots[size] as number
  }

  #grow(): void {
    const length = this.#due.length * 2
    if (length > MOST_WAITING) throw new Error(`more than ${MOST_WAITING / 2} events wait`)
    const grown = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const column = new Float64Array(length)
      column.set(old)
      return column
    }
    this.#due = grown(this.#due)
    this.#order = grown(this.#order)
    this.#causes = grown(this.#causes)
    const slots = new Int32Array(length)
    slots.set(this.#slot)
    this.#slot = slots
  }

  snapshot(): QueueSnapshot<Event> {
    const size = this.size
    const events: Event[] = []
    const cause = new Float64Array(size)
    for (let i = 0; i < size; i += 1) {
      const slot = this.#slot[i] as number
      events.push(this.#events[slot] as Event)
      cause[i] = this.#causes[slot] as number
    }
    return { due: this.#due.slice(0, size), order: this.#order.slice(0, size), cause, events, pushed: this.#pushed }
  }

  restore(from: QueueSnapshot<Event>): void {
    const size = from.events.length
    while (this.#due.length < size) this.#grow()
    this.#due.set(from.due)
    this.#order.set(from.order)
    this.#causes.set(from.cause)
    this.#events = [...from.events]
    for (let i = 0; i < size; i += 1) this.#slot[i] = i
    this.#free = []
    this.size = size
    this.#pushed = from.pushed
  }
}
