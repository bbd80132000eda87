/** Why a request was refused: the limit that did it; `cost` when no wait would help, `fault` when the store failed. */
export type Refusal = 'limit' | 'cost' | 'burst' | 'sustained' | 'user' | 'address' | 'global' | 'fault'

/**
 * What a limiter answers; one record is filled again and again. Times are in the unit of the `now` that was given.
 * NaN means that the limiter cannot tell.
 */
export interface Decision {
  allowed: boolean
  reason: Refusal | 'none'
  /** Whole requests of cost 1 that would pass right after this one. */
  remaining: number
  /**
   * The wait of this very request: waiting exactly so long suffices if nobody else takes; 0 when it passed, Infinity
   * when no wait suffices.
   */
  retryAfter: number
  /** When the key is as good as new if nobody asks again. */
  resetAfter: number
  /** How long an accepted request is held back before it goes on; above 0 only in a queue. */
  delay: number
}

/** An empty record to be filled. */
export const blankDecision = (): Decision => ({
  allowed: false,
  reason: 'none',
  remaining: 0,
  retryAfter: 0,
  resetAfter: 0,
  delay: 0,
})

/** Fills in that the request passes, held back for `delay`. */
export function pass(decision: Decision, remaining: number, resetAfter: number, delay = 0): void {
  decision.allowed = true
  decision.reason = 'none'
  decision.remaining = remaining
  decision.retryAfter = 0
  decision.resetAfter = resetAfter
  decision.delay = delay
}

/** Fills in that the request is refused. */
export function refuse(
  decision: Decision,
  reason: Refusal,
  remaining: number,
  retryAfter: number,
  resetAfter: number,
): void {
  decision.allowed = false
  decision.reason = reason
  decision.remaining = remaining
  decision.retryAfter = retryAfter
  decision.resetAfter = resetAfter
  decision.delay = 0
}

/**
 * Fills in either answer: `none` for a reason passes. For limiters asked very often: one call with all numbers at the
 * end of a check is inlined at any mix of answers, while calls on the way of those that are rare at first are not, and
 * each number handed to them is put on the heap.
 */
export function tell(
  decision: Decision,
  reason: Decision['reason'],
  remaining: number,
  retryAfter: number,
  resetAfter: number,
  delay: number,
): void {
  decision.allowed = reason === 'none'
  decision.reason = reason
  decision.remaining = remaining
  decision.retryAfter = retryAfter
  decision.resetAfter = resetAfter
  decision.delay = delay
}

/** Takes over another decision as it stands. */
export function copyDecision(from: Decision, to: Decision): void {
  to.allowed = from.allowed
  to.reason = from.reason
  to.remaining = from.remaining
  to.retryAfter = from.retryAfter
  to.resetAfter = from.resetAfter
  to.delay = from.delay
}

/**
 * A billionth of a request short counts as enough: times that meet exactly must not be refused because of rounding, and
 * limiters that are the same by theory must decide the same.
 */
export const NEGLIGIBLE = 1e-9

const ULP = 2.220446049250313e-16
const SMALLEST = 5e-324

/**
 * The smallest lengthening of a wait that moves `now + wait`. Waits are lengthened by it, twice as much each time,
 * until the limiter's own comparison passes at `now + wait`: rounding must not end a wait too early (B11).
 */
export function hair(now: number, wait: number): number {
  const size = Math.max(Math.abs(now), Math.abs(wait), Math.abs(now + wait))
  return Math.max(size * ULP, SMALLEST)
}
