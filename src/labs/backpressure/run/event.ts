/**
 * What happens in this lab. All fields are always there, so that events have one shape: `place` is a producer or an
 * item, `era` tells whether it still matters, the numbers are told with each type.
 */
export interface PressureEvent {
  readonly type: /** Producer `place` sends its next item. */
    | 'send'
    /** A peak of the load begins (`place` 1) or ends (0); `a` is the number of its period. */
    | 'swing'
    /** The queue's signal `place` (0 green, 1 yellow, 2 red), caused by item `a`, has reached the producers. */
    | 'hear'
    /** The window of TCP has closed (`place` 1) or opened because of item `a`, and the producers know. */
    | 'window'
    /** Producer `place` is asked for `a` more items, as item `b` is used up. */
    | 'ask'
    /** Producer `place` learns that an item of it was refused. */
    | 'refuse'
    /** Producers raise or cut their rates. */
    | 'period'
    /** Producer `place` is no longer blocked. */
    | 'freed'
    /** The producer of item `place` has waited outside long enough. */
    | 'giveUp'
    /** A consumer is done with item `place`, let in at `a`, taken at `b`, as one of `c` in work. */
    | 'finish'
    /** The network takes an item from the OS buffer. */
    | 'carry'
    /** `a` items at once. */
    | 'burst'
  readonly place: number
  readonly era: number
  readonly a: number
  readonly b: number
  readonly c: number
}

/** An event with the numbers that its type needs. */
export const event = (type: PressureEvent['type'], place = 0, era = 0, a = 0, b = 0, c = 0): PressureEvent => ({
  type,
  place,
  era,
  a,
  b,
  c,
})

/** The lab's streams of chance: each producer has its own, so that it wishes the same whatever the others are told. */
export const streams = [
  'producer1',
  'producer2',
  'producer3',
  'producer4',
  'producer5',
  'producer6',
  'producer7',
  'producer8',
  'service',
  'signals',
  'limits',
] as const

/** Name of a stream of chance. */
export type Stream = (typeof streams)[number]

/** The streams of the producers, by place. */
export const producerStreams = streams.slice(0, 8) as readonly Stream[]
