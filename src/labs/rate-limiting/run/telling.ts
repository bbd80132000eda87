import { type Keyed, known } from '../../../engines/rate-limit/keyed.ts'
import type { TokenBucket } from '../../../engines/rate-limit/token-bucket.ts'
import type { Part } from '../../../machine/part.ts'
import type { Trail } from '../../../machine/trail.ts'
import { laneOf } from '../lanes.ts'
import type { LimiterParams } from '../params.ts'
import type { LimiterMoment, LimiterWorld } from './world.ts'

/** The lane whose token bucket the flow shows. */
export const flowLane = (code: LimiterParams['code']): number =>
  code === 'document' ? laneOf.referenceToken : laneOf.tokenBucket

/** The bucket of a key as it was last stored; undefined before its first call. */
export const bucketOf = (world: LimiterWorld, lane: number, key: number): TokenBucket | undefined =>
  known(world.limiters.stores[lane] as Keyed<TokenBucket>, key)

/** Visits the edges that an engine has taken. */
export function tell<Edge extends string>(
  moment: LimiterMoment,
  parts: Readonly<Record<Edge, Part>>,
  taken: Trail<Edge>,
): void {
  const { edges, numbers, count } = taken
  for (let i = 0; i < count; i += 1) {
    const at = i * 4
    moment.visit(
      parts[edges[i] as Edge],
      numbers[at] as number,
      numbers[at + 1] as number,
      numbers[at + 2] as number,
      numbers[at + 3] as number,
    )
  }
}
