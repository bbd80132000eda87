import { type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type Batch, createBatch } from './batch.ts'
import { type Codel, type CodelConfig, createCodel } from './codel.ts'
import { createLine, type Line } from './line.ts'
import { type QueueEdge, type QueueState, queueMachine } from './machine.ts'
import type { Marks } from './marks.ts'

/**
 * What happens to an item that finds no room: it is turned away; the oldest is thrown out in its place; its producer
 * waits, first come, first in. `codel` turns away too, and drops at the head whatever has waited too long.
 */
export type Overflow = 'reject' | 'dropOldest' | 'block' | 'codel'

/** A bounded queue as numbers: its marks, what it does when full, and controlled delay where that is chosen. */
export interface QueueConfig extends Marks, CodelConfig {
  readonly overflow: Overflow
  /** How long the answer to an accepted item is held back while the signal is yellow; 0 for not at all. */
  readonly holdBack: Millis
}

/** What producers are told: send, slow down, stop. */
export type Signal = 'green' | 'yellow' | 'red'

/**
 * A bounded queue with marks, as plain data; the verbs of `flow.ts` change it in place. Always: offered = accepted +
 * rejected + abandoned + those that wait outside, accepted = served + dropped + those that wait inside, and served =
 * finished + those in work.
 */
export interface Queue {
  state: QueueState
  /** Counts changes of the signal: what a signal on its way carries to tell whether it is the newest. */
  era: number
  /** When the signal changed last. */
  since: Millis
  /** The edges that the last verb took. */
  readonly trail: Trail<QueueEdge>

  readonly line: Line
  /** Items of producers that wait for a place, under `block`. */
  readonly outside: Line
  readonly codel: Codel

  /** What the last verb threw out, and whom it let in from outside. */
  readonly dropped: Batch
  readonly admitted: Batch
  /** How long the item taken last had waited. */
  waited: Millis

  offered: number
  accepted: number
  rejected: number
  /** Gave up while they waited outside. */
  abandoned: number
  /** Thrown out after they were accepted. */
  lost: number
  served: number
  finished: number
  /** The most items that ever waited inside. */
  deepest: number
}

/** An empty queue with a green signal. */
export const createQueue = (now: Millis): Queue => ({
  state: queueMachine.initial,
  era: 0,
  since: now,
  trail: trail(),
  line: createLine(),
  outside: createLine(),
  codel: createCodel(),
  dropped: createBatch(),
  admitted: createBatch(),
  waited: 0,
  offered: 0,
  accepted: 0,
  rejected: 0,
  abandoned: 0,
  lost: 0,
  served: 0,
  finished: 0,
  deepest: 0,
})

/** Items that wait inside. */
export const depth = (queue: Queue): number => queue.line.size

/** Items taken that are not finished. */
export const inWork = (queue: Queue): number => queue.served - queue.finished

/** What the queue tells producers now; they hear it later. */
export function signalOf(state: QueueState): Signal {
  switch (state) {
    case 'accepting.normal':
    case 'accepting.filling':
      return 'green'
    case 'pressuring.signaling':
    case 'pressuring.slowing':
      return 'yellow'
    default:
      return 'red'
  }
}
