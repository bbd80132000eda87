import type { Decision } from '../../../engines/rate-limit/decision.ts'
import { type Keyed, known } from '../../../engines/rate-limit/keyed.ts'
import type { Tiers } from '../../../engines/rate-limit/tiers.ts'
import type { TokenBucket } from '../../../engines/rate-limit/token-bucket.ts'
import type { Part } from '../../../machine/part.ts'
import { book } from '../book.ts'
import { laneOf } from '../lanes.ts'
import type { LimiterMoment, LimiterWorld } from './world.ts'

const { gates, token } = book.parts

/** The lane whose token bucket the flow shows. */
export const flowLane = (code: string): number => (code === 'document' ? laneOf.referenceToken : laneOf.tokenBucket)

/** The bucket that the flow shows, as it was last stored; undefined before its first call. */
export const bucketOf = (world: LimiterWorld, lane: number, key: number): TokenBucket | undefined =>
  known(world.limiters.stores[lane] as Keyed<TokenBucket>, key)

/** Shows a call of the key looked at on its way through the token bucket, from the tokens stored before it. */
export function tellToken(
  moment: LimiterMoment,
  call: number,
  stored: number,
  elapsed: number,
  decision: Decision,
): void {
  const { capacity, code, refill } = moment.params
  const filled = stored + (elapsed * refill) / 1000
  const tokens = filled > capacity ? capacity : filled
  const needed = code === 'document' ? 1 : moment.params.cost
  moment.visit(token.asks, call)
  moment.visit(token.reads, call, stored, elapsed)
  moment.visit(token.refills, call, stored, elapsed, filled)
  if (filled > capacity) {
    moment.visit(token.overflows, call, filled, capacity)
    moment.visit(token.caps, call)
  } else moment.visit(token.fits, call, filled, capacity)
  if (decision.allowed) {
    moment.visit(token.enough, call, tokens, needed)
    moment.visit(token.takes, call, tokens, needed, tokens - needed)
    moment.visit(token.allows, call)
  } else {
    moment.visit(token.short, call, tokens, needed, decision.retryAfter)
    moment.visit(code === 'document' ? token.touches : token.keeps, call)
  }
}

const callers: readonly (readonly [Part, Part])[] = [
  [gates.callsOther, gates.asksOther],
  [gates.callsFirst, gates.asksFirst],
  [gates.callsSecond, gates.asksSecond],
  [gates.callsThird, gates.asksThird],
]

const passes = [gates.userPasses, gates.addressPasses, gates.globalPasses] as const
const fails = [gates.userFails, gates.addressFails, gates.globalFails] as const
const ends = [gates.userEnds, gates.addressEnds, gates.globalFails] as const

/** Shows a call on its way through the three gates, as they answered. */
export function tellGates(moment: LimiterMoment, call: number, user: number, tiers: Tiers, decision: Decision): void {
  const [calls, asks] = callers[user < callers.length ? user : 0] as readonly [Part, Part]
  const together = moment.params.commit === 'together'
  moment.visit(calls, call)
  moment.visit(asks, call)
  for (let gate = 0; gate < tiers.asked; gate += 1) {
    const { allowed, remaining, retryAfter } = tiers.answers[gate] as Decision
    if (allowed) moment.visit(passes[gate] as Part, call, remaining)
    else moment.visit((together ? fails : ends)[gate] as Part, call, retryAfter)
  }
  if (decision.allowed) moment.visit(gates.allows, call)
  else if (together || tiers.asked === ends.length) moment.visit(gates.denies, call, user, decision.retryAfter)
}
