/**
 * Which rule reads the marks, with its exact comparisons:
 *
 * - `watermarks`: pressure begins above `high`, ends below `low`; refusal begins at `capacity`, ends below it. Without
 *   hysteresis pressure ends as soon as the depth is not above `high`. Netty's channel compares so, but never refuses.
 * - `bands`: below `low` green, from `low` to `high` yellow (both included), above `high` red; the way back is the
 * same.
 * - `drain`: pressure begins at `high` and ends only when the queue is empty, as a stream of Node does.
 *
 * A full queue (depth = capacity) refuses under every rule, and an empty one never presses.
 */
export type MarkRule = 'watermarks' | 'bands' | 'drain'

/** The marks of a queue, in items. */
export interface Marks {
  readonly rule: MarkRule
  /** The most items that may wait: a whole number, 1 or more. */
  readonly capacity: number
  readonly high: number
  readonly low: number
  /** Only read by `watermarks`: off, one mark decides both ways. */
  readonly hysteresis: boolean
}

/** The marks of a capacity from shares of it: 0.8 of 1000 is 800, without the noise of binary fractions. */
export const marksOf = (
  capacity: number,
  high: number,
  low: number,
): { readonly capacity: number; readonly high: number; readonly low: number } => ({
  capacity,
  high: items(high * capacity),
  low: items(low * capacity),
})

/** A billionth of an item off a whole number is that number. */
const NEGLIGIBLE = 1e-9

const items = (amount: number): number => {
  const whole = Math.round(amount)
  return Math.abs(amount - whole) < NEGLIGIBLE ? whole : amount
}

/** The smallest depth above an amount. */
const above = (amount: number): number => Math.floor(amount) + 1

/** The smallest depth that is refused: `capacity`, or the first above `high` under `bands`. */
export const refusesFrom = ({ rule, capacity, high }: Marks): number =>
  rule === 'bands' ? Math.min(above(high), capacity) : capacity

/** The smallest depth at which pressure begins; never later than refusal. */
export function pressesFrom(marks: Marks): number {
  const { rule, high, low } = marks
  const first = rule === 'watermarks' ? above(high) : Math.ceil(rule === 'bands' ? low : high)
  return Math.max(1, Math.min(first, refusesFrom(marks)))
}

/** The largest depth at which pressure ends; 0 at least, and below the depth at which it begins. */
export function relaxesAt(marks: Marks): number {
  const { rule, hysteresis, low } = marks
  const last = pressesFrom(marks) - 1
  if (rule === 'drain') return 0
  if (rule === 'bands' || !hysteresis) return last
  return Math.max(0, Math.min(last, Math.ceil(low) - 1))
}

/** The smallest depth that counts as filling: the first above `low` of watermarks, else the first item that waits. */
export const fillsFrom = ({ rule, low }: Marks): number => (rule === 'watermarks' ? Math.max(1, above(low)) : 1)

/** The mark that a rule names when pressure begins. */
export const pressureMark = ({ rule, high, low }: Marks): number => (rule === 'bands' ? low : high)

/** The mark that a rule names when pressure ends. */
export const reliefMark = ({ rule, hysteresis, high, low }: Marks): number => {
  if (rule === 'drain') return 0
  return rule === 'watermarks' && !hysteresis ? high : low
}

/** The exercise's states: 80 %, 60 %, 100 %, with hysteresis. */
export const watermarks = (capacity: number): Marks => ({
  rule: 'watermarks',
  ...marksOf(capacity, 0.8, 0.6),
  hysteresis: true,
})

/** The exercise's flow: bands with their borders at 60 % and 80 %, 600 and 800 of 1000. */
export const bands = (capacity: number): Marks => ({
  rule: 'bands',
  ...marksOf(capacity, 0.8, 0.6),
  hysteresis: false,
})
