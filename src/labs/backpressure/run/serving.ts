import { clientsWait, inside, sizeOf } from '../../../engines/backpressure/chain/chain.ts'
import { finish, take } from '../../../engines/backpressure/flow.ts'
import { enter, exit, limitOf } from '../../../engines/backpressure/limit/guard.ts'
import { sample } from '../../../world/latencies.ts'
import { serviceTime } from '../../../world/service-time.ts'
import { book } from '../book.ts'
import { integrate } from './averages.ts'
import { enterBuffers, leaveBuffers } from './chaining.ts'
import { event, type PressureEvent } from './event.ts'
import { follow } from './following.ts'
import { count } from './shares.ts'
import { refuse, spendCredit } from './telling.ts'
import { type PressureMoment, type PressureWorld, producerOf } from './world.ts'

const { flow } = book.parts

/** Whether a consumer may take an item now. */
function mayTake(world: PressureWorld, { params }: PressureMoment): boolean {
  const { busy, chain, chainConfig, guard, limit, queue } = world
  if (queue.line.size === 0 || params.consumerState === 'stopped' || busy >= params.consumers) return false
  if (guard.inFlight >= limitOf(guard, limit)) return false
  return !(params.system === 'outbound' && params.obeys && clientsWait(chain, chainConfig))
}

/** Free consumers take what waits. */
export function serve(world: PressureWorld, moment: PressureMoment): void {
  while (mayTake(world, moment)) takeOne(world, moment)
}

function takeOne(world: PressureWorld, moment: PressureMoment): void {
  const { account, config, guard, limit, queue } = world
  const { now } = moment
  integrate(world.averages, queue.line.size, now)
  const item = take(queue, config, now)
  const { waited } = queue
  follow(world, moment, item)
  loseLate(world, moment)
  letIn(world, moment)
  moment.visit(flow.takes, item, waited, queue.line.size)
  countWork(world, now)
  world.busy += 1
  account.inWork += 1
  const entered = enter(guard, limit)
  moment.after(workOf(world, moment), event('finish', item, 0, now - waited, now, entered))
}

/** Items that the last verb threw out because they waited too long, or no longer fit. */
export function loseLate(world: PressureWorld, moment: PressureMoment): void {
  const { dropped } = world.queue
  for (let i = 0; i < dropped.count; i += 1) {
    const item = dropped.items[i] as number
    world.totals.dropped += 1
    moment.visit(flow.tooLate, item, dropped.waited[i] as number)
    refuse(world, moment, item)
  }
}

/** Items that the last verb let in from outside: their producers go on. */
export function letIn(world: PressureWorld, moment: PressureMoment): void {
  const { admitted } = world.queue
  for (let i = 0; i < admitted.count; i += 1) {
    const item = admitted.items[i] as number
    world.account.outside -= 1
    world.account.accepted += 1
    moment.visit(flow.comesIn, item, admitted.waited[i] as number)
    moment.after(0, event('freed', producerOf(world, item)))
  }
}

/** How long the item just taken keeps its consumer: longer when many share what there is, or consumers are slow. */
function workOf({ busy }: PressureWorld, { params, random }: PressureMoment): number {
  const drawn = serviceTime(params, random.service)
  const slow = params.consumerState === 'slow' ? params.slowFactor : 1
  const beyond = busy - params.cores
  if (beyond <= 0) return drawn * slow
  return drawn * slow * (busy / params.cores) * (1 + params.contention * beyond)
}

/** Time that consumers have worked so far. */
export function countWork({ busy, totals }: PressureWorld, now: number): void {
  totals.worked += busy * (now - totals.workedAt)
  totals.workedAt = now
}

/** A consumer is done with its item; on the sending side it then has to write it. */
export function finished(world: PressureWorld, moment: PressureMoment, { place, a, b, c }: PressureEvent): void {
  const { params } = moment
  if (params.system === 'outbound') {
    const roomy = params.answers || sizeOf(world.chain, 'application') < params.bufferSize
    if (world.stuck.length > 0 || !roomy) {
      world.stuck.push({ item: place, since: a, taken: b, entered: c })
      return
    }
    handOver(world, moment, place, a, b, c)
  } else end(world, moment, place, a, b, c, true)
  serve(world, moment)
}

function handOver(
  world: PressureWorld,
  moment: PressureMoment,
  item: number,
  since: number,
  taken: number,
  entered: number,
): void {
  const answered = enterBuffers(world, moment, item) === 'answered'
  end(world, moment, item, since, taken, entered, !answered)
  carry(world, moment)
}

/** The consumer is free again. */
function end(
  world: PressureWorld,
  moment: PressureMoment,
  item: number,
  since: number,
  taken: number,
  entered: number,
  served: boolean,
): void {
  const { guard, limit, totals } = world
  const { now, params, random } = moment
  countWork(world, now)
  world.busy -= 1
  world.account.inWork -= 1
  world.account.ended += 1
  finish(world.queue)
  const draw = params.limiter === 'vegas' ? random.limits.uniform() : 0
  exit(guard, limit, entered, 'success', now - taken, draw)
  if (!served) return
  totals.served += 1
  sample(world.latencies, now, now - since)
  count(world.shares, producerOf(world, item), world.producers.length, now)
  moment.visit(flow.finishes, item, now - since)
  spendCredit(world, moment, item)
}

/** The network begins to take an item, if there is one and it is free. */
export function carry(world: PressureWorld, moment: PressureMoment): void {
  if (world.carrying || inside(world.chain) === 0) return
  world.carrying = true
  moment.after(1000 / moment.params.networkRate, event('carry', 0, world.eras.carry))
}

/** The network has taken an item: whoever waited to write goes on. */
export function carried(world: PressureWorld, moment: PressureMoment, era: number): void {
  if (era !== world.eras.carry) return
  world.carrying = false
  if (leaveBuffers(world, moment) >= 0) world.totals.carried += 1
  while (world.stuck.length > 0 && sizeOf(world.chain, 'application') < moment.params.bufferSize) {
    const { item, since, taken, entered } = world.stuck.shift() as (typeof world.stuck)[number]
    handOver(world, moment, item, since, taken, entered)
  }
  carry(world, moment)
  serve(world, moment)
}
