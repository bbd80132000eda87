import type { Breaker } from '../../../engines/circuit-breaker/breaker.ts'
import { outer } from '../../../machine/machine.ts'
import { copy } from '../../../sim/copy.ts'
import { enter, leave, nextThread, writeBack } from '../../../world/threads.ts'
import { book } from '../book.ts'
import type { BreakerMoment, BreakerWorld } from './world.ts'

const { threads: parts } = book.parts
const threadParts = [parts.first, parts.second, parts.third, parts.others] as const

/** What a thread wants at the breaker: to ask before a call, or to tell after it. */
export const ASK = 0
export const TELL = 1

/** A thread passes the section in no time: nobody can come between. */
export function passThrough(world: BreakerWorld, moment: BreakerMoment, call: number, wants: number): void {
  visitThread(world, moment, call)
  visitCells(moment, call, wants, moment.params.lock)
  moment.visit(wants === ASK ? parts.asked : parts.told, call)
}

function visitThread(world: BreakerWorld, moment: BreakerMoment, call: number): void {
  const thread = nextThread(world.threads, moment.params.threads)
  moment.visit(threadParts[thread < 3 ? thread : 3] as number, call)
}

function visitCells(moment: BreakerMoment, call: number, wants: number, locked: boolean): void {
  if (wants === ASK) moment.visit(locked ? parts.checks : parts.walksIn, call)
  else moment.visit(locked ? parts.counts : parts.walksOver, call)
}

/** Threads that may be in the section at once. */
const most = (moment: BreakerMoment): number => (moment.params.lock ? 1 : moment.params.threads)

/** A thread wants into a section that takes time. */
export function enterSection(world: BreakerWorld, moment: BreakerMoment, slot: number, wants: number): void {
  const job = slot * 2 + wants
  visitThread(world, moment, world.calls.number[slot] as number)
  if (enter(world.threads, job, most(moment))) begin(world, moment, job)
  else moment.visit(parts.waits, world.calls.number[slot] as number)
}

function begin(world: BreakerWorld, moment: BreakerMoment, job: number): void {
  const slot = job >> 1
  if (!moment.params.lock) {
    world.readings.push({ job, breaker: copy(world.breaker) })
  }
  moment.after(moment.params.sectionTime, {
    type: 'leave',
    call: world.calls.number[slot] as number,
    slot: job,
    era: world.calls.slots.era[slot] as number,
    fault: 0,
  })
}

/** The breaker that a thread works on: what it makes of its own reading, or with the lock the breaker itself. */
export function readBy(world: BreakerWorld, job: number): Breaker {
  const reading = world.readings.find((candidate) => candidate.job === job)
  return reading ? copy(reading.breaker) : world.breaker
}

/** A thread writes back what it `made` of its reading, and leaves to the next in line. */
export function leaveSection(
  world: BreakerWorld,
  moment: BreakerMoment,
  job: number,
  call: number,
  made: Breaker,
): void {
  const at = world.readings.findIndex((reading) => reading.job === job)
  const reading = world.readings[at]
  visitCells(moment, call, job % 2, reading === undefined)
  if (reading) {
    keepOuterState(world.breaker, reading.breaker, made)
    const wiped = writeBack(world.breaker, reading.breaker, made)
    if (wiped > 0) {
      world.threads.lost += 1
      moment.visit(parts.loses, call, wiped)
    }
    world.readings.splice(at, 1)
  }
  moment.visit(job % 2 === ASK ? parts.asked : parts.told, call)
  const next = leave(world.threads, most(moment))
  if (next < 0) return
  moment.visit(parts.wakes, world.calls.number[next >> 1] as number)
  begin(world, moment, next)
}

/** The cell holds the outer state; a thread that changed but the inner one does not bring an outer state back. */
function keepOuterState(present: Breaker, read: Breaker, made: Breaker): void {
  const stayed = outer(made.state) === outer(read.state)
  if (stayed && outer(present.state) !== outer(made.state)) made.state = read.state
}

/** The failure's time is written too. */
export function stamp(moment: BreakerMoment, call: number): void {
  moment.visit(parts.stamps, call)
}
