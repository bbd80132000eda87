import type { Random } from '../../../sim/random.ts'
import { finish, offer, type Service, service, take } from '../../../world/service.ts'

/** Room for everything that ever waits in a stable pool; a power of two. */
const ROOM = 1 << 20

/** Instances that serve one queue under Poisson arrivals; the mean service takes 1 unit of time. */
export interface Pool {
  readonly service: Service
  readonly servers: number
  readonly load: number
  /** When the services under way end: a heap, the earliest first. */
  readonly ends: Float64Array
  /** When each request came, by its number in a ring. */
  readonly came: Float64Array
  now: number
  next: number
  arrival: number
  /** Counted since the last reset: requests begun, those that waited, Σ of waits. */
  begun: number
  waited: number
  waits: number
}

/** An idle pool for `load` service times of work per unit of time. */
export const createPool = (servers: number, load: number, random: Random): Pool => ({
  service: service(),
  servers,
  load,
  ends: new Float64Array(servers + 1),
  came: new Float64Array(ROOM),
  now: 0,
  next: 0,
  arrival: random.exponential(1 / load),
  begun: 0,
  waited: 0,
  waits: 0,
})

/** Lets so many requests come, counted anew. */
export function serveRequests(pool: Pool, requests: number, random: Random): void {
  pool.begun = 0
  pool.waited = 0
  pool.waits = 0
  const until = pool.next + requests
  while (pool.next < until) {
    const { busy } = pool.service
    const end = busy > 0 ? (pool.ends[0] as number) : Infinity
    pool.now = Math.min(end, pool.arrival)
    if (end <= pool.arrival) {
      finish(pool.service)
      removeEarliest(pool.ends, busy)
    } else arrive(pool, random)
    begin(pool, random)
  }
}

function arrive(pool: Pool, random: Random): void {
  const number = pool.next % ROOM
  pool.came[number] = pool.now
  if (!offer(pool.service, number, pool.servers, ROOM - 1)) throw new Error('the pool is not stable')
  pool.next += 1
  pool.arrival = pool.now + random.exponential(1 / pool.load)
}

function begin(pool: Pool, random: Random): void {
  const call = take(pool.service, pool.servers)
  if (call < 0) return
  const wait = pool.now - (pool.came[call] as number)
  pool.begun += 1
  pool.waits += wait
  if (wait > 0) pool.waited += 1
  add(pool.ends, pool.service.busy - 1, pool.now + random.exponential(1))
}

/** Adds to a heap of `size`. */
function add(heap: Float64Array, size: number, value: number): void {
  let at = size
  while (at > 0) {
    const parent = (at - 1) >> 1
    if ((heap[parent] as number) <= value) break
    heap[at] = heap[parent] as number
    at = parent
  }
  heap[at] = value
}

/** Takes the first out of a heap of `size`. */
function removeEarliest(heap: Float64Array, size: number): void {
  const last = heap[size - 1] as number
  let at = 0
  for (let child = 1; child < size - 1; child = 2 * at + 1) {
    if (child + 1 < size - 1 && (heap[child + 1] as number) < (heap[child] as number)) child += 1
    if ((heap[child] as number) >= last) break
    heap[at] = heap[child] as number
    at = child
  }
  heap[at] = last
}
