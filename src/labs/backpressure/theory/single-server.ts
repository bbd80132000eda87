import { finish, offer, take } from '../../../engines/backpressure/flow.ts'
import { watermarks } from '../../../engines/backpressure/marks.ts'
import {
  createQueue,
  inWork,
  type Overflow,
  type Queue,
  type QueueConfig,
} from '../../../engines/backpressure/queue.ts'
import type { Random } from '../../../sim/random.ts'

/** Room for everything that a stable queue ever holds. */
export const UNBOUNDED_ROOM = 1_000_000

/** A queue for laws: nothing but its bound and what happens beyond it matters. */
export const boundedBy = (room: number, overflow: Overflow = 'reject'): QueueConfig => ({
  ...watermarks(room),
  overflow,
  target: 1,
  interval: 20,
  holdBack: 0,
})

/** One consumer before a queue under Poisson arrivals; the mean service takes 1 unit of time. */
export interface SingleServer {
  readonly queue: Queue
  readonly config: QueueConfig
  readonly load: number
  readonly service: (random: Random) => number
  now: number
  arrival: number
  /** When the consumer is done; Infinity while it is idle. */
  done: number
  /** Wait and service of the item in work. */
  stay: number
  /** Counted since the last reset: time, ∫ items inside dt, arrivals, losses, services begun, their waits. */
  time: number
  area: number
  arrivals: number
  losses: number
  begun: number
  waits: number
  /** Items that left, and Σ of their stays. */
  left: number
  stays: number
  /** Σ of the waits of those thrown out. */
  thrown: number
}

/** An idle consumer before an empty queue. */
export function singleServer(
  load: number,
  service: (random: Random) => number,
  config: QueueConfig,
  random: Random,
): SingleServer {
  return {
    queue: createQueue(0),
    config,
    load,
    service,
    now: 0,
    arrival: random.exponential(1 / load),
    done: Infinity,
    stay: 0,
    time: 0,
    area: 0,
    arrivals: 0,
    losses: 0,
    begun: 0,
    waits: 0,
    left: 0,
    stays: 0,
    thrown: 0,
  }
}

/** Counts anew; who is inside stays there. */
export function reset(server: SingleServer): void {
  server.time = 0
  server.area = 0
  server.arrivals = 0
  server.losses = 0
  server.begun = 0
  server.waits = 0
  server.left = 0
  server.stays = 0
  server.thrown = 0
}

/** Items in the queue and in work. */
const inside = ({ queue }: SingleServer): number => queue.line.size + inWork(queue)

/** Runs for a time; `leaves` hears the stay of every item that is done. */
export function run(server: SingleServer, time: number, random: Random, leaves?: (stay: number) => void): void {
  const end = server.now + time
  while (server.now < end) {
    const next = Math.min(server.arrival, server.done, end)
    server.area += inside(server) * (next - server.now)
    server.time += next - server.now
    server.now = next
    if (next === server.done) finishOne(server, random, leaves)
    else if (next === server.arrival) arrive(server, random)
  }
}

function finishOne(server: SingleServer, random: Random, leaves?: (stay: number) => void): void {
  finish(server.queue)
  leaves?.(server.stay)
  server.left += 1
  server.stays += server.stay
  server.done = Infinity
  begin(server, random)
}

function arrive(server: SingleServer, random: Random): void {
  const { queue, config, now } = server
  if (offer(queue, config, server.arrivals, now) === 'rejected') server.losses += 1
  countThrown(server)
  server.arrivals += 1
  server.arrival = now + random.exponential(1 / server.load)
  if (server.done === Infinity) begin(server, random)
}

function begin(server: SingleServer, random: Random): void {
  const { queue, config, now } = server
  if (take(queue, config, now) < 0) return
  countThrown(server)
  const service = server.service(random)
  server.begun += 1
  server.waits += queue.waited
  server.stay = queue.waited + service
  server.done = now + service
}

function countThrown(server: SingleServer): void {
  const { dropped } = server.queue
  for (let i = 0; i < dropped.count; i += 1) server.thrown += dropped.waited[i] as number
}
