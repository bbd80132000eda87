import { type BreakerConfig, neededCalls, rateReaches, reaches } from '../../../engines/circuit-breaker/policy.ts'
import type { Millis } from '../../../units.ts'

export const FAILED = 1
export const SLOW = 2
/** Recorded in half-open. */
export const PROBE = 4
/** Recorded, but by the rules it counts neither way. */
export const UNCOUNTED = 8

/** Results that are remembered one by one. */
const KEPT = 1024

/** What was told to the breaker, kept apart from it: evidence for people, and the account to check it against. */
export interface History {
  readonly call: Int32Array
  readonly event: Float64Array
  readonly ended: Float64Array
  readonly admitted: Float64Array
  readonly flags: Uint8Array
  /** Results ever noted. */
  total: number
  /** Results noted before the window was last emptied. */
  from: number
  /** Failures since the breaker last closed, in all and in a row. */
  failures: number
  inRow: number
  /** Calls that asked lately, for rules that count arrivals. */
  readonly asked: Float64Array
  arrivals: number
  arrivalsFrom: number
  /** False from a change of the window's size until it is next emptied: what it kept is the engine's own affair. */
  known: boolean
}

export const history = (): History => ({
  call: new Int32Array(KEPT),
  event: new Float64Array(KEPT),
  ended: new Float64Array(KEPT),
  admitted: new Float64Array(KEPT),
  flags: new Uint8Array(KEPT),
  total: 0,
  from: 0,
  failures: 0,
  inRow: 0,
  asked: new Float64Array(KEPT),
  arrivals: 0,
  arrivalsFrom: 0,
  known: true,
})

/** Notes a result told to the breaker. */
export function remember(into: History, call: number, event: number, now: Millis, took: Millis, flags: number): void {
  const at = into.total % KEPT
  into.call[at] = call
  into.event[at] = event
  into.ended[at] = now
  into.admitted[at] = now - took
  into.flags[at] = flags
  into.total += 1
  if ((flags & UNCOUNTED) !== 0) return
  if ((flags & FAILED) !== 0) {
    into.failures += 1
    into.inRow += 1
  } else into.inRow = 0
}

/** Notes a call that asked. */
export function rememberArrival(into: History, now: Millis): void {
  into.asked[into.arrivals % KEPT] = now
  into.arrivals += 1
}

/** The breaker begins to count anew; a window that lives through all states is emptied by hand only. */
export function forget(history: History, config: BreakerConfig, byHand: boolean): void {
  history.failures = 0
  history.inRow = 0
  if (config.windowLives === 'always' && !byHand) return
  history.from = history.total
  history.arrivalsFrom = history.arrivals
  history.known = true
}

/** Places of the newest `most` results with which the breaker may have decided, newest first. */
export function newest(of: History, most: number, probes: boolean): number[] {
  const places: number[] = []
  const end = Math.max(of.total - KEPT, 0)
  for (let index = of.total - 1; index >= end && places.length < most; index -= 1) {
    const flags = of.flags[index % KEPT] as number
    if ((flags & UNCOUNTED) === 0 && ((flags & PROBE) !== 0) === probes) places.push(index % KEPT)
  }
  return places
}

/** Whether the rule, counted again from what was told, lets the breaker open now. Undefined when that is not known. */
export function mayOpen(of: History, config: BreakerConfig, slowRule: boolean, now: Millis): boolean | undefined {
  if (!slowRule && config.trip === 'total') return reaches(config, of.failures, config.failuresToOpen)
  if (!slowRule && config.trip === 'consecutive') return reaches(config, of.inRow, config.failuresToOpen)
  if (!of.known) return undefined
  const held = config.window === 'calls' ? lastCalls(of, config, slowRule) : lastBuckets(of, config, slowRule, now)
  if (held === undefined) return undefined
  if (held.seen < neededCalls(config)) return false
  if (slowRule) return rateReaches(config, held.bad, held.seen, config.slowRateToOpen)
  if (config.trip === 'count') return reaches(config, held.bad, config.failuresToOpen)
  return rateReaches(config, held.bad, held.seen, config.failureRateToOpen)
}

interface Held {
  readonly seen: number
  readonly bad: number
}

function lastCalls(of: History, config: BreakerConfig, slowRule: boolean): Held | undefined {
  const bit = slowRule ? SLOW : FAILED
  let seen = 0
  let bad = 0
  for (let index = of.total - 1; index >= of.from && seen < config.windowCalls; index -= 1) {
    if (index < of.total - KEPT) return undefined
    const flags = of.flags[index % KEPT] as number
    if ((flags & UNCOUNTED) !== 0) continue
    seen += 1
    if ((flags & bit) !== 0) bad += 1
  }
  return { seen, bad }
}

function lastBuckets(of: History, config: BreakerConfig, slowRule: boolean, now: Millis): Held | undefined {
  const bit = slowRule ? SLOW : FAILED
  const length = config.windowTime / config.windowBuckets
  const oldest = Math.floor(now / length) - config.windowBuckets
  const inside = (time: Millis): boolean => Math.floor(time / length) > oldest
  const times = config.bucketOf === 'admission' ? of.admitted : of.ended
  let seen = 0
  let bad = 0
  for (let index = of.total - 1; index >= of.from; index -= 1) {
    if (index < of.total - KEPT) return undefined
    const at = index % KEPT
    if (!inside(of.ended[at] as number)) break
    const flags = of.flags[at] as number
    if ((flags & UNCOUNTED) !== 0 || !inside(times[at] as number)) continue
    seen += 1
    if ((flags & bit) !== 0) bad += 1
  }
  return config.rateOver === 'results' ? { seen, bad } : arrivalsIn(of, inside, bad)
}

function arrivalsIn(of: History, inside: (time: Millis) => boolean, bad: number): Held | undefined {
  let seen = 0
  for (let index = of.arrivals - 1; index >= of.arrivalsFrom; index -= 1) {
    if (index < of.arrivals - KEPT) return undefined
    if (!inside(of.asked[index % KEPT] as number)) break
    seen += 1
  }
  return { seen, bad }
}
