import type { Millis } from '../../units.ts'
import type { BreakerConfig } from './policy.ts'

const FAILED = 1
const SLOW = 2
/** Numbers a bucket of time: calls, failures, slow calls. */
const COUNTS = 3

/** The recent results that rates are taken over: the last calls one by one, or counts per bucket of time. */
export interface ResultWindow {
  kind: 'calls' | 'time'
  /** The configured size: calls, or buckets and the time that they cover together. */
  size: number
  span: Millis
  /** Totals of what the window holds. */
  calls: number
  failures: number
  slow: number
  /** Results of the last calls, one byte each, oldest at `head` once it is full; empty in a window of time. */
  ring: Uint8Array
  head: number
  /**
   * Calls, failures and slow calls of each bucket of time, bucket n at n modulo their number; empty in one of calls.
   */
  buckets: Int32Array
  /** Length of a bucket; 0 for a single one that never ends. */
  bucketLength: Millis
  /** Number of the newest bucket: times from n · length to before (n + 1) · length. */
  newest: number
  /** Where the newest bucket begins, and where the next one will. */
  from: Millis
  until: Millis
}

const bucketAt = (window: ResultWindow, time: Millis): number =>
  window.bucketLength > 0 ? Math.floor(time / window.bucketLength) : 0

/** An empty window of the configured kind and size. */
export function createWindow(config: BreakerConfig, now: Millis): ResultWindow {
  const calls = config.window === 'calls'
  const window: ResultWindow = {
    kind: config.window,
    size: calls ? config.windowCalls : config.windowBuckets,
    span: calls ? 0 : config.windowTime,
    calls: 0,
    failures: 0,
    slow: 0,
    ring: new Uint8Array(calls ? config.windowCalls : 0),
    head: 0,
    buckets: new Int32Array(calls ? 0 : config.windowBuckets * COUNTS),
    bucketLength: !calls && config.windowTime > 0 ? config.windowTime / config.windowBuckets : 0,
    newest: 0,
    from: 0,
    until: 0,
  }
  begin(window, bucketAt(window, now))
  return window
}

function begin(window: ResultWindow, bucket: number): void {
  const endless = window.bucketLength === 0
  window.newest = bucket
  window.from = endless ? -Number.MAX_VALUE : bucket * window.bucketLength
  window.until = endless ? Number.MAX_VALUE : (bucket + 1) * window.bucketLength
}

/** Forgets everything. */
export function clearWindow(window: ResultWindow): void {
  window.calls = 0
  window.failures = 0
  window.slow = 0
  window.head = 0
  window.buckets.fill(0)
}

/** Whether the window still has the configured kind and size; a slider may have changed them. */
const fits = (window: ResultWindow, config: BreakerConfig): boolean =>
  window.kind === config.window &&
  (config.window === 'calls'
    ? window.size === config.windowCalls
    : window.size === config.windowBuckets && window.span === config.windowTime)

/** Takes on the configured kind and size: a window of calls keeps its latest results, a window of time begins empty. */
function refit(window: ResultWindow, config: BreakerConfig, now: Millis): void {
  const old = window.ring
  const oldest = window.calls === old.length ? window.head : 0
  const held = window.kind === 'calls' && config.window === 'calls' ? window.calls : 0
  Object.assign(window, createWindow(config, now))
  for (let i = Math.max(0, held - config.windowCalls); i < held; i += 1) {
    push(window, old[(oldest + i) % old.length] as number)
  }
}

function push(window: ResultWindow, flags: number): void {
  const { ring, head, size } = window
  if (window.calls === size) {
    const leaving = ring[head] as number
    window.failures -= leaving & FAILED
    window.slow -= leaving >> 1
  } else window.calls += 1
  ring[head] = flags
  window.failures += flags & FAILED
  window.slow += flags >> 1
  window.head = head + 1 === size ? 0 : head + 1
}

/** Moves a window of time on to the bucket of `now`; buckets that leave take their counts along. */
export function rollWindow(window: ResultWindow, config: BreakerConfig, now: Millis): void {
  if (!fits(window, config)) refit(window, config, now)
  if (window.kind === 'calls' || now < window.until) return
  const target = bucketAt(window, now)
  if (target <= window.newest) return
  const count = window.size
  const passed = target - window.newest
  begin(window, target)
  if (passed >= count) clearWindow(window)
  else for (let i = 0; i < passed; i += 1) drop(window, (target - i) % count)
}

function drop(window: ResultWindow, slot: number): void {
  const { buckets } = window
  const at = slot * COUNTS
  window.calls -= buckets[at] as number
  window.failures -= buckets[at + 1] as number
  window.slow -= buckets[at + 2] as number
  buckets[at] = 0
  buckets[at + 1] = 0
  buckets[at + 2] = 0
}

/** Counts a call that arrives, for rates over arrivals; only a window of time can. */
export function addArrival(window: ResultWindow, config: BreakerConfig, now: Millis): void {
  rollWindow(window, config, now)
  add(window, now, 1, 0, 0)
}

/** Counts a result of a call admitted at `admitted`; it is lost when its bucket of time has already left. */
export function addResult(
  window: ResultWindow,
  config: BreakerConfig,
  admitted: Millis,
  now: Millis,
  failed: boolean,
  slow: boolean,
): void {
  rollWindow(window, config, now)
  if (window.kind === 'calls') push(window, (failed ? FAILED : 0) + (slow ? SLOW : 0))
  else {
    const calls = config.rateOver === 'results' ? 1 : 0
    add(window, config.bucketOf === 'admission' ? admitted : now, calls, failed ? 1 : 0, slow ? 1 : 0)
  }
}

function add(window: ResultWindow, time: Millis, calls: number, failures: number, slow: number): void {
  const { buckets, size: count, newest } = window
  const bucket = time >= window.from ? newest : bucketAt(window, time)
  if (bucket <= newest - count || bucket < 0) return
  const at = (bucket % count) * COUNTS
  buckets[at] = (buckets[at] as number) + calls
  buckets[at + 1] = (buckets[at + 1] as number) + failures
  buckets[at + 2] = (buckets[at + 2] as number) + slow
  window.calls += calls
  window.failures += failures
  window.slow += slow
}
