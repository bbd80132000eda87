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

/** An event that says so much; what is not said is 0. Written out, as it is done for each message. */
export const happening = (type: LockEventType, said: Partial<LockEvent> = {}): LockEvent => ({
  type,
  client: said.client ?? 0,
  server: said.server ?? 0,
  kind: said.kind ?? 0,
  resource: said.resource ?? 0,
  owner: said.owner ?? 0,
  token: said.token ?? 0,
  era: said.era ?? 0,
  time: said.time ?? 0,
  ttl: said.ttl ?? 0,
  until: said.until ?? 0,
  trace: said.trace ?? -1,
  about: said.about ?? 0,
  by: said.by ?? 0,
})

/** A message of another kind about the same: what it answers or follows stands in `about`. */
export const following = (
  event: LockEvent,
  kind: number,
  about = event.kind,
  token = event.token,
  ttl = event.ttl,
  until = event.until,
): LockEvent => ({
  type: 'deliver',
  client: event.client,
  server: event.server,
  kind,
  resource: event.resource,
  owner: event.owner,
  token,
  era: event.era,
  time: event.time,
  ttl,
  until,
  trace: -1,
  about,
  by: 0,
})

/** A message on its way, by its number in the trace. */
export const onItsWay = (event: LockEvent, trace: number): LockEvent => ({
  type: 'deliver',
  client: event.client,
  server: event.server,
  kind: event.kind,
  resource: event.resource,
  owner: event.owner,
  token: event.token,
  era: event.era,
  time: event.time,
  ttl: event.ttl,
  until: event.until,
  trace,
  about: event.about,
  by: 0,
})

/** The lab's streams of chance: one for each purpose, so that turning one thing does not shift the others. */
export const streams = ['wishes', 'work', 'backoff', 'network', 'pauses', 'crashes', 'clocks'] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]
