import type { ScalingParams } from '../params.ts'
import { isCooled } from '../rules.ts'

type Taken = (part: string) => boolean

/** Whether an addition or a removal is followed by a cooldown. */
const cools = (params: ScalingParams, length: number): boolean => isCooled(params) && length > 0

/** Edges with and without cooldown: those are drawn that the settings can take. */
export function machineOmits(params: ScalingParams): readonly string[] {
  const up = cools(params, params.cooldownUp)
  const down = cools(params, params.cooldownDown)
  return [up ? 'addedFreely' : 'added', down ? 'removedFreely' : 'removed', ...(up || down ? [] : ['expires'])]
}

/** Steps that only other settings or somebody's hand can bring about. */
export function decisionOmits(params: ScalingParams, taken: Taken): readonly string[] {
  const up = cools(params, params.cooldownUp)
  const down = cools(params, params.cooldownDown)
  const ignores = (up || down) && params.inCooldown === 'ignores'
  return [
    ...(taken('corrects') ? [] : ['corrects']),
    ...(ignores ? [] : ['ignores']),
    ...(up || down ? [] : ['starts']),
    ...(up && down ? ['startsNone'] : []),
  ]
}

/** What happens at no replicas, or outside the limits, is drawn once it was taken. */
export const hpaOmits = (_: ScalingParams, taken: Taken): readonly string[] =>
  ['outside', 'disabled'].filter((part) => !taken(part))
