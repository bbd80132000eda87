import type { Breaker } from '../../../engines/circuit-breaker/breaker.ts'
import { CLIENT_ERROR, drawFault, NO_ANSWER, NO_FAULT } from '../../../world/faults.ts'
import { sample } from '../../../world/latencies.ts'
import { nextArrival } from '../../../world/load.ts'
import { retryWait } from '../../../world/retries.ts'
import { serviceTime } from '../../../world/service-time.ts'
import { book } from '../book.ts'
import { ask } from './asking.ts'
import { dispatch, worked } from './backend.ts'
import { BACKEND, CLIENT, letGo, PENDING, place } from './call-table.ts'
import type { BreakerEvent } from './event.ts'
import { ASK, enterSection, leaveSection, passThrough, readBy, stamp, TELL } from './section.ts'
import { tell } from './telling.ts'
import { type BreakerMoment, type BreakerWorld, nextNumber } from './world.ts'

const { flow } = book.parts

/** Schedules the next call of the open-loop clients, whose number is `world.next`. */
export function scheduleArrival(world: BreakerWorld, moment: BreakerMoment): void {
  const due = nextArrival(moment.params, moment.now, moment.random.arrivals)
  if (due < Infinity) moment.at(due, { type: 'arrive', call: world.next, slot: 0, era: world.arrivalEra, fault: 0 })
}

/** A client's call has come due. */
export function arrive(world: BreakerWorld, event: BreakerEvent, moment: BreakerMoment): void {
  if (event.era !== world.arrivalEra) return
  world.next = nextNumber(world)
  scheduleArrival(world, moment)
  first(world, moment, event.call)
}

/** A first attempt with the number given. */
function first(world: BreakerWorld, moment: BreakerMoment, call: number): void {
  const { params, random } = moment
  const retries = params.retryShare > 0 && random.retries.chance(params.retryShare)
  const fault = drawFault(params, random.faults)
  send(world, moment, call, retries ? 1 : 0, fault, serviceTime(params, random.service))
}

/** Many first attempts at once. */
export function burst(world: BreakerWorld, moment: BreakerMoment, count: number): void {
  for (let i = 0; i < count; i += 1) first(world, moment, nextNumber(world))
}

/** One call whose fate is given: it meets `fault` and nothing is left to chance. */
export function single(world: BreakerWorld, moment: BreakerMoment, fault: number): void {
  send(world, moment, nextNumber(world), 0, fault, moment.params.serviceTime)
}

/** A client tries again. */
export function retry(world: BreakerWorld, event: BreakerEvent, moment: BreakerMoment): void {
  const { params, random } = moment
  world.totals.retries += 1
  const fault = drawFault(params, random.retryFaults)
  send(world, moment, nextNumber(world), event.slot, fault, serviceTime(params, random.retryService))
}

function send(
  world: BreakerWorld,
  moment: BreakerMoment,
  call: number,
  attempt: number,
  fault: number,
  work: number,
): void {
  const { calls } = world
  world.totals.calls += 1
  moment.visit(flow.asks, call)
  const slot = place(calls, call, moment.now, moment.number, attempt)
  calls.fault[slot] = fault
  calls.work[slot] = work
  if (moment.params.sectionTime > 0) enterSection(world, moment, slot, ASK)
  else {
    passThrough(world, moment, call, ASK)
    askFor(world, world.breaker, moment, slot)
  }
}

function askFor(world: BreakerWorld, breaker: Breaker, moment: BreakerMoment, slot: number): void {
  const { account, calls } = world
  const call = calls.number[slot] as number
  const admission = ask(world, breaker, moment, call)
  if (admission === 'refused') {
    refuse(world, moment, call, calls.attempt[slot] as number)
    letGo(calls, slot, CLIENT)
    return
  }
  calls.sentAt[slot] = moment.now
  calls.era[slot] = breaker.era
  calls.term[slot] = account.term
  calls.probe[slot] = admission === 'probe' ? 1 : 0
  dispatch(world, moment, slot)
}

function refuse(world: BreakerWorld, moment: BreakerMoment, call: number, attempt: number): void {
  if (moment.params.fallback) {
    world.totals.fallback += 1
    moment.visit(flow.standsIn, call)
  } else {
    world.totals.rejected += 1
    moment.visit(flow.turnsAway, call)
    again(moment, call, attempt)
  }
}

