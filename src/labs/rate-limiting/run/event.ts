/**
 * What happens in this lab. All fields are always there, so that events have one shape; `call` is the number of the
 * call at hand or a count, `slot` and `era` the place of a trip in its table and that place's era.
 */
export interface LimiterEvent {
  readonly type: /** A call of the background is due; `era` is that of this part of the load. */
    | 'background'
    /** A call of user 1's pattern is due: round `slot`, place `call` in it. */
    | 'pattern'
    /** The first trip of a call reaches the shared server. */
    | 'serve'
    /** The second trip reaches the server. */
    | 'second'
    /** The leaky queue lets a call go. */
    | 'release'
    /** `call` calls of user `slot` at once. */
    | 'burst'
    /** The bucket of user 1 holds `call` tokens from now on. */
    | 'setTokens'
    /** All limiters start anew. */
    | 'forget'
    /** The limiters' clock is set back by `call` ms. */
    | 'setBack'
  readonly call: number
  readonly slot: number
  readonly era: number
}

/** Streams of chance: each on its own, so that a change of one thing leaves the others alone. */
export const streams = ['background', 'users', 'pattern', 'gateways', 'network'] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]
