import type { Millis } from '../../../units.ts'
import { LANES, laneOf } from '../lanes.ts'
import type { Rules } from '../rules.ts'
import { oldest, placeOf, type Trail } from '../run/trail.ts'

/** Stretches between two calls that are drawn with what happens within them; beyond, calls are left out evenly. */
const MOST_STRETCHES = 300

/** A line as x and y in turn: times and levels. */
export type Line = number[]

/** What a level does between two calls. */
interface Stretch {
  readonly from: Millis
  readonly to: Millis
  readonly level: number
  /** Place of the record that it begins with. */
  readonly at: number
  readonly rules: Rules
}

/** Rules in force at a time. */
function rulesAt(rules: readonly Rules[], time: Millis): Rules {
  for (let i = rules.length - 1; i > 0; i -= 1) {
    const candidate = rules[i] as Rules
    if (candidate.since <= time) return candidate
  }
  return rules[0] as Rules
}

/** Moves at a constant speed until it reaches its end. */
function slope(line: Line, { from, to, level }: Stretch, speed: number, end: number): void {
  const reaches = from + (end - level) / speed
  if (level !== end && reaches < to) line.push(reaches, end)
  line.push(to, reaches < to || level === end ? end : level + (to - from) * speed)
}

/** Falls by one place at each release of the queue. */
function releases(line: Line, { from, to, level, rules }: Stretch, free: Millis): void {
  let left = level
  for (let n = level; n >= 1; n -= 1) {
    const due = free - n / rules.refill
    if (due <= from) continue
    if (due > to) break
    line.push(due, left, due, n - 1)
    left = n - 1
  }
  line.push(to, left)
}

/** Falls to nothing at the turn of the window. */
function turn(line: Line, { from, to, level, rules }: Stretch): void {
  const due = nextTurn(from, rules)
  if (level > 0 && due < to) line.push(due, level, due, 0, to, 0)
  else line.push(to, level)
}

/** The first turn of the window after a time. */
export const nextTurn = (time: Millis, { window, offset }: Rules): Millis =>
  (Math.floor((time + offset) / window) + 1) * window - offset

/** Falls evenly within a window, while the previous one slides out of it. */
function estimate(line: Line, { from, to, rules }: Stretch, current: number, previous: number): void {
  const turns = nextTurn(from, rules)
  const share = (time: Millis, start: Millis): number => Math.min(1, (time - start) / rules.window)
  if (to < turns) {
    line.push(to, current + previous * (1 - share(to, turns - rules.window)))
    return
  }
  line.push(turns, current)
  const over = turns + rules.window
  if (over < to) line.push(over, 0)
  line.push(to, current * (1 - share(to, turns)))
}

/** Falls by what leaves the sliding window: the calls that a lane admitted one window ago. */
class Leaving {
  readonly #trail: Trail
  readonly #lane: number
  readonly #units: number
  #index: number

  constructor(trail: Trail, lane: number, units: number) {
    this.#trail = trail
    this.#lane = lane
    this.#units = units
    this.#index = oldest(trail)
  }

  pass(line: Line, { from, to, level, rules }: Stretch): void {
    const { time, admitted, total } = this.#trail
    let left = level
    for (; this.#index < total; this.#index += 1) {
      const at = placeOf(this.#index)
      const due = (time[at] as number) + rules.window
      if (due > to) break
      if (due <= from || ((admitted[at] as number) & (1 << this.#lane)) === 0) continue
      const after = left > this.#units ? left - this.#units : 0
      line.push(due, left, due, after)
      left = after
    }
    line.push(to, left)
  }
}

/** The level of a lane from `from` to `now`, as the trail and the rules of the time tell it. */
export function curveOf(
  trail: Trail,
  rules: readonly Rules[],
  lane: number,
  units: number,
  from: Millis,
  now: Millis,
): Line {
  const line: Line = []
  const leaving = new Leaving(trail, lane, units)
  let first = trail.total
  while (first > oldest(trail) && (trail.time[placeOf(first - 1)] as number) > from) first -= 1
  if (first > oldest(trail)) first -= 1
  const stride = Math.max(1, Math.ceil((trail.total - first) / MOST_STRETCHES))
  for (let index = first; index < trail.total; index += stride) {
    const at = placeOf(index)
    const level = trail.levels[at * LANES + lane] as number
    if (Number.isNaN(level)) continue
    const next = index + stride
    const start = trail.time[at] as number
    const to = next < trail.total ? (trail.time[placeOf(next)] as number) : now
    const stretch = { from: start, to, level, at, rules: rulesAt(rules, start) }
    line.push(start, level)
    if (to > start) draw(line, lane, stretch, trail, leaving)
  }
  return line
}

function draw(line: Line, lane: number, stretch: Stretch, trail: Trail, leaving: Leaving): void {
  const { at, level, rules, to } = stretch
  switch (lane) {
    case laneOf.tokenBucket:
    case laneOf.referenceToken:
      slope(line, stretch, rules.refill, rules.capacity)
      break
    case laneOf.leakyMeter:
    case laneOf.gcra:
      slope(line, stretch, -rules.refill, 0)
      break
    case laneOf.slidingLog:
    case laneOf.referenceLog:
      leaving.pass(line, stretch)
      break
    case laneOf.slidingCounter:
      estimate(line, stretch, trail.current[at] as number, trail.previous[at] as number)
      break
    case laneOf.fixedWindow:
      turn(line, stretch)
      break
    case laneOf.leakyQueue:
      releases(line, stretch, trail.free[at] as number)
      break
    default:
      line.push(to, level)
  }
}
