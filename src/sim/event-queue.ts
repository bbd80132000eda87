import type { Millis } from '../units.ts'

/** More events waiting than any lab needs: a model that schedules without end is a programmer's mistake. */
export const MOST_WAITING = 4_000_000

/** The root's place in the heap: so four siblings begin at a multiple of four, and lie in one line of a cache. */
const ROOT = 3
/** Room before the root, and for children of the last entries. */
const BEYOND = ROOT + 4

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
  #slot = new Int32Array(64 + BEYOND)
  #order = new Float64Array(64)
  #cause = new Float64Array(64)
  #events: Event[] = []
  #free = new Int32Array(64)
  #freed = 0
  /** 1 while the root is vacant, else 0: a number is tested faster than a boolean. */
  #vacancies = 0
  #pushed = 0
  /** When the event that `pushDue` takes is due: a number handed over in an array needs no box on the heap. */
  readonly dueToPush = new Float64Array(1)
  size = 0

  /** Cause of the event that was popped just now: the number of the event that pushed it. */
  get cause(): number {
    return this.#cause[this.#slot[ROOT] as number] as number
  }

  /** When the earliest event is due; ∞ when none waits. */
  get next(): Millis {
    return this.#dues()[ROOT] as number
  }

  /** The due times without a vacancy. Handed over in their array, the earliest needs no box on the heap. */
  #dues(): Float64Array {
    if (this.#vacancies > 0) this.#close()
    return this.#due
  }

  push(due: Millis, event: Event, cause: number): void {
    this.dueToPush[0] = due
    this.pushDue(event, cause)
  }

  /** As `push`, for an event that is due at the time in `dueToPush`; for who pushes millions. */
  pushDue(event: Event, cause: number): void {
    const due = this.dueToPush[0] as number
    const size = this.size
    if (this.#vacancies > 0) {
      this.#vacancies = 0
      const slot = this.#slot[ROOT] as number
      this.#events[slot] = event
      this.#cause[slot] = cause
      this.#order[slot] = this.#pushed
      this.#due[ROOT] = due
      this.#pushed += 1
      this.size = size + 1
      this.#sink()
      return
    }
    if (size === this.#free.length) this.#grow()
    const slot = this.#freed > 0 ? (this.#free[--this.#freed] as number) : size
    this.#events[slot] = event
    this.#cause[slot] = cause
    this.#order[slot] = this.#pushed
    this.#pushed += 1
    this.size = size + 1
    const dues = this.#due
    const slots = this.#slot
    let hole = size + ROOT
    while (hole > ROOT) {
      const parent = (hole >> 2) + 2
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
    if (this.#vacancies > 0) this.#close()
    if (this.size === 0) throw new Error('no event waits')
    this.size -= 1
    this.#vacancies = 1
    return this.#events[this.#slot[ROOT] as number] as Event
  }

  /** Fills the vacant root with the last entry. */
  #close(): void {
    const last = this.size + ROOT
    this.#vacancies = 0
    this.#free[this.#freed] = this.#slot[ROOT] as number
    this.#freed += 1
    this.#due[ROOT] = this.#due[last] as number
    this.#slot[ROOT] = this.#slot[last] as number
    this.#due[last] = Infinity
    if (this.size > 1) this.#sink()
  }

  /** Moves the entry at the root down to its place. */
  #sink(): void {
    const dues = this.#due
    const slots = this.#slot
    const last = this.size + ROOT - 1
    const due = dues[ROOT] as number
    const slot = slots[ROOT] as number
    const order = this.#order[slot] as number
    let hole = ROOT
    let first = 4
    while (first < last) {
      const a = dues[first] as number
      const b = dues[first | 1] as number
      const c = dues[first | 2] as number
      const d = dues[first | 3] as number
      // The earliest of four by sums instead of branches: which one cannot be predicted, and wrong guesses cost most.
      const right = (+(c < a) & +(c < b)) | (+(d < a) & +(d < b))
      let child = first | (right << 1) | (right & +(d < c)) | (+(b < a) & ~right)
      const least = dues[child] as number
      if (+(a <= least) + +(b <= least) + +(c <= least) + +(d <= least) > 1) child = this.#eldest(first, least)
      if (due <= least && (due < least || order < this.#orderAt(child))) break
      dues[hole] = least
      slots[hole] = slots[child] as number
      hole = child
      first = (hole - 2) << 2
    }
    const only = dues[last] as number
    if (first === last && (only < due || (only === due && this.#orderAt(last) < order))) {
      dues[hole] = only
      slots[hole] = slots[last] as number
      hole = last
    }
    dues[hole] = due
    slots[hole] = slot
  }

  /** Of up to four, the one pushed first among those that are due at `due`. */
  #eldest(first: number, due: number): number {
    let eldest = -1
    const end = Math.min(first + 4, this.size + ROOT)
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
    const length = this.#free.length * 2
    if (length > MOST_WAITING) throw new Error(`more than ${MOST_WAITING / 2} events wait`)
    const grown = <Column extends Float64Array | Int32Array>(column: Column, old: Column): Column => {
      column.set(old)
      return column
    }
    this.#due = grown(new Float64Array(length + BEYOND).fill(Infinity), this.#due)
    this.#order = grown(new Float64Array(length), this.#order)
    this.#cause = grown(new Float64Array(length), this.#cause)
    this.#slot = grown(new Int32Array(length + BEYOND), this.#slot)
    this.#free = grown(new Int32Array(length), this.#free)
  }

  snapshot(): QueueSnapshot<Event> {
    if (this.#vacancies > 0) this.#close()
    const size = this.size
    const events: Event[] = []
    const order = new Float64Array(size)
    const cause = new Float64Array(size)
    for (let i = 0; i < size; i += 1) {
      const slot = this.#slot[i + ROOT] as number
      events.push(this.#events[slot] as Event)
      order[i] = this.#order[slot] as number
      cause[i] = this.#cause[slot] as number
    }
    return { due: this.#due.slice(ROOT, size + ROOT), order, cause, events, pushed: this.#pushed }
  }

  restore(from: QueueSnapshot<Event>): void {
    const size = from.events.length
    while (this.#free.length < size) this.#grow()
    this.#due.fill(Infinity).set(from.due, ROOT)
    this.#order.set(from.order)
    this.#cause.set(from.cause)
    this.#events = [...from.events]
    for (let i = 0; i < size; i += 1) this.#slot[i + ROOT] = i
    this.#freed = 0
    this.#vacancies = 0
    this.size = size
    this.#pushed = from.pushed
  }
}
