import { begin } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { add } from './batch.ts'
import { beginDropping, mayDrop, noteTaken, scheduleNext } from './codel.ts'
import { go, judge } from './level.ts'
import { itemAt, join, leave, sinceAt, withdraw } from './line.ts'
import { refusesFrom } from './marks.ts'
import { type Queue, type QueueConfig, signalOf } from './queue.ts'

/** What an item is told: it is in, it is turned away, or its producer has to wait outside. */
export type Offered = 'accepted' | 'rejected' | 'blocked'

/** Every verb begins here: what the one before did is forgotten. */
function start(queue: Queue): void {
  begin(queue.trail)
  begin(queue.codel.trail)
  queue.dropped.count = 0
  queue.admitted.count = 0
}

/**
 * An item (a whole number, 0 or more) arrives. There is room while the depth is below the first that is refused. Nobody
 * overtakes those who wait outside, as a place that becomes free is theirs at once.
 */
export function offer(queue: Queue, config: QueueConfig, item: number, now: Millis): Offered {
  start(queue)
  queue.offered += 1
  if (queue.line.size < refusesFrom(config)) {
    enter(queue, item, now)
    judge(queue, config, now)
    return 'accepted'
  }
  if (config.overflow === 'block') {
    join(queue.outside, item, now)
    if (queue.state === 'rejecting.full') go(queue, 'blocks', queue.line.size, item, queue.outside.size)
    return 'blocked'
  }
  if (config.overflow !== 'dropOldest') {
    queue.rejected += 1
    noteLoss(queue, item)
    return 'rejected'
  }
  const oldest = itemAt(queue.line, 0)
  throwOut(queue, now)
  noteLoss(queue, oldest)
  enter(queue, item, now)
  judge(queue, config, now)
  return 'accepted'
}

function enter(queue: Queue, item: number, now: Millis): void {
  join(queue.line, item, now)
  queue.accepted += 1
}

function throwOut(queue: Queue, now: Millis): void {
  add(queue.dropped, itemAt(queue.line, 0), now - sinceAt(queue.line, 0))
  leave(queue.line)
  queue.lost += 1
}

function noteLoss(queue: Queue, item: number): void {
  const edge = queue.state === 'rejecting.full' ? 'drops' : 'dropsMore'
  go(queue, edge, queue.line.size, item, queue.rejected + queue.lost)
}

/**
 * A consumer takes the oldest item; −1 when none waits. `waited` then holds its wait, `dropped` what controlled delay
 * threw out before it, `admitted` whom the free place let in: their wait outside ends now.
 */
export function take(queue: Queue, config: QueueConfig, now: Millis): number {
  start(queue)
  const item = config.overflow === 'codel' ? takeControlled(queue, config, now) : takeOldest(queue, now)
  if (item < 0) return -1
  queue.served += 1
  letIn(queue, config, now)
  judge(queue, config, now)
  return item
}

function takeOldest(queue: Queue, now: Millis): number {
  const item = itemAt(queue.line, 0)
  if (item < 0) return -1
  queue.waited = now - sinceAt(queue.line, 0)
  leave(queue.line)
  return item
}

/** The dequeue of RFC 8289. The last item is never dropped, as dropping needs more than one left behind. */
function takeControlled(queue: Queue, config: QueueConfig, now: Millis): number {
  const { codel, line } = queue
  if (line.size === 0) return -1
  let dropping = codel.state === 'dropping'
  let may = mayDropHead(queue, config, now)
  if (dropping) {
    dropping = may
    while (dropping && now >= codel.dropNext) {
      throwOut(queue, now)
      codel.count += 1
      may = mayDropHead(queue, config, now)
      if (may) scheduleNext(codel, config)
      else dropping = false
    }
  } else if (may) {
    throwOut(queue, now)
    mayDropHead(queue, config, now)
    beginDropping(codel, config, now)
    dropping = true
  }
  const item = takeOldest(queue, now)
  noteTaken(codel, config, dropping, queue.dropped.count, queue.waited, line.size)
  return item
}

const mayDropHead = (queue: Queue, config: QueueConfig, now: Millis): boolean =>
  mayDrop(queue.codel, config, now - sinceAt(queue.line, 0), queue.line.size - 1, now)

/** Those outside come in, first come, first in, while there is room. */
function letIn(queue: Queue, config: QueueConfig, now: Millis): void {
  while (queue.outside.size > 0 && queue.line.size < refusesFrom(config)) {
    const item = itemAt(queue.outside, 0)
    add(queue.admitted, item, now - sinceAt(queue.outside, 0))
    leave(queue.outside)
    enter(queue, item, now)
  }
}

/** A consumer has done the work of an item it took. */
export function finish(queue: Queue): void {
  start(queue)
  if (queue.finished < queue.served) queue.finished += 1
}

/** A producer gives up waiting outside with `item`; false when it does not wait there. */
export function abandon(queue: Queue, item: number): boolean {
  start(queue)
  if (!withdraw(queue.outside, item)) return false
  queue.abandoned += 1
  return true
}

/** The signal of an era has reached the producers; an older one changes nothing. */
export function arrive(queue: Queue, era: number): void {
  start(queue)
  if (era !== queue.era || queue.state !== 'pressuring.signaling') return
  go(queue, 'slows', queue.line.size, era)
}

/**
 * The numbers have changed: those outside come in where there is room now, the newest items that the queue may no
 * longer hold are thrown out, and the state follows the depth.
 */
export function retune(queue: Queue, config: QueueConfig, now: Millis): void {
  start(queue)
  letIn(queue, config, now)
  while (queue.line.size > config.capacity) {
    const last = queue.line.size - 1
    add(queue.dropped, itemAt(queue.line, last), now - sinceAt(queue.line, last))
    queue.line.size -= 1
    queue.lost += 1
  }
  judge(queue, config, now)
}

/** How long the answer to an item accepted now is held back: yellow costs `holdBack`, green nothing. */
export const answerDelay = (queue: Queue, config: QueueConfig): Millis =>
  signalOf(queue.state) === 'yellow' ? config.holdBack : 0
