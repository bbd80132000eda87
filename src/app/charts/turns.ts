/** Wall time in milliseconds between two updates of the same chart: four to five a second. */
const PAUSE = 220

/** Who may redraw next: one chart per animation frame, the longest waiting first, each at most every 220 ms. */
export class Turns {
  #waiting = new Map<string, number>()
  #drawn = new Map<string, number>()
  #hidden = new Set<string>()

  /** A chart wants to redraw; asking again changes nothing. */
  ask(key: string, at: number): void {
    if (!this.#waiting.has(key)) this.#waiting.set(key, at)
  }

  /** A chart that is off screen keeps waiting. */
  show(key: string, visible: boolean): void {
    if (visible) this.#hidden.delete(key)
    else this.#hidden.add(key)
  }

  leave(key: string): void {
    this.#waiting.delete(key)
    this.#drawn.delete(key)
    this.#hidden.delete(key)
  }

  /** The chart whose turn it is, which counts as drawn at `at`; undefined when none may. */
  next(at: number): string | undefined {
    let chosen: string | undefined
    let since = Number.POSITIVE_INFINITY
    for (const [key, asked] of this.#waiting) {
      if (this.#hidden.has(key) || at - (this.#drawn.get(key) ?? Number.NEGATIVE_INFINITY) < PAUSE) continue
      if (asked >= since) continue
      chosen = key
      since = asked
    }
    if (chosen === undefined) return undefined
    this.#waiting.delete(chosen)
    this.#drawn.set(chosen, at)
    return chosen
  }

  /** Whether a chart on screen still waits. */
  get pending(): boolean {
    for (const key of this.#waiting.keys()) if (!this.#hidden.has(key)) return true
    return false
  }
}
