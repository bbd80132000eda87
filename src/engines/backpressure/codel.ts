import { begin, step, type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type CodelEdge, type CodelState, codelMachine } from './codel-machine.ts'

/** Controlled delay after RFC 8289: the two numbers that one may tune. */
export interface CodelConfig {
  /** The wait that a standing queue may cost: 5 ms in the RFC, for links. */
  readonly target: Millis
  /** How long waits must stay at or above it before anything is dropped: 100 ms in the RFC. Above 0. */
  readonly interval: Millis
}

/** What controlled delay remembers between two items. */
export interface Codel {
  state: CodelState
  /** When an interval above the target is over; 0 while waits are below it. */
  firstAbove: Millis
  /** Drops since dropping began, which the gap between them goes by, and its value when it last began. */
  count: number
  lastCount: number
  /** When the next drop is due, while dropping. */
  dropNext: Millis
  /** The edges that the last item taken caused. */
  readonly trail: Trail<CodelEdge>
}

/** Controlled delay that has seen nothing. */
export const createCodel = (): Codel => ({
  state: codelMachine.initial,
  firstAbove: 0,
  count: 0,
  lastCount: 0,
  dropNext: 0,
  trail: trail(),
})

/** The gap to the next drop: interval ÷ √count. */
export const gap = (config: CodelConfig, count: number): Millis => config.interval / Math.sqrt(count)

/** Intervals within which the count of the last time is taken up again. */
const MEMORY = 16

/**
 * Whether an item that waited for `waited` and leaves `left` items behind may be dropped: every one before it waited
 * for the target or longer (≥) since at least an interval (≥), and more than one is left.
 */
export function mayDrop(codel: Codel, config: CodelConfig, waited: Millis, left: number, now: Millis): boolean {
  if (waited < config.target || left <= 1) {
    codel.firstAbove = 0
    return false
  }
  if (codel.firstAbove === 0) {
    codel.firstAbove = now + config.interval
    return false
  }
  return now >= codel.firstAbove
}

/**
 * Dropping begins: with a single drop, or where it left off if it ended less than 16 intervals after a drop was due.
 */
export function beginDropping(codel: Codel, config: CodelConfig, now: Millis): void {
  const again = codel.count - codel.lastCount
  codel.count = again > 1 && now - codel.dropNext < MEMORY * config.interval ? again : 1
  codel.lastCount = codel.count
  codel.dropNext = now + gap(config, codel.count)
}

/** A further drop while dropping: the next is due a gap after this one was, not after it happened. */
export function scheduleNext(codel: Codel, config: CodelConfig): void {
  codel.dropNext += gap(config, codel.count)
}

/** Takes the edge that leads from the state before an item was taken to the one after it, and notes its numbers. */
export function noteTaken(
  codel: Codel,
  config: CodelConfig,
  dropping: boolean,
  dropped: number,
  waited: Millis,
  left: number,
): void {
  begin(codel.trail)
  const before = codel.state
  const after: CodelState = dropping ? 'dropping' : codel.firstAbove === 0 ? 'below' : 'above'
  if (before === 'dropping' && dropped > 0) {
    go(codel, 'drops', dropped, codel.count, gap(config, codel.count))
  }
  if (before === after) return
  if (after === 'dropping') go(codel, 'begins', waited, config.interval, codel.count)
  else if (after === 'above') {
    go(codel, before === 'below' ? 'exceeds' : 'doubts', waited, config.target, codel.firstAbove)
  } else if (before === 'above') go(codel, 'falls', waited, config.target, left)
  else go(codel, 'ends', waited, config.target, codel.count)
}

function go(codel: Codel, edge: CodelEdge, a: number, b: number, c: number): void {
  codel.state = codelMachine.next(codel.state, edge)
  step(codel.trail, edge, a, b, c)
}
