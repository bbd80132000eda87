import { type RefObject, useEffect, useState } from 'react'
import { Turns } from './turns.ts'

interface Row {
  readonly redraw: () => void
}

/** Hands out turns to redraw on animation frames, and rests while nobody asks. */
export class TurnTaker {
  readonly #turns = new Turns()
  readonly #rows = new Map<string, Row>()
  #frame = 0

  join(key: string, row: Row): void {
    this.#rows.set(key, row)
  }

  leave(key: string): void {
    this.#rows.delete(key)
    this.#turns.leave(key)
    if (this.#rows.size > 0) return
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  ask(key: string): void {
    this.#turns.ask(key, performance.now())
    this.#wake()
  }

  show(key: string, visible: boolean): void {
    this.#turns.show(key, visible)
    this.#wake()
  }

  #wake(): void {
    if (this.#frame === 0 && this.#turns.pending) this.#frame = requestAnimationFrame(this.#tick)
  }

  readonly #tick = (now: number): void => {
    this.#frame = 0
    const key = this.#turns.next(now)
    if (key !== undefined) this.#rows.get(key)?.redraw()
    this.#wake()
  }
}

/** The latest value, taken over when it is this row's turn; while the element is off screen, not at all. */
export function useTurn<Value>(
  taker: TurnTaker,
  key: string,
  element: RefObject<Element | null>,
  latest: RefObject<Value>,
  changed: unknown,
): Value {
  const [shown, setShown] = useState(latest.current)
  useEffect(() => {
    taker.join(key, { redraw: () => setShown(latest.current) })
    const observer = new IntersectionObserver((entries) => taker.show(key, entries.at(-1)?.isIntersecting ?? true))
    if (element.current) observer.observe(element.current)
    return () => {
      observer.disconnect()
      taker.leave(key)
    }
  }, [taker, key, element, latest])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changed` says when there is something new to take over
  useEffect(() => taker.ask(key), [taker, key, changed])
  return shown
}
