import { type Keyed, known } from '../../engines/rate-limit/keyed.ts'
import { type TokenBucket, type TokenBucketConfig, tokensAt } from '../../engines/rate-limit/token-bucket.ts'
import type { Diagram, Lit } from '../../lab/lab.ts'
import { clock, type Millis, number } from '../../units.ts'
import type { LimiterParams, params } from './params.ts'
import { bucketOf, flowLane } from './run/telling.ts'
import { addressOf, type LimiterWorld, watchedUser } from './run/world.ts'

const of = (tokens: number, capacity: number): string =>
  `${number(Math.round(tokens * 100) / 100)} / ${number(capacity)}`

function bucketLit(world: LimiterWorld, given: LimiterParams, now: Millis): Lit {
  const lane = flowLane(given.code)
  const stored = bucketOf(world, lane, world.key) ?? {
    tokens: given.capacity,
    last: now + world.offset,
  }
  const config: TokenBucketConfig = { kind: 'tokenBucket', rate: given.refill / 1000, capacity: given.capacity }
  const present = tokensAt(config, stored, now + world.offset)
  return {
    current: [],
    notes: {
      bucket: `${of(stored.tokens, given.capacity)} at ${clock(stored.last)}${keysText(world, given, lane)}`,
      refill: `${number(given.refill)}/s, now ${number(Math.round(present * 100) / 100)}`,
      cap: `at most ${number(given.capacity)}`,
    },
  }
}

/** How many keys are kept when there are several: the document's code never forgets one (B13). */
const keysText = (world: LimiterWorld, { users }: LimiterParams, lane: number): string =>
  users > 1 ? `, ${number(world.limiters.stores[lane]?.states.length ?? 0)} keys` : ''

/** So many users, the first ones, have their tokens told in the diagram of the gates. */
const NAMED = 3

function gatesLit(world: LimiterWorld, given: LimiterParams, now: Millis): Lit {
  const time = now + world.offset
  const tokens = (tier: number, key: number): number => {
    const { limit } = world.configs.gates.tiers[tier] as { readonly limit: TokenBucketConfig }
    const bucket = known(world.limiters.gates.stores[tier] as Keyed<TokenBucket>, key)
    return Math.floor(bucket === undefined ? limit.capacity : tokensAt(limit, bucket, time))
  }
  const users = Array.from({ length: Math.min(given.users, NAMED) }, (_, i) => number(tokens(0, i + 1)))
  const address = addressOf(given, watchedUser(given))
  return {
    current: [],
    notes: {
      userLimits: `${users.join(', ')} of ${number(given.userBurst)}`,
      addressLimits: `IP ${address}: ${of(tokens(1, address), given.addressRate)}`,
      globalLimit: of(tokens(2, 0), given.globalRate),
    },
  }
}

const bucketOmits = ({ code }: LimiterParams): readonly string[] =>
  code === 'document' ? ['refuses'] : ['storesAnyway', 'overwrites', 'refusesAfter']

const gatesOmits = ({ commit }: LimiterParams): readonly string[] =>
  commit === 'together' ? ['userDenies', 'addressDenies', 'globalDenies'] : ['denies']

/** The flow of one bucket, and the gates that all users pass. */
export const diagrams: readonly Diagram<typeof params, LimiterWorld>[] = [
  { key: 'bucket', tab: 'Token bucket', lit: bucketLit, omits: bucketOmits },
  { key: 'gates', tab: 'Users and gates', lit: gatesLit, omits: gatesOmits },
]