/** A client whose attempt was in vain comes again, if it is one that does and has attempts left. */
function again(moment: BreakerMoment, call: number, attempt: number): void {
  const { params, random } = moment
  if (attempt === 0 || attempt > params.retryAttempts) return
  moment.after(retryWait(params, attempt, random.backoff), { type: 'retry', call, slot: attempt + 1, era: 0, fault: 0 })
}

/** The backend's answer is due. */
export function answer(world: BreakerWorld, event: BreakerEvent, moment: BreakerMoment): void {
  const { calls } = world
  const { slot } = event
  if (calls.slots.era[slot] !== event.era || ((calls.held[slot] as number) & BACKEND) === 0) return
  if (calls.outcome[slot] !== PENDING) world.totals.late += 1
  else if (calls.fault[slot] !== NO_ANSWER) settle(world, moment, slot, calls.fault[slot] as number)
  worked(world, moment, slot)
}

/** The client has waited long enough; an answer that is due at this very instant still counts. */
export function timeout(world: BreakerWorld, event: BreakerEvent, moment: BreakerMoment): void {
  const { calls } = world
  const { slot } = event
  if (calls.slots.era[slot] !== event.era || calls.outcome[slot] !== PENDING) return
  const working = ((calls.held[slot] as number) & BACKEND) !== 0
  if (working && calls.answerAt[slot] === moment.now && calls.fault[slot] !== NO_ANSWER) return
  settle(world, moment, slot, NO_ANSWER)
}

/** The call fails without having been worked on. */
export function bounced(world: BreakerWorld, event: BreakerEvent, moment: BreakerMoment): void {
  const { calls } = world
  const { slot } = event
  if (calls.slots.era[slot] !== event.era || calls.outcome[slot] !== PENDING) return
  settle(world, moment, slot, calls.fault[slot] as number)
}

/** The client knows how its call ended; the breaker is told next. */
function settle(world: BreakerWorld, moment: BreakerMoment, slot: number, outcome: number): void {
  const { calls, totals } = world
  const took = moment.now - (calls.sentAt[slot] as number)
  calls.outcome[slot] = outcome
  calls.took[slot] = took
  sample(world.latencies, moment.now, took)
  if (outcome === NO_FAULT) {
    totals.answered += 1
    if (moment.params.backend === 'slow' && world.marks.backend > 0) moment.because(world.marks.backend)
  } else {
    totals.failed += 1
    blame(world, moment, slot, outcome)
  }
  if (moment.params.sectionTime > 0) {
    enterSection(world, moment, slot, TELL)
    return
  }
  passThrough(world, moment, calls.number[slot] as number, TELL)
  tellOf(world, world.breaker, moment, slot)
}

/** Names what made a call fail: the backend's absence, or a share of faults that somebody raised. */
function blame(world: BreakerWorld, moment: BreakerMoment, slot: number, outcome: number): void {
  const { calls, marks, totals } = world
  const absent = moment.params.backend !== 'up' || marks.awayAt >= (calls.sentAt[slot] as number)
  const away = absent && outcome !== CLIENT_ERROR
  if (away) totals.wasted += 1
  const act = away ? marks.backend : marks.faults
  if (act > 0) moment.because(act)
  moment.because(calls.sentBy[slot] as number)
}

function tellOf(world: BreakerWorld, breaker: Breaker, moment: BreakerMoment, slot: number): void {
  const { calls } = world
  const call = calls.number[slot] as number
  const outcome = calls.outcome[slot] as number
  tell(world, breaker, moment, slot)
  if (outcome !== NO_FAULT) {
    stamp(moment, call)
    if (outcome !== CLIENT_ERROR) again(moment, call, calls.attempt[slot] as number)
  }
  letGo(calls, slot, CLIENT)
}

/** A thread leaves the section: what it did inside takes effect now. */
export function leave(world: BreakerWorld, event: BreakerEvent, moment: BreakerMoment): void {
  const job = event.slot
  const breaker = readBy(world, job)
  if (job % 2 === ASK) askFor(world, breaker, moment, job >> 1)
  else tellOf(world, breaker, moment, job >> 1)
  leaveSection(world, moment, job, event.call, breaker)
}
