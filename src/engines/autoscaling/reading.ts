/**
 * What the rules look at: averages over the ready instances as shares of what they have (1 = 100 %; CPU above 1 where
 * bursting is allowed), and requests that arrive per second in all.
 */
export interface Reading {
  readonly cpu: number
  readonly memory: number
  readonly rps: number
}

/** Way of a proposal or an action. */
export type Direction = 'up' | 'down' | 'hold'

/** The way from `current` to `wanted` instances. */
export function directionOf(current: number, wanted: number): Direction {
  if (wanted > current) return 'up'
  return wanted < current ? 'down' : 'hold'
}

/** Why a rule proposes what it does. */
export type Reason =
  /** A metric is above its upper bound. */
  | 'above'
  /** A metric is below its lower bound. */
  | 'below'
  /** Nothing asks for a change. */
  | 'between'
  /** The row of the matrix for heavy CPU. */
  | 'busy'
  /** Heavy CPU with full memory and many requests. */
  | 'overloaded'
  /** The row of the matrix for hardly any CPU. */
  | 'idle'
  /** Low in all three metrics. */
  | 'quiet'
  /** Load foreseen needs another number of instances. */
  | 'forecast'
  /** The schedule asks for another number of instances. */
  | 'schedule'
  /** Instances already on their way cover what the breach asks for. */
  | 'onTheWay'
  /** Removing instances is switched off, or blocked while others warm up. */
  | 'noScaleIn'
  /** The metric has not been beyond its bound for long enough. */
  | 'notYet'
  /** There is no metric to judge. */
  | 'noMetric'

/** What a rule asks for, before cooldown and limits, with the numbers that decided it. */
export interface Proposal {
  readonly wanted: number
  readonly direction: Direction
  readonly reason: Reason
  /** The number that was compared, in the rule's own unit; NaN where nothing was. */
  readonly measured: number
  /** What it was compared with; NaN where nothing was. */
  readonly bound: number
}

/** A proposal of `wanted` instances in place of `current`. */
export const propose = (
  current: number,
  wanted: number,
  reason: Reason,
  measured: number,
  bound: number,
): Proposal => ({ wanted, direction: directionOf(current, wanted), reason, measured, bound })

/** Below this, a part of an instance is rounding of the arithmetic and not a need. */
const NEGLIGIBLE = 1e-9

/** Instances for a need, rounded up; a billionth too much does not count. */
export const instancesFor = (need: number): number => Math.ceil(need - NEGLIGIBLE)
