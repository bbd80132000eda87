import { advance, counts, crash, nextDue, scaleTo } from '../../../engines/autoscaling/fleet.ts'
import { complete } from '../../../engines/autoscaling/scaler.ts'
import { fleetConfig } from '../rules.ts'
import { plain } from './event.ts'
import { lose, watch } from './lives.ts'
import { refit, settle } from './serving.ts'
import { follow } from './trail.ts'
import type { ScalingMoment, ScalingWorld } from './world.ts'

/** What somebody's hand may ask for at most. */
export const MOST_BY_HAND = 100

/** Instances whose stage is over go on to the next. */
export function advanceFleet(world: ScalingWorld, moment: ScalingMoment): void {
  settle(world, moment)
  advance(world.fleet, fleetConfig(moment.params), moment.now, moment.random.startUps)
  looked(world, moment)
}

/** Launches or removes what the new number takes. */
export function rescale(world: ScalingWorld, moment: ScalingMoment, desired: number): void {
  settle(world, moment)
  scaleTo(world.fleet, fleetConfig(moment.params), desired, moment.now, moment.random.startUps)
  looked(world, moment)
}

/** Loses so many instances, at random among those that serve, else among all that are there. */
export function lossOf(world: ScalingWorld, moment: ScalingMoment, amount: number): void {
  settle(world, moment)
  const { fleet, lives } = world
  for (let i = 0; i < amount; i += 1) {
    const serving = fleet.instances.filter(({ phase }) => phase === 'ready' || phase === 'warming')
    const among = serving.length > 0 ? serving : fleet.instances.filter(({ phase }) => phase === 'starting')
    const victim = among[among.length > 0 ? moment.random.victims.below(among.length) : 0]
    if (!victim) break
    lose(lives, victim.id)
    crash(fleet, fleetConfig(moment.params), victim.id, moment.now, moment.random.startUps)
  }
  world.marks.loss = moment.number
  world.marks.lossAt = moment.now
  looked(world, moment)
}

/** After the fleet has changed: capacity, picture, the end of the action under way, and the next change. */
function looked(world: ScalingWorld, moment: ScalingMoment): void {
  const { fleet, lives, marks } = world
  watch(lives, fleet, moment.now)
  refit(world, moment.params)
  finishAction(world, moment)
  const due = nextDue(fleet)
  if (due === Infinity || due === marks.stage) return
  marks.stage = due
  moment.at(due > moment.now ? due : moment.now, plain('stage'))
}

/** An action is finished when what it added is ready or without a place, or when what it removed is gone. */
export function finishAction(world: ScalingWorld, moment: ScalingMoment): void {
  const { scaler } = world.autoscaler
  if (scaler.state !== 'scalingUp' && scaler.state !== 'scalingDown') return
  const { starting, warming, terminating } = counts(world.fleet)
  if (scaler.state === 'scalingUp' ? starting + warming > 0 : terminating > 0) return
  complete(scaler, moment.now)
  follow(world, moment)
}
