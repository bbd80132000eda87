import type { Millis } from '../units.ts'

/** What is to happen to one message that has not been sent yet. */
export interface Mishap {
  readonly kind: number
  /** The node that sends it; −1 any. */
  readonly from: number
  /** So much later than it would arrive; ∞ never. */
  readonly late: Millis
}

/** Mishaps that wait for their message, in the order in which they were planned; plain data. */
export interface Mishaps {
  readonly planned: Mishap[]
}

/** Nothing planned. */
export const createMishaps = (): Mishaps => ({ planned: [] })

/** The next message of this kind meets with this. */
export function plan(mishaps: Mishaps, mishap: Mishap): void {
  mishaps.planned.push(mishap)
}

/** How late a message about to be sent will be, 0 if nothing was planned for it; the plan is used up by it. */
export function befalls(mishaps: Mishaps, kind: number, from: number): Millis {
  if (mishaps.planned.length === 0) return 0
  const place = mishaps.planned.findIndex(
    (planned) => planned.kind === kind && (planned.from < 0 || planned.from === from),
  )
  return place < 0 ? 0 : (mishaps.planned.splice(place, 1)[0] as Mishap).late
}
