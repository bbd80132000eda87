import { disable, forceOpen, reset } from '../../../engines/circuit-breaker/manual.ts'
import { elapse } from '../../../engines/circuit-breaker/timer.ts'
import type { Model } from '../../../sim/model.ts'
import type { BreakerParams } from '../params.ts'
import { configOf } from '../rules.ts'
import { goDown, serve } from './backend.ts'
import { answer, arrive, bounced, burst, leave, retry, scheduleArrival, single, timeout } from './client.ts'
import { type BreakerEvent, type Stream, streams } from './event.ts'
import { forget } from './history.ts'
import { follow, setTimer } from './trail.ts'
import { type BreakerMoment, type BreakerWorld, newWorld, nextNumber } from './world.ts'

function start(moment: BreakerMoment): BreakerWorld {
  const world = newWorld(moment.params, moment.now)
  world.next = nextNumber(world)
  scheduleArrival(world, moment)
  return world
}

function handle(world: BreakerWorld, event: BreakerEvent, moment: BreakerMoment): void {
  switch (event.type) {
    case 'arrive':
      arrive(world, event, moment)
      break
    case 'answer':
      answer(world, event, moment)
      break
    case 'bounce':
      bounced(world, event, moment)
      break
    case 'timeout':
      timeout(world, event, moment)
      break
    case 'retry':
      retry(world, event, moment)
      break
    case 'leave':
      leave(world, event, moment)
      break
    case 'burst':
      burst(world, moment, event.call)
      break
    case 'single':
      single(world, moment, event.fault)
      break
    default:
      byHand(world, event.type, moment)
  }
}

/** The timer and the people at the breaker's switches: none of them waits for the lock. */
function byHand(world: BreakerWorld, type: 'timer' | 'reset' | 'force' | 'disable', moment: BreakerMoment): void {
  const { account, breaker, config, marks } = world
  const { now } = moment
  switch (type) {
    case 'timer':
      marks.timer = -1
      elapse(breaker, config, now, config.openWaitJitter > 0 ? moment.random.recovery.uniform() : 0.5)
      break
    case 'reset':
      reset(breaker, config, now)
      if (breaker.trail.count === 0) account.term += 1
      startAnew(world)
      break
    case 'force':
      if (account.state !== 'forcedOpen') startAnew(world)
      forceOpen(breaker, config, now)
      break
    case 'disable':
      if (account.state !== 'disabled') startAnew(world)
      disable(breaker, config, now)
      break
  }
  follow(world, breaker, moment)
}

/** A reset forgets all results, and forcing or disabling resets first; the reference code forgets its successes too. */
function startAnew({ account, config, history }: BreakerWorld): void {
  forget(history, config, true)
  if (config.statistics !== 'reference') return
  account.ended -= account.good
  account.good = 0
}

const loadNames = ['arrivalRate', 'loadShape', 'peakFactor', 'peakPeriod', 'peakShare', 'arrivals'] as const
const faultNames = ['connectionErrors', 'lostAnswers', 'serverErrors', 'clientErrors'] as const

function changed(world: BreakerWorld, before: BreakerParams, moment: BreakerMoment): void {
  const { params } = moment
  const differs = (name: keyof BreakerParams): boolean => params[name] !== before[name]
  changeRules(world, moment)
  if (!params.lock) world.account.unguarded = true
  if (faultNames.some((name) => params[name] > before[name])) world.marks.faults = moment.number
  if (differs('backend')) changeBackend(world, before, moment)
  serve(world, moment)
  if (loadNames.some(differs)) {
    world.arrivalEra += 1
    scheduleArrival(world, moment)
  }
}

function changeRules(world: BreakerWorld, moment: BreakerMoment): void {
  const { config: old } = world
  const config = configOf(moment.params)
  world.config = config
  const kept =
    old.window === config.window &&
    old.windowCalls === config.windowCalls &&
    old.windowTime === config.windowTime &&
    old.windowBuckets === config.windowBuckets &&
    old.keepsWindow === config.keepsWindow &&
    old.slow === config.slow &&
    old.rateOver === config.rateOver
  if (!kept) world.history.known = false
  if (config.recovery === 'timer' || config.halfOpenLongest > 0) setTimer(world, moment)
}

function changeBackend(world: BreakerWorld, before: BreakerParams, moment: BreakerMoment): void {
  const { marks } = world
  if (moment.params.backend === 'down') goDown(world, moment)
  if (moment.params.backend === 'up') {
    marks.awayAt = moment.now
    if (world.account.state !== 'closed') marks.returnedAt = moment.now
  } else {
    marks.backend = moment.number
    marks.returnedAt = -1
  }
  if (before.backend === 'down') serve(world, moment)
}

/** The rules of this lab's world. */
export const model: Model<BreakerParams, BreakerWorld, BreakerEvent, Stream> = { streams, start, handle, changed }
