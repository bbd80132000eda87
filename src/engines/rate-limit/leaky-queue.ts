import type { Algorithm } from './algorithm.ts'
import { hair, refuse, tell } from './decision.ts'
import { clear, createStamps, drop, front, push, type Stamps, shift, stampAt } from './stamps.ts'

/**
 * Leaky bucket as a queue with one outlet that lets a request go every 1 ÷ `rate`. A request that finds the outlet free
 * goes at once; others wait for their turn in one of `capacity` places, and are refused when those are taken. So
 * 1 + capacity of a burst are accepted, as in NGINX. A cost of n keeps the outlet for n intervals and takes n places.
 */
export interface LeakyQueueConfig {
  readonly kind: 'leakyQueue'
  readonly rate: number
  readonly capacity: number
}

/** Release times of what waits, and the time from which the outlet is free. */
export interface LeakyQueue {
  /** One for each place taken, the next to leave first; what is due at or before `now` has left. */
  readonly waiting: Stamps
  free: number
  /** When the request accepted last goes on, and when it was accepted, which serves only clocks that are set back. */
  release: number
  last: number
}

/** Places taken at `now`; those whose release is due (≤) have been let go. */
export function placesTaken(queue: LeakyQueue, now: number): number {
  while (queue.waiting.count > 0 && front(queue.waiting) <= now) drop(queue.waiting, 1)
  return queue.waiting.count
}

/** When the next request that waits is let go; Infinity when none waits. */
export const nextRelease = (queue: LeakyQueue): number => (queue.waiting.count > 0 ? front(queue.waiting) : Infinity)

/** Leaky bucket as a queue: an accepted request goes on after `delay`, at least 1 ÷ rate after the one before. */
export const leakyQueue: Algorithm<LeakyQueueConfig, LeakyQueue> = {
  create: (_config, now) => ({ waiting: createStamps(), free: now, release: now, last: now }),

  renew(_config, queue, now) {
    clear(queue.waiting)
    queue.free = now
    queue.release = now
    queue.last = now
  },

  idle: (_config, queue, now) => queue.free <= now,

  check(config, queue, now, cost, decision) {
    const { capacity, rate } = config
    if (now < queue.last) follow(queue, now)
    const taken = placesTaken(queue, now)
    const free = queue.free > now ? queue.free - now : 0
    if (cost > capacity + 1) return refuse(decision, 'cost', room(config, taken, free), Infinity, free)
    const passes = free === 0 || (free < Infinity && taken + cost <= capacity)
    const left = capacity - taken - (passes && free > 0 ? cost : 0)
    const retryAfter = passes ? 0 : waitFor(config, queue, now, cost, taken)
    const reset = passes ? free + cost / rate : free
    tell(decision, passes ? 'none' : 'limit', whole(left), retryAfter, reset, passes ? free : 0)
  },

  take(config, queue, now, cost) {
    const release = queue.free > now ? queue.free : now
    if (release > now) for (let i = 0; i < cost; i += 1) push(queue.waiting, release)
    queue.free = freeAfter(release, cost / config.rate)
    queue.release = release
    queue.last = now
  },
}

/** Whole requests that would still be accepted: places left, and one more when the outlet is free. */
const room = (config: LeakyQueueConfig, taken: number, free: number): number =>
  whole(config.capacity - taken) + (free === 0 ? 1 : 0)

/** Whole requests in places that are left; none when a capacity that was lowered leaves less than none. */
const whole = (places: number): number => (places > 0 ? Math.floor(places) : 0)

/** The end of an interval that begins at `release`, rounded so that no gap is shorter than the interval. */
function freeAfter(release: number, interval: number): number {
  const free = release + interval
  return free - release < interval ? freeLater(release, interval) : free
}

function freeLater(release: number, interval: number): number {
  let free = release + interval
  for (let more = hair(release, interval); free - release < interval; more *= 2) free += more
  return free
}

/** Takes the queue along to a clock that was set back to `now`. */
function follow(queue: LeakyQueue, now: number): void {
  shift(queue.waiting, now - queue.last)
  queue.free += now - queue.last
  queue.release += now - queue.last
  queue.last = now
}

/** The wait until enough places are free; for a request larger than the queue, until the outlet is. */
function waitFor(config: LeakyQueueConfig, queue: LeakyQueue, now: number, cost: number, taken: number): number {
  if (queue.free === Infinity) return Infinity
  const leaving = Math.ceil(taken + cost - config.capacity)
  const due = leaving > taken ? queue.free : stampAt(queue.waiting, leaving - 1)
  const wait = due - now
  return now + wait < due ? longerWait(due, now, wait) : wait
}

/** A wait that rounding made too short, lengthened until it suffices. */
function longerWait(due: number, now: number, wait: number): number {
  let longer = wait
  for (let more = hair(now, wait); now + longer < due; more *= 2) longer += more
  return longer
}
