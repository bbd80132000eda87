import { CONNECTION_ERROR, NO_ANSWER, SERVER_ERROR } from '../../../world/faults.ts'
import { crash, finish, offer, take } from '../../../world/service.ts'
import { BACKEND, CLIENT, letGo, PENDING } from './call-table.ts'
import type { BreakerMoment, BreakerWorld } from './world.ts'

/** How long a refused connection or a full queue takes to say so. */
const BOUNCE = 2
/** Room of a queue that stands for no limit. */
const UNLIMITED = 10_000

/** A call leaves for the backend. */
export function dispatch(world: BreakerWorld, moment: BreakerMoment, slot: number): void {
  const { backend, calls } = world
  const { params } = moment
  if (calls.fault[slot] === CONNECTION_ERROR) bounce(world, moment, slot, CONNECTION_ERROR)
  else if (params.backend === 'down') {
    if (params.downKind === 'refusing') bounce(world, moment, slot, CONNECTION_ERROR)
    else scheduleTimeout(world, moment, slot)
  } else if (offer(backend, slot, params.workers, params.queueRoom >= UNLIMITED ? Infinity : params.queueRoom)) {
    calls.held[slot] = CLIENT | BACKEND
    serve(world, moment)
    if (calls.answerAt[slot] === 0) scheduleTimeout(world, moment, slot)
  } else bounce(world, moment, slot, SERVER_ERROR)
}

function bounce(world: BreakerWorld, moment: BreakerMoment, slot: number, fault: number): void {
  const { calls } = world
  calls.fault[slot] = fault
  moment.after(BOUNCE, {
    type: 'bounce',
    call: calls.number[slot] as number,
    slot,
    era: calls.slots.era[slot] as number,
    fault,
  })
}

/** Only a time-out that can come before the answer is scheduled. */
function scheduleTimeout(world: BreakerWorld, moment: BreakerMoment, slot: number): void {
  const { calls } = world
  if (calls.timed[slot] === 1) return
  calls.timed[slot] = 1
  const due = (calls.sentAt[slot] as number) + moment.params.callTimeout
  moment.at(due > moment.now ? due : moment.now, {
    type: 'timeout',
    call: calls.number[slot] as number,
    slot,
    era: calls.slots.era[slot] as number,
    fault: NO_ANSWER,
  })
}

/** Free workers take the calls that wait. */
export function serve(world: BreakerWorld, moment: BreakerMoment): void {
  const { backend, calls } = world
  const { params } = moment
  for (let slot = take(backend, params.workers); slot >= 0; slot = take(backend, params.workers)) {
    const work = (calls.work[slot] as number) * (params.backend === 'slow' ? params.slowFactor : 1)
    const due = moment.now + work
    calls.answerAt[slot] = due
    moment.at(due, {
      type: 'answer',
      call: calls.number[slot] as number,
      slot,
      era: calls.slots.era[slot] as number,
      fault: calls.fault[slot] as number,
    })
    const late = due > (calls.sentAt[slot] as number) + params.callTimeout
    if (calls.outcome[slot] === PENDING && (late || calls.fault[slot] === NO_ANSWER)) {
      scheduleTimeout(world, moment, slot)
    }
  }
}

/** A worker is done with a call. */
export function worked(world: BreakerWorld, moment: BreakerMoment, slot: number): void {
  finish(world.backend)
  letGo(world.calls, slot, BACKEND)
  serve(world, moment)
}

/** The backend goes down: what it held is lost, and those who wait for it find out in their own time, or at once. */
export function goDown(world: BreakerWorld, moment: BreakerMoment): void {
  const { backend, calls } = world
  crash(backend)
  const places = calls.slots.era.length
  for (let slot = 0; slot < places; slot += 1) {
    const held = calls.held[slot] as number
    if ((held & BACKEND) === 0) continue
    if (calls.outcome[slot] === PENDING) {
      if (moment.params.downKind === 'refusing') bounce(world, moment, slot, CONNECTION_ERROR)
      else scheduleTimeout(world, moment, slot)
    }
    letGo(calls, slot, BACKEND)
  }
}
