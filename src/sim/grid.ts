import type { Millis } from '../units.ts'

/** The multiples of a period, one after the other: 0, `every`, 2 · `every` … ; none when the period is ∞. */
export class Grid {
  readonly #every: Millis
  #passed = 0
  /** The first that was not passed; ∞ when there is none. */
  next: Millis

  constructor(every: Millis) {
    this.#every = every
    this.next = every === Infinity ? Infinity : 0
  }

  /** Passes `next`. */
  pass(): void {
    this.#passed += 1
    this.next = this.#passed * this.#every
  }

  /** As if all before `time` were passed and none else, however the division rounds. */
  rewind(time: Millis): void {
    const every = this.#every
    if (every === Infinity) return
    const count = Math.ceil(time / every)
    const high = count > 0 && (count - 1) * every >= time
    this.#passed = count * every < time ? count + 1 : high ? count - 1 : count
    this.next = this.#passed * every
  }
}
