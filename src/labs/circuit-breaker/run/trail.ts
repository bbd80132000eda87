import type { Breaker } from '../../../engines/circuit-breaker/breaker.ts'
import type { BreakerEdge } from '../../../engines/circuit-breaker/machine.ts'
import { neededProbes } from '../../../engines/circuit-breaker/policy.ts'
import { due } from '../../../engines/circuit-breaker/timer.ts'
import type { Part } from '../../../machine/part.ts'
import { book } from '../book.ts'
import { FAILED, forget, mayOpen, newest } from './history.ts'
import { type BreakerMoment, type BreakerWorld, NEVER } from './world.ts'

const { machine } = book.parts

/** By part: whether it stays within an outer state, as most edges do. */
const isQuiet = Uint8Array.from(book.texts, ({ quiet }) => (quiet ? 1 : 0))

/** The two edges of every good call are told apart without a look into the table. */
const partOf = (edge: BreakerEdge): Part =>
  edge === 'counts' ? machine.counts : edge === 'succeeds' ? machine.succeeds : machine[edge]

/** Visits the edges that the engine's last verb took, and keeps the account of what they changed. */
export function follow(world: BreakerWorld, breaker: Breaker, moment: BreakerMoment): void {
  const { edges, numbers, count } = breaker.trail
  for (let i = 0; i < count; i += 1) {
    const edge = edges[i] as BreakerEdge
    const part = partOf(edge)
    const at = i * 4
    moment.visit(
      part,
      numbers[at] as number,
      numbers[at + 1] as number,
      numbers[at + 2] as number,
      numbers[at + 3] as number,
    )
    if (isQuiet[part] === 0) entered(world, edge, moment)
  }
  const { config } = world
  if (config.recovery === 'timer' || config.halfOpenLongest > 0) setTimer(world, moment)
}

/** Sets the breaker's timer if it needs one that is not set. */
export function setTimer(world: BreakerWorld, moment: BreakerMoment): void {
  const time = due(world.breaker, world.config)
  if (time === Infinity || time === world.marks.timer) return
  world.marks.timer = time
  moment.at(time > moment.now ? time : moment.now, { type: 'timer', call: 0, slot: 0, era: 0, fault: 0 })
}

function entered(world: BreakerWorld, edge: BreakerEdge, moment: BreakerMoment): void {
  switch (edge) {
    case 'opens':
    case 'opensSlow':
      opened(world, edge === 'opensSlow', moment)
      break
    case 'reopens':
    case 'givesUp':
      world.totals.reopens += 1
      if (world.marks.halfOpened > 0) moment.because(world.marks.halfOpened)
      markOpen(world, moment)
      break
    case 'halfOpens':
      if (world.marks.opened > 0) moment.because(world.marks.opened)
      world.marks.halfOpened = moment.number
      turn(world, 'halfOpen')
      break
    case 'closes':
    case 'presumes':
      closed(world, moment)
      break
    case 'resets':
      turn(world, 'closed')
      break
    case 'forces':
      world.marks.refusedBefore = world.account.refused
      turn(world, 'forcedOpen')
      break
    case 'disables':
      turn(world, 'disabled')
      break
  }
}

/** The outer state has changed; threads that overwrite one another may enter a state twice. */
function turn(world: BreakerWorld, state: BreakerWorld['account']['state']): void {
  if (world.account.state === state) return
  world.account.state = state
  world.account.term += 1
  world.account.probesOut = 0
}

function opened(world: BreakerWorld, slowRule: boolean, moment: BreakerMoment): void {
  const { account, config, history, totals } = world
  if (mayOpen(history, config, slowRule, moment.now) === false) account.unexplained += 1
  totals.opens += 1
  if (moment.params.backend === 'up') totals.falseOpens += 1
  for (const at of newest(history, config.keepsWindow ? config.windowCalls : config.failuresToOpen, false)) {
    const event = history.event[at] as number
    const counted = slowRule || ((history.flags[at] as number) & FAILED) !== 0
    if (counted && event !== moment.number) moment.because(event)
  }
  markOpen(world, moment)
}

function markOpen(world: BreakerWorld, moment: BreakerMoment): void {
  world.marks.opened = moment.number
  world.marks.openedAt = moment.now
  world.marks.refusedBefore = world.account.refused
  turn(world, 'open')
}

function closed(world: BreakerWorld, moment: BreakerMoment): void {
  const { history, marks, totals } = world
  totals.closes += 1
  for (const at of newest(history, decidedBy(world), true)) {
    if (history.event[at] !== moment.number) moment.because(history.event[at] as number)
  }
  if (marks.halfOpened > 0) moment.because(marks.halfOpened)
  if (marks.returnedAt !== NEVER) {
    marks.recovery = moment.now - marks.returnedAt
    if (marks.recovery > marks.longestRecovery) marks.longestRecovery = marks.recovery
    marks.returnedAt = NEVER
  }
  forget(history, world.config, false)
  turn(world, 'closed')
}

/** How many probes a verdict of closing rests on. */
const decidedBy = ({ config }: BreakerWorld): number =>
  config.verdict === 'rate' ? neededProbes(config) : config.probesToClose
