import { chosenLanes, type Lane, laneOf, lanes } from '../lanes.ts'
import { showName } from '../params/limits.ts'
import type { LimiterParams } from '../params.ts'

/** Lanes shown side by side, in their order; with the document's code in place of ours, or beneath it. */
export function rowsOf(params: LimiterParams): readonly number[] {
  return chosenLanes.flatMap((key) => {
    if (!params[showName(key)]) return []
    const own = laneOf[key]
    const { twin } = lanes[own] as Lane
    if (twin === undefined || params.code === 'correct') return [own]
    const reference = laneOf[twin]
    return params.code === 'both' ? [own, reference] : [reference]
  })
}
