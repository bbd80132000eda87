import type { Millis } from '../../../units.ts'

/** Kinds of events. */
export type LockEventType =
  /** A client wants a lock. */
  | 'want'
  /** A message arrives. */
  | 'deliver'
  /** The backoff is over. */
  | 'retry'
  /** No answer came in time to a message of this `kind`. */
  | 'silent'
  /** The time for acquiring of a client in line is over. */
  | 'patience'
  /** A piece of the work is done: before its write the client makes sure. */
  | 'work'
  /** The write leaves. */
  | 'write'
  | 'heartbeat'
  /** The end of validity may have come on the client's clock. */
  | 'lapse'
  /** A client that lost its lock has stopped its work. */
  | 'stop'
  /** A lock or lease of a service may be over. */
  | 'expire'
  | 'pause'
  | 'resume'
  | 'crash'
  | 'restart'
  /** Chance makes a client pause, or crash. */
  | 'pausing'
  | 'crashing'
  /** What a user does. */
  | 'everybody'
  | 'mishap'
  | 'step'
  | 'forget'
  | 'cut'
  | 'heal'

/** What happens in this lab. All fields are always there, so that events have one shape. */
export interface LockEvent {
  readonly type: LockEventType
  /** From 1; 0 nobody. */
  readonly client: number
  /** A node of the service, from 0. */
  readonly server: number
  /** Kind of message, from `kinds.ts`. */
  readonly kind: number
  readonly resource: number
  /** The value that is a client's own for one acquisition. */
  readonly owner: number
  readonly token: number
  /** The era that it belongs to, or the attempt that a request was. */
  readonly era: number
  /** Reading of the client's clock when its request was sent; of an act, how much or how long. */
  readonly time: Millis
  /** What is left of the time to live. */
  readonly ttl: Millis
  /** The deadline on the service's wall clock. */
  readonly until: Millis
  /** Number of the message in the trace. */
  readonly trace: number
  /** The kind of the question that it answers, or of the message that will follow it. */
  readonly about: number
  /** Number of the event that held it up: a pause; 0 none. */
  readonly by: number
}

/** An event in which nothing is said. */
export const blank: LockEvent = {
  type: 'want',
  client: 0,
  server: 0,
  kind: 0,
  resource: 0,
  owner: 0,
  token: 0,
  era: 0,
  time: 0,
  ttl: 0,
  until: 0,
  trace: -1,
  about: 0,
  by: 0,
}

/** An event that says so much. */
export const happening = (type: LockEventType, said: Partial<LockEvent> = {}): LockEvent => ({
  ...blank,
  ...said,
  type,
})

/** The lab's streams of chance: one for each purpose, so that turning one thing does not shift the others. */
export const streams = ['wishes', 'work', 'backoff', 'network', 'pauses', 'crashes', 'clocks'] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]
