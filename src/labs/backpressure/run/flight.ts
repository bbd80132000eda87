import type { Millis } from '../../../units.ts'

const KEPT = 8

/** The newest signals sent, for the picture: a ring. */
export interface Flight {
  readonly signal: Uint8Array
  readonly sentAt: Float64Array
  readonly due: Float64Array
  total: number
}

/** None sent. */
export const createFlight = (): Flight => ({
  signal: new Uint8Array(KEPT),
  sentAt: new Float64Array(KEPT),
  due: new Float64Array(KEPT).fill(-1),
  total: 0,
})

/** A signal is sent. */
export function launch(flight: Flight, signal: number, now: Millis, due: Millis): void {
  const at = flight.total % KEPT
  flight.signal[at] = signal
  flight.sentAt[at] = now
  flight.due[at] = due
  flight.total += 1
}

/** A signal on its way: which, and what share of the way is behind it. */
export interface Flying {
  /** How many were sent before it. */
  readonly number: number
  readonly signal: number
  readonly way: number
  readonly left: Millis
}

/** Signals on their way, the newest first. */
export function flying({ signal, sentAt, due, total }: Flight, now: Millis): Flying[] {
  const found: Flying[] = []
  for (let index = total - 1; index >= 0 && index > total - 1 - KEPT; index -= 1) {
    const at = index % KEPT
    const [from, to] = [sentAt[at] as number, due[at] as number]
    if (to <= now) continue
    found.push({ number: index, signal: signal[at] as number, way: (now - from) / (to - from), left: to - now })
  }
  return found
}
