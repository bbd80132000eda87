import type { Millis } from '../../../units.ts'

/** Rounds of measuring that are kept, and how many instances of one are told apart by their numbers. */
export const ROUNDS = 128
export const TOLD_APART = 128

/** What each round has measured, newest last in a ring. */
export interface Rounds {
  readonly at: Float64Array
  /** How long the round's average reaches back. */
  readonly window: Float64Array
  readonly cpu: Float64Array
  readonly memory: Float64Array
  /** Requests per second and serving instance. */
  readonly each: Float64Array
  /** What an instance's reading is of the average: its noise, or NaN where its reading is missing. */
  readonly factor: Float32Array
  total: number
}

/** Sums as they stood at the last round. */
export interface Meter {
  readonly rounds: Rounds
  arrived: number
  work: number
  room: number
  at: Millis
}

/** Nothing was measured yet. */
export const meter = (now: Millis): Meter => ({
  rounds: {
    at: new Float64Array(ROUNDS),
    window: new Float64Array(ROUNDS),
    cpu: new Float64Array(ROUNDS),
    memory: new Float64Array(ROUNDS),
    each: new Float64Array(ROUNDS),
    factor: new Float32Array(ROUNDS * TOLD_APART),
    total: 0,
  },
  arrived: 0,
  work: 0,
  room: 0,
  at: now,
})
