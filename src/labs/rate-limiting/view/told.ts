import type { Algorithm } from '../../../engines/rate-limit/algorithm.ts'
import { blankDecision } from '../../../engines/rate-limit/decision.ts'
import { type Keyed, known } from '../../../engines/rate-limit/keyed.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from '../../../engines/rate-limit/limiter.ts'
import { referenceWait } from '../../../engines/rate-limit/reference.ts'
import { scoreAt } from '../../../engines/rate-limit/sorted-set.ts'
import type { Tiers, TiersConfig } from '../../../engines/rate-limit/tiers.ts'
import type { TokenBucket } from '../../../engines/rate-limit/token-bucket.ts'
import { copy } from '../../../sim/copy.ts'
import type { Millis } from '../../../units.ts'
import { laneOf } from '../lanes.ts'
import type { LimiterParams } from '../params.ts'
import { addressOf, type LimiterWorld, watchedUser } from '../run/world.ts'

/** What a call of cost 1 would be told at this moment; NaN where the limiter does not tell. */
export interface Told {
  readonly remaining: number
  readonly wait: Millis
  /** When its key would be as good as new again. */
  readonly reset: Millis
}

const decision = blankDecision()
const silent: Told = { remaining: NaN, wait: NaN, reset: NaN }

/** Asks a copy, because asking may tidy. */
function ask(config: LimiterConfig, store: Keyed<StateOf<LimiterConfig>>, key: number, clock: Millis): Told {
  const algorithm: Algorithm<LimiterConfig, StateOf<LimiterConfig>> = algorithmOf(config)
  const state = known(store, key)
  algorithm.check(config, state === undefined ? algorithm.create(config, clock) : copy(state), clock, 1, decision)
  const { allowed, remaining, resetAfter, retryAfter } = decision
  const room = remaining + (allowed ? 1 : 0)
  if (config.kind !== 'referenceTokenBucket') return { remaining: room, wait: retryAfter, reset: resetAfter }
  // The document's bucket tells the wait of the moment at which it was asked last (B10), and no reset.
  return { remaining: room, wait: state === undefined ? 0 : referenceWait(config, state as TokenBucket), reset: NaN }
}

function askAll(config: TiersConfig, tiers: Tiers, user: number, address: number, clock: Millis): Told {
  let remaining = Infinity
  let wait = 0
  let reset = 0
  config.tiers.forEach((tier, i) => {
    const key = tier.by === 'user' ? user : tier.by === 'address' ? address : 0
    const told = ask(tier.limit, tiers.stores[i] as Keyed<StateOf<LimiterConfig>>, key, clock)
    if (told.remaining < remaining) remaining = told.remaining
    if (!(told.wait <= wait)) wait = told.wait
    if (!(told.reset <= reset)) reset = told.reset
  })
  return { remaining, wait, reset }
}

/** What the server would answer now, by the clock that it goes by; the document's code does not ask for the wait. */
function askServer({ limiters, key, offset }: LimiterWorld, params: LimiterParams, now: Millis): Told {
  if (params.order === 'addThenRemove') return silent
  const set = known(limiters.shared.sets, key)
  const time = params.clock === 'server' ? now : now + offset
  const excess = set === undefined ? -params.limit : set.count - params.limit
  if (set === undefined || excess < 0) return { remaining: -excess, wait: 0, reset: params.window }
  const wait = scoreAt(set, excess) + params.window - time
  return { remaining: 0, wait: wait > 0 ? wait : 0, reset: params.window }
}

/** What a lane would tell the user looked at. */
export function toldBy(world: LimiterWorld, params: LimiterParams, lane: number, now: Millis): Told {
  const { configs, limiters } = world
  const clock = now + world.offset
  const single = configs.single.find((one) => one.lane === lane)
  if (single) return ask(single.config, limiters.stores[lane] as Keyed<StateOf<LimiterConfig>>, world.key, clock)
  if (lane === laneOf.distributed) return askServer(world, params, now)
  const user = watchedUser(params)
  const address = addressOf(params, user)
  if (lane === laneOf.hybrid) return askAll(configs.hybrid, limiters.hybrid, user, address, clock)
  if (lane === laneOf.gates) return askAll(configs.gates, limiters.gates, user, address, clock)
  if (lane !== laneOf.referenceHybrid) return silent
  // The document's hybrid answers yes or no and a message.
  return { ...askAll(configs.referenceHybrid, limiters.referenceHybrid, user, address, clock), wait: NaN, reset: NaN }
}
