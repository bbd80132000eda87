import type { Millis } from '../../units.ts'
import type { Reading } from './reading.ts'

/** Readings by time, oldest first: what smoothing, lag and trend are computed from. Plain data. */
export interface History {
  readonly times: number[]
  readonly readings: Reading[]
}

/** A history of nothing. */
export const createHistory = (): History => ({ times: [], readings: [] })

/** Adds a reading made at `now`, and drops those older than `kept`; times must not go back. */
export function gather(history: History, reading: Reading, kept: Millis, now: Millis): void {
  let old = 0
  while ((history.times[old] ?? Infinity) < now - kept) old += 1
  history.times.splice(0, old)
  history.readings.splice(0, old)
  history.times.push(now)
  history.readings.push(reading)
}

/** How readings of a window become one. */
export type Smoothing = 'last' | 'mean' | 'max'

const unknown: Reading = { cpu: NaN, memory: NaN, rps: NaN }

/**
 * The metrics as a rule gets them at `now`: readings made at or before `now − lag` and strictly later than
 * `now − lag − window`, as their mean, their greatest each, or the last alone. Not a number when there is none.
 */
export function smoothed(history: History, smoothing: Smoothing, window: Millis, lag: Millis, now: Millis): Reading {
  const until = now - lag
  let last = history.times.length - 1
  while (last >= 0 && (history.times[last] ?? 0) > until) last -= 1
  if (smoothing === 'last') return history.readings[last] ?? unknown
  let [cpu, memory, rps, count] = [0, 0, 0, 0]
  const join = smoothing === 'mean' ? (a: number, b: number) => a + b : (a: number, b: number) => Math.max(a, b)
  for (let at = last; at >= 0 && (history.times[at] ?? 0) > until - window; at -= 1) {
    const reading = history.readings[at] ?? unknown
    cpu = join(cpu, reading.cpu)
    memory = join(memory, reading.memory)
    rps = join(rps, reading.rps)
    count += 1
  }
  if (count === 0) return unknown
  return smoothing === 'max' ? { cpu, memory, rps } : { cpu: cpu / count, memory: memory / count, rps: rps / count }
}
