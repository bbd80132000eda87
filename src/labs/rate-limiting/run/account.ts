import type { Millis } from '../../../units.ts'

/** Room for rounding when sums of many steps are compared. */
const SLACK = 1e-6

/** Our own account of the token bucket and the leaky queue, against which the engine is held. */
export interface Account {
  /**
   * By key of the token bucket (0 to users): how far admitted calls are ahead of rate · T, counted from the worst
   * beginning. Above the capacity, some interval has admitted more than capacity + rate · T.
   */
  ahead: Float64Array
  at: Float64Array
  /** Times that it was above the capacity, and times that tokens were outside of [0, capacity]. */
  overruns: number
  strays: number
  /** Gaps between calls that left the leaky queue that were shorter than the interval. */
  hurries: number
  released: Millis
  interval: Millis
}

/** An account for keys 0 to `users`. */
export const account = (keys: number): Account => ({
  ahead: new Float64Array(keys),
  at: new Float64Array(keys),
  overruns: 0,
  strays: 0,
  hurries: 0,
  released: -Infinity,
  interval: 0,
})

/** The token bucket admitted `cost` for a key under `rate` per millisecond and `capacity`. */
export function tookTokens(
  into: Account,
  key: number,
  now: Millis,
  cost: number,
  rate: number,
  capacity: number,
): void {
  const ahead = (into.ahead[key] as number) - (now - (into.at[key] as number)) * rate
  const after = (ahead > 0 ? ahead : 0) + cost
  into.ahead[key] = after
  into.at[key] = now
  if (after > capacity + SLACK) into.overruns += 1
}

/** Tokens of a bucket as they are after a decision. */
export function sawTokens(into: Account, tokens: number, capacity: number): void {
  if (!(tokens >= 0 && tokens <= capacity)) into.strays += 1
}

/** The leaky queue let a call go; `interval` is the shortest gap until the next. */
export function wentOn(into: Account, now: Millis, interval: Millis): void {
  if (now - into.released < into.interval - SLACK) into.hurries += 1
  into.released = now
  into.interval = interval
}

/** Rules have changed: what was taken before is judged by the old ones. */
export function restart(into: Account): void {
  into.ahead.fill(0)
}
