import { type Keyed, known } from '../../../engines/rate-limit/keyed.ts'
import type { LeakyQueue } from '../../../engines/rate-limit/leaky-queue.ts'
import type { SlidingCounter } from '../../../engines/rate-limit/sliding-counter.ts'
import type { Tiers } from '../../../engines/rate-limit/tiers.ts'
import type { Millis } from '../../../units.ts'
import { LANES, laneOf } from '../lanes.ts'
import { sharedLevel, singleLevel } from '../levels.ts'
import { placeOf } from './trail.ts'
import type { LimiterWorld } from './world.ts'

/** Notes the levels of all limiters for a key: after a call of it was `asked`, or after a change. */
export function noteLevels(world: LimiterWorld, now: Millis, key: number, index: number, asked: boolean): void {
  const { limiters, trail, configs } = world
  const at = placeOf(index)
  const row = at * LANES
  for (const { lane, config } of configs.single) {
    trail.levels[row + lane] = singleLevel(world, config, lane, key, now)
  }
  trail.levels[row + laneOf.distributed] = sharedLevel(world, false, key)
  trail.levels[row + laneOf.referenceShared] = sharedLevel(world, true, key)
  trail.levels[row + laneOf.hybrid] = asked ? roomOf(limiters.hybrid) : NaN
  trail.levels[row + laneOf.gates] = asked ? roomOf(limiters.gates) : NaN
  trail.levels[row + laneOf.referenceHybrid] = asked ? roomOf(limiters.referenceHybrid) : NaN
  const queue = known(limiters.stores[laneOf.leakyQueue] as Keyed<LeakyQueue>, key)
  trail.free[at] = (queue?.free ?? 0) - world.offset
  const counter = known(limiters.stores[laneOf.slidingCounter] as Keyed<SlidingCounter>, key)
  trail.current[at] = counter?.current ?? 0
  trail.previous[at] = counter?.previous ?? 0
}

/** The least that any limit has left, as the last call was told. */
function roomOf(tiers: Tiers): number {
  let room = Infinity
  for (let i = 0; i < tiers.asked; i += 1) {
    const answer = tiers.answers[i] as { readonly remaining: number }
    if (answer.remaining < room) room = answer.remaining
  }
  return room === Infinity ? NaN : room
}
