import type { Random } from '../sim/random.ts'
import type { Millis } from '../units.ts'

/** How far the clocks of nodes are from true time when a run begins. */
export interface ClockConfig {
  /** Clocks differ from true time by up to this, either way. */
  readonly clockSkew: Millis
  /** And run faster or slower by up to this share. */
  readonly clockDrift: number
}

/**
 * A clock for each node as plain data. A wall clock shows what the node takes for the time and can be stepped; the
 * monotonic clock runs at the same rate and never jumps.
 */
export interface Clocks {
  /** By node: reading of the monotonic clock at `since`, and its rate from there on (1 is true). */
  readonly base: Float64Array
  readonly since: Float64Array
  readonly rate: Float64Array
  /** By node: what the wall clock shows more than the monotonic one. */
  readonly ahead: Float64Array
}

/** Clocks that all show true time. */
export const createClocks = (nodes: number): Clocks => ({
  base: new Float64Array(nodes),
  since: new Float64Array(nodes),
  rate: new Float64Array(nodes).fill(1),
  ahead: new Float64Array(nodes),
})

/** Draws skew and drift of every clock anew, two draws each; the monotonic readings go on from where they are. */
export function scatter(clocks: Clocks, config: ClockConfig, now: Millis, random: Random): void {
  for (let node = 0; node < clocks.rate.length; node += 1) {
    clocks.ahead[node] = config.clockSkew * (2 * random.uniform() - 1)
    setRate(clocks, node, 1 + config.clockDrift * (2 * random.uniform() - 1), now)
  }
}

/** What the monotonic clock of a node shows at true time `now`. */
export const monotonicTime = (clocks: Clocks, node: number, now: Millis): Millis =>
  (clocks.base[node] as number) + (clocks.rate[node] as number) * (now - (clocks.since[node] as number))

/** What the wall clock of a node shows at true time `now`. */
export const wallTime = (clocks: Clocks, node: number, now: Millis): Millis =>
  monotonicTime(clocks, node, now) + (clocks.ahead[node] as number)

/** From `now` on a clock runs at this rate (above 0); its reading does not jump. */
export function setRate(clocks: Clocks, node: number, rate: number, now: Millis): void {
  clocks.base[node] = monotonicTime(clocks, node, now)
  clocks.since[node] = now
  clocks.rate[node] = rate
}

/** Somebody sets the wall clock of a node on by so much, or back. Timers set by it have to be set again. */
export function stepClock(clocks: Clocks, node: number, by: Millis): void {
  clocks.ahead[node] = (clocks.ahead[node] as number) + by
}

/** The true time at which the wall clock of a node will show at least `shown`; `now` if it does already. */
export const whenWallShows = (clocks: Clocks, node: number, shown: Millis, now: Millis): Millis =>
  whenShows(clocks, node, shown, now, clocks.ahead[node] as number)

/** The same for its monotonic clock. */
export const whenMonotonicShows = (clocks: Clocks, node: number, shown: Millis, now: Millis): Millis =>
  whenShows(clocks, node, shown, now, 0)

/** Rounding may leave the solution a hair early: then a timer would fire before its time, so it is moved on. */
function whenShows(clocks: Clocks, node: number, shown: Millis, now: Millis, ahead: Millis): Millis {
  if (!(shown < Infinity)) return shown
  const shows = (at: Millis): boolean => monotonicTime(clocks, node, at) + ahead >= shown
  if (shows(now)) return now
  const since = clocks.since[node] as number
  let at = since + (shown - ahead - (clocks.base[node] as number)) / (clocks.rate[node] as number)
  let hair = Math.abs(at) * 2e-16 + 1e-12
  while (at < now || !shows(at)) {
    at = (at < now ? now : at) + hair
    hair *= 2
  }
  return at
}
