import { expire } from '../../../engines/autoscaling/scaler.ts'
import type { Model } from '../../../sim/model.ts'
import type { ScalingParams } from '../params.ts'
import { configOf, limitsOf } from '../rules.ts'
import { plain, type ScalingEvent, type Stream, streams } from './event.ts'
import { judge } from './judging.ts'
import { advanceFleet, finishAction, lossOf, rescale } from './keeping.ts'
import { measure } from './metering.ts'
import { refit, settle } from './serving.ts'
import { TICK, tell } from './traffic.ts'
import { follow } from './trail.ts'
import { NEVER, newWorld, recorded, type ScalingMoment, type ScalingWorld } from './world.ts'

const HOUR = 3_600_000
const tick = plain('tick')

function start(moment: ScalingMoment): ScalingWorld {
  const world = newWorld(moment.params, moment.now)
  refit(world, moment.params)
  moment.after(TICK, tick)
  scheduleSample(world, moment)
  moment.after(moment.params.evaluatePeriod, plain('evaluate'))
  scheduleCrash(world, moment)
  return world
}

function scheduleSample(world: ScalingWorld, moment: ScalingMoment): void {
  world.marks.sample = moment.now + moment.params.metricPeriod
  moment.at(world.marks.sample, plain('sample', world.eras.sample))
}

function scheduleCrash(world: ScalingWorld, moment: ScalingMoment): void {
  const { crashRate } = moment.params
  if (crashRate === 0) return
  moment.after(moment.random.crashes.exponential(HOUR / crashRate), plain('crash', world.eras.crash))
}

function handle(world: ScalingWorld, event: ScalingEvent, moment: ScalingMoment): void {
  switch (event.type) {
    case 'tick':
      settle(world, moment)
      tell(world.traffic)
      moment.after(TICK, tick)
      break
    case 'sample':
      if (event.era !== world.eras.sample) break
      settle(world, moment)
      measure(world, moment)
      scheduleSample(world, moment)
      break
    case 'evaluate':
      if (event.era !== world.eras.evaluate) break
      judge(world, moment)
      moment.after(moment.params.evaluatePeriod, plain('evaluate', event.era))
      break
    case 'stage':
      if (world.marks.stage === moment.now) world.marks.stage = NEVER
      advanceFleet(world, moment)
      break
    case 'timer':
      if (world.marks.timer === moment.now) world.marks.timer = NEVER
      expire(world.autoscaler.scaler, moment.now)
      follow(world, moment)
      break
    case 'crash':
      if (event.era !== world.eras.crash) break
      lossOf(world, moment, 1)
      scheduleCrash(world, moment)
      break
    default:
      byHand(world, event, moment)
  }
}

/** What somebody does to the world. */
function byHand(world: ScalingWorld, { type, amount, lasts }: ScalingEvent, moment: ScalingMoment): void {
  switch (type) {
    case 'surge':
      settle(world, moment)
      world.surge.factor = amount
      world.surge.until = moment.now + lasts
      world.marks.surge = moment.number
      break
    case 'kill':
      lossOf(world, moment, amount)
      break
    case 'outage':
      lossOf(world, moment, Math.round(world.fleet.instances.length * amount))
      break
    case 'byHand': {
      const { min, max } = limitsOf(moment.params)
      world.account.byHand = amount < min || amount > max
      world.marks.loss = moment.number
      world.marks.lossAt = moment.now
      rescale(world, moment, amount)
      break
    }
    default:
  }
}

function changed(world: ScalingWorld, before: ScalingParams, moment: ScalingMoment): void {
  const { eras, fleet } = world
  const { params } = moment
  settle(world, moment)
  world.config = configOf(params)
  if (params.trace !== before.trace) world.trace = recorded(params)
  if (params.places !== before.places) advanceFleet(world, moment)
  refit(world, params)
  finishAction(world, moment)
  if (params.metricPeriod !== before.metricPeriod) {
    eras.sample += 1
    scheduleSample(world, moment)
  }
  if (params.evaluatePeriod !== before.evaluatePeriod) {
    eras.evaluate += 1
    moment.after(params.evaluatePeriod, plain('evaluate', eras.evaluate))
  }
  if (params.crashRate !== before.crashRate) {
    eras.crash += 1
    scheduleCrash(world, moment)
  }
  const { min, max } = limitsOf(params)
  if (!world.account.byHand && (fleet.desired < min || fleet.desired > max)) judge(world, moment)
}

/** The rules of this lab's world. */
export const model: Model<ScalingParams, ScalingWorld, ScalingEvent, Stream> = { streams, start, handle, changed }
