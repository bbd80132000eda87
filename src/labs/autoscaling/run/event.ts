/** What happens in this lab. All fields are always there, so that events have one shape. */
export interface ScalingEvent {
  readonly type: /** Requests of the last quarter of a second arrive and are served. */
    | 'tick'
    /** Metrics are measured. */
    | 'sample'
    /** The rule is evaluated. */
    | 'evaluate'
    /** An instance changes its phase. */
    | 'stage'
    /** The cooldown's timer. */
    | 'timer'
    /** An instance crashes by itself. */
    | 'crash'
    /** `amount` times the load for `lasts`. */
    | 'surge'
    /** `amount` instances are lost. */
    | 'kill'
    /** A share `amount` of all instances is lost. */
    | 'outage'
    /** Somebody sets the number of instances to `amount`. */
    | 'byHand'
  /** Recognises an event that was scheduled under other circumstances. */
  readonly era: number
  readonly amount: number
  readonly lasts: number
}

/** An event without numbers. */
export const plain = (type: ScalingEvent['type'], era = 0): ScalingEvent => ({ type, era, amount: 0, lasts: 0 })

/** The lab's streams of chance. */
export const streams = ['arrivals', 'startUps', 'noise', 'pods', 'crashes', 'victims'] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]
