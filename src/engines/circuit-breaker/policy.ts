import type { Millis } from '../../units.ts'
import type { TunableNumbers } from './profile.ts'

/** What opens a closed breaker. */
export type TripRule =
  /** Failures since it last closed; a success forgives none. */
  | 'total'
  /** Failures in a row. */
  | 'consecutive'
  /** Failures held by the window. */
  | 'count'
  /** Share of failures among the calls held by the window. */
  | 'rate'

/** All rules of a circuit breaker as plain data: the tuned numbers, and the switches in which libraries differ. */
export interface BreakerConfig extends TunableNumbers {
  readonly trip: TripRule
  /** How a count or share compares with its limit: ≥ or >. */
  readonly operator: 'atLeast' | 'above'
  /** The window holds the last calls, or the calls of the last buckets of time (the current bucket counts as one). */
  readonly window: 'calls' | 'time'
  /** Whether the rule for closed looks at the window; its results are kept in any case, so that rules may change. */
  readonly keepsWindow: boolean
  /** The window is cleared on closing, or lives on through all states. */
  readonly windowLives: 'whileClosed' | 'always'
  /** What a rate is a share of: results, or calls that arrived (results pending and calls refused among them). */
  readonly rateOver: 'results' | 'arrivals'
  /** A rate in per cent loses its fraction before it is compared. */
  readonly wholePercent: boolean
  /** A window of calls needs `minimumCalls`, or no more of them than it can hold. */
  readonly minimum: 'plain' | 'capped'
  /** The rule is checked after failures only, or after every result. */
  readonly judgedOn: 'failure' | 'everyResult'
  /** Slow calls are counted: their share may open the breaker. */
  readonly slow: boolean
  /** A result of a call admitted before the last change of state counts in the present state, or is dropped. */
  readonly lateResults: 'present' | 'dropped'
  /** The bucket that a result goes to: that of the call's admission (nowhere once that is gone), or that of its end. */
  readonly bucketOf: 'admission' | 'result'
  /** What ends the wait: a call; a call or a result; a timer, without anyone calling. */
  readonly recovery: 'onAdmit' | 'onUse' | 'timer'
  /** Whether the wait is over at its exact end or only after it. A timer is always punctual. */
  readonly waitEnd: 'atOrAfter' | 'after'
  /**
   * What the wait is counted from. With `lastFailure` a late failure begins it anew, and a failure at clock reading 0
   * is taken for none: the wait never ends.
   */
  readonly waitFrom: 'opening' | 'lastFailure'
  /**
   * What reading the state of an open breaker whose wait is over does: nothing, tell half-open, or make it half-open.
   */
  readonly reading: 'stored' | 'effective' | 'moves'
  /** Permits limit the probes in flight, or all probes of one half-open period. */
  readonly permits: 'inFlight' | 'total'
  /**
   * Half-open ends after `probesToClose` successes or any failure; or by the rates, once min(probes, minimumCalls)
   * ended.
   */
  readonly verdict: 'successes' | 'rate'
  /**
   * An ignored result counts neither way and gives its permit back; is a success; or is nothing but re-opens
   * half-open.
   */
  readonly ignored: 'nothing' | 'success' | 'reopens'
  /** Where half-open goes when `halfOpenLongest` has passed (at or after it). */
  readonly halfOpenThen: 'open' | 'closed'
  /**
   * Reports as the reference code does: rate over all calls, refused ones too; reset forgets successes but not calls.
   */
  readonly statistics: 'plain' | 'reference'
}

/** Whether a count or share reaches its limit under the rule's operator. */
export const reaches = (config: BreakerConfig, value: number, limit: number): boolean =>
  config.operator === 'atLeast' ? value >= limit : value > limit

/** Whether `part` of `whole` reaches a share; per cents lose their fraction first where the rules say so. */
export function rateReaches(config: BreakerConfig, part: number, whole: number, share: number): boolean {
  if (config.wholePercent) return reaches(config, Math.trunc((part / whole) * 100), Math.round(share * 100))
  return reaches(config, part / whole, share)
}

/** The smallest whole part of `whole` that reaches the share; more than `whole` when none does. */
export function smallestReaching(config: BreakerConfig, whole: number, share: number): number {
  let part = Math.max(0, Math.floor(share * whole) - 1)
  while (part <= whole && !rateReaches(config, part, whole, share)) part += 1
  return part
}

/** Calls that the window must hold before a share of it is judged. */
export const neededCalls = (config: BreakerConfig): number =>
  config.minimum === 'capped' && config.window === 'calls' && config.windowCalls < config.minimumCalls
    ? config.windowCalls
    : config.minimumCalls

/** Calls that the rule must have seen before failures may open the breaker. */
export const callsBeforeVerdict = (config: BreakerConfig): number =>
  config.trip === 'count' || config.trip === 'rate' ? neededCalls(config) : 1

/** Whether so many failures among the calls that the rule has seen open a closed breaker. */
export function failuresReachLimit(config: BreakerConfig, failures: number, seen: number): boolean {
  if (seen < callsBeforeVerdict(config)) return false
  if (config.trip !== 'rate') return reaches(config, failures, config.failuresToOpen)
  return seen > 0 && rateReaches(config, failures, seen, config.failureRateToOpen)
}

/** The smallest number of failures among `seen` calls that opens a closed breaker. */
export const failureLimit = (config: BreakerConfig, seen: number): number => {
  if (config.trip === 'rate') return smallestReaching(config, seen, config.failureRateToOpen)
  return config.operator === 'above' ? config.failuresToOpen + 1 : config.failuresToOpen
}

/** Results of probes that a verdict by rate needs. */
export const neededProbes = (config: BreakerConfig): number =>
  config.probes > 0 && config.probes < config.minimumCalls ? config.probes : config.minimumCalls

/** The wait before jitter after so many re-openings in a row, `before` being the one in force. */
export function nextWait(config: BreakerConfig, reopenings: number, before: Millis): Millis {
  const grown = reopenings === 0 ? config.openWait : before * config.openWaitGrowth
  return config.openWaitGrowth > 1 && grown > config.openWaitLongest ? config.openWaitLongest : grown
}
