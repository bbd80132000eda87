/**
 * What happens in this lab. All fields are always there, so that events have one shape: `host` is the replica (for an
 * act −1 is any), `source` the check or probe, `run` its run or the process that it belongs to, `word` what else it
 * says, `subject` the number of the answer or request.
 */
export interface HealthEvent {
  readonly type: /** A user sends a request; `run` is the load's era. */
    | 'request'
    /** A request ends: `run` is the process that had it, `word` how it ends. */
    | 'reply'
    /** The timer of a check ticks; the answer to a run comes, `word` 1 if good; a run's time is up. */
    | 'tick'
    | 'checked'
    | 'checkTimer'
    /** The same of a probe; of an answer `word` is 1 for success. */
    | 'probe'
    | 'probed'
    | 'probeTimer'
    /** A container may be started; a process that was killed ends. */
    | 'start'
    | 'exit'
    /** A dashboard reads the detailed report of a replica; `run` is the readings' era. */
    | 'watch'
    /** Ejections of the service `host` are looked through; `run` is the sweeps' era. */
    | 'sweep'
    /** What users do to replicas. */
    | 'kill'
    | 'hang'
    | 'leak'
    | 'gray'
    | 'restartAll'
    /** The service `host` is cut off from the dependency `word`. */
    | 'cut'
    /** All cuts and ailments end. */
    | 'heal'
    /** `word` requests at once. */
    | 'burst'
  readonly host: number
  readonly source: number
  readonly run: number
  readonly word: number
  readonly subject: number
}

/** The lab's streams of chance. */
export const streams = [
  'arrivals',
  'requests',
  'service',
  'queries',
  'checks',
  'jitter',
  'flaky',
  'probes',
  'phases',
  'acts',
] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]

/** An event; what is not given is 0. */
export const happening = (
  type: HealthEvent['type'],
  host = 0,
  source = 0,
  run = 0,
  word = 0,
  subject = 0,
): HealthEvent => ({ type, host, source, run, word, subject })
