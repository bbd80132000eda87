import { laneOf } from '../lanes.ts'
import { passed } from './measures.ts'
import { noteVerdict } from './trail.ts'
import type { LimiterMoment, LimiterWorld } from './world.ts'

/** A limiter has decided: counts, measures and trail take note. */
export function settle(
  world: LimiterWorld,
  moment: LimiterMoment,
  lane: number,
  user: number,
  index: number,
  admitted: boolean,
  units: number,
): void {
  const { measures, totals, trail } = world
  const { now, params } = moment
  const column = admitted ? totals.admitted : totals.refused
  column[lane] = (column[lane] as number) + 1
  if (user === 1) {
    const first = admitted ? totals.admittedFirst : totals.refusedFirst
    first[lane] = (first[lane] as number) + 1
  }
  if (lane === laneOf[params.focus]) {
    if (user === 1) totals[admitted ? 'followedFirst' : 'droppedFirst'] += 1
    else totals[admitted ? 'followedOthers' : 'droppedOthers'] += 1
  }
  if (index < 0) return
  noteVerdict(trail, index, lane, admitted)
  const own = admitted ? measures.admitted : measures.refused
  own[lane] = (own[lane] as number) + 1
  if (admitted && lane !== laneOf.leakyQueue) passed(measures, lane, now, params.window, units)
}
