import { counts } from '../../../engines/autoscaling/fleet.ts'
import type { Millis } from '../../../units.ts'
import { poisson } from '../../../world/poisson.ts'
import type { ScalingParams } from '../params.ts'
import { answered } from './latency.ts'
import { rateAt } from './load.ts'
import { MOST_BATCHES, type Queue, type Traffic } from './traffic.ts'
import type { ScalingMoment, ScalingWorld } from './world.ts'

/** Takes over what the instances can do, after any of them or a parameter has changed. */
export function refit(world: ScalingWorld, params: ScalingParams): void {
  const { ready, warming } = counts(world.fleet)
  world.traffic.capacity = (ready + warming * params.warmSpeed) * (params.capacity / params.heavier / 1000)
}

/** Requests per second that are asked for now, with what somebody adds by hand. */
export function offered(world: ScalingWorld, params: ScalingParams, now: Millis): number {
  const { surge } = world
  return rateAt(params, world.trace, now) * (now < surge.until ? surge.factor : 1)
}

/** Lets the requests since last time come, wait, be served or be lost. Whole requests throughout. */
export function settle(world: ScalingWorld, moment: ScalingMoment): void {
  const { traffic } = world
  const { now, params } = moment
  const span = now - traffic.until
  if (span <= 0) return
  const from = traffic.until
  traffic.until = now
  giveUp(traffic, now - params.patience)
  const came = arrivals(world, moment, from + span / 2, span)
  traffic.arrived += came
  const power = traffic.capacity * params.burstCpu
  traffic.credit += power * span
  admit(traffic, params, from, span, came)
  serve(world, params, from, power)
  traffic.room += traffic.capacity * span
}

/** How many requests come in a span. */
function arrivals(world: ScalingWorld, moment: ScalingMoment, middle: Millis, span: Millis): number {
  const { traffic } = world
  const mean = (offered(world, moment.params, middle) * span) / 1000
  if (moment.params.arrivals === 'poisson') return poisson(mean, moment.random.arrivals)
  traffic.owed += mean
  const whole = Math.floor(traffic.owed)
  traffic.owed -= whole
  return whole
}

/** Whoever came at or before `before` goes. */
function giveUp(traffic: Traffic, before: Millis): void {
  const { queue } = traffic
  while (queue.batches > 0) {
    const at = queue.head
    if ((queue.from[at] as number) + (queue.span[at] as number) > before) return
    const left = queue.left[at] as number
    traffic.gaveUp += left
    queue.waiting -= left
    next(queue)
  }
}

function next(queue: Queue): void {
  queue.head = (queue.head + 1) % MOST_BATCHES
  queue.batches -= 1
}

/** As many as can be served or find room wait; the rest is refused. */
function admit(traffic: Traffic, params: ScalingParams, from: Millis, span: Millis, came: number): void {
  const { queue } = traffic
  const room = Math.floor(traffic.credit) + params.queueRoom - queue.waiting
  const admitted = came < room ? came : room > 0 ? room : 0
  traffic.refused += came - admitted
  if (admitted === 0) return
  queue.waiting += admitted
  if (queue.batches === MOST_BATCHES) {
    const last = (queue.head + MOST_BATCHES - 1) % MOST_BATCHES
    queue.left[last] = (queue.left[last] as number) + admitted
    queue.count[last] = (queue.count[last] as number) + admitted
    return
  }
  const at = (queue.head + queue.batches) % MOST_BATCHES
  queue.from[at] = from
  queue.span[at] = span
  queue.count[at] = admitted
  queue.left[at] = admitted
  queue.batches += 1
}

/** Serves in the order of arrival; each request takes the service time once it has waited its turn. */
function serve(world: ScalingWorld, params: ScalingParams, from: Millis, power: number): void {
  const { traffic } = world
  const { queue } = traffic
  const able = Math.floor(traffic.credit)
  let done = 0
  while (done < able && queue.batches > 0) {
    const at = queue.head
    const left = queue.left[at] as number
    const took = left < able - done ? left : able - done
    note(world, params, at, took, from + done / power, from + (done + took) / power)
    done += took
    queue.left[at] = left - took
    if (took === left) next(queue)
  }
  queue.waiting -= done
  traffic.credit -= queue.waiting === 0 ? Math.floor(traffic.credit) : done
  traffic.served += done
  traffic.work += done
}

/** Notes the latencies of `took` requests of a batch that leave the queue between two times. */
function note(world: ScalingWorld, params: ScalingParams, at: number, took: number, first: Millis, last: Millis): void {
  const { latency, traffic } = world
  const { queue } = traffic
  const count = queue.count[at] as number
  const begun = count - (queue.left[at] as number)
  const span = queue.span[at] as number
  const start = queue.from[at] as number
  const firstWait = first - (start + (span * begun) / count)
  const lastWait = last - (start + (span * (begun + took)) / count)
  const { serviceTime, latencyGoal } = params
  answered(
    latency,
    serviceTime + (firstWait > 0 ? firstWait : 0),
    serviceTime + (lastWait > 0 ? lastWait : 0),
    took,
    latencyGoal,
    traffic.until,
  )
}
