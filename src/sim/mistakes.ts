import type { Millis } from '../units.ts'

// Mistakes of a model. Written out where they are found, they would make the kernel's verbs too long to be compiled
// into the handlers that call them.

export const inThePast = (due: Millis, now: Millis): Error =>
  new Error(`an event due at ${due} is in the past of ${now}`)

export const negative = (delay: Millis): Error => new Error(`an event after ${delay} is in the past`)

export const unknownPart = (part: number): Error => new Error(`there is no part ${part}`)
