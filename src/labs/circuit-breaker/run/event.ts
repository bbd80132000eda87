/**
 * What happens in this lab. All fields are always there, so that events have one shape: `call` is the call's number,
 * `slot` and `era` its place in the table and that place's era, `fault` what it meets (from `world/faults.ts`).
 */
export interface BreakerEvent {
  readonly type: /** A client sends a call and the next client is due. */
    | 'arrive'
    /** The backend answers, or would answer had the client not gone. */
    | 'answer'
    /** The call fails at once: nobody listens, or the backend's queue is full. */
    | 'bounce'
    /** The client has waited long enough. */
    | 'timeout'
    /** A client sends a failed call again: `call` is the one before, `slot` the attempt. */
    | 'retry'
    /** A thread leaves the section around the breaker. */
    | 'leave'
    /** The breaker's timer. */
    | 'timer'
    /** `call` calls at once. */
    | 'burst'
    /** One call that meets `fault`. */
    | 'single'
    | 'reset'
    | 'force'
    | 'disable'
  readonly call: number
  readonly slot: number
  readonly era: number
  readonly fault: number
}

/**
 * The lab's streams of chance. Retries have their own, so that first attempts meet the same fate with or without them.
 */
export const streams = [
  'arrivals',
  'service',
  'faults',
  'retries',
  'backoff',
  'retryService',
  'retryFaults',
  'recovery',
] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]
