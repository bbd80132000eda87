import { blankDecision } from '../../../engines/rate-limit/decision.ts'
import type { BucketEdge, GateEdge } from '../../../engines/rate-limit/flow.ts'
import { followBucket, followGates } from '../../../engines/rate-limit/followed.ts'
import { type Keyed, stateFor } from '../../../engines/rate-limit/keyed.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from '../../../engines/rate-limit/limiter.ts'
import { decideFor } from '../../../engines/rate-limit/per-key.ts'
import type { ReferenceTokenBucketConfig } from '../../../engines/rate-limit/reference.ts'
import { decideByTiers, type Tiers, type TiersConfig } from '../../../engines/rate-limit/tiers.ts'
import { type TokenBucket, type TokenBucketConfig, tokensAt } from '../../../engines/rate-limit/token-bucket.ts'
import { trail } from '../../../machine/trail.ts'
import { book } from '../book.ts'
import { laneOf } from '../lanes.ts'
import { sawTokens, tookTokens } from './account.ts'
import { setOut } from './gateways.ts'
import { noteLevels } from './noting.ts'
import { settle } from './settling.ts'
import { bucketOf, flowLane, tell } from './telling.ts'
import { note } from './trail.ts'
import { addressOf, keyOf, type LimiterMoment, type LimiterWorld } from './world.ts'

const decision = blankDecision()
const bucketSteps = trail<BucketEdge>()
const gateSteps = trail<GateEdge>()

/** A call of a user arrives: every limiter decides it, and none knows of the others. */
export function meet(world: LimiterWorld, moment: LimiterMoment, user: number): void {
  const { params, now } = moment
  world.numbered += 1
  const call = world.numbered
  const key = keyOf(params, user)
  world.totals.calls += 1
  if (user === 1) world.totals.first += 1
  const index = key === world.key ? note(world.trail, now, call, moment.number) : -1
  if (index >= 0) world.measures.asked += 1
  decideSingles(world, moment, call, user, key, index)
  decideSeveral(world, moment, call, user, index)
  setOut(world, moment, call, user, key, index)
  if (index >= 0) noteLevels(world, now, key, index, true)
}

function decideSingles(
  world: LimiterWorld,
  moment: LimiterMoment,
  call: number,
  user: number,
  key: number,
  index: number,
): void {
  const { params, now } = moment
  const clock = now + world.offset
  const followed = index >= 0 ? flowLane(params.code) : -1
  for (const { lane, config } of world.configs.single) {
    const store = world.limiters.stores[lane] as Keyed<StateOf<LimiterConfig>>
    if (lane === followed) follow(store, config as TokenBucketConfig, moment, call, key, clock)
    else decideFor(config, store, key, clock, params.cost, decision)
    if (lane === laneOf.tokenBucket) audit(world, config as TokenBucketConfig, key, clock, now, params.cost)
    if (lane === laneOf.leakyQueue && decision.allowed && index >= 0) release(world, moment, call)
    settle(world, moment, lane, user, index, decision.allowed, params.cost)
  }
}

/** The bucket looked at decides, and the flow shows each step. */
function follow(
  store: Keyed<StateOf<LimiterConfig>>,
  config: TokenBucketConfig | ReferenceTokenBucketConfig,
  moment: LimiterMoment,
  call: number,
  key: number,
  clock: number,
): void {
  const bucket = stateFor(algorithmOf(config), config, store as Keyed<TokenBucket>, key, clock)
  followBucket(config, bucket, clock, moment.params.cost, call, decision, bucketSteps)
  tell(moment, book.parts.bucket, bucketSteps)
}

/** Holds the token bucket against our own account of it. */
function audit(
  world: LimiterWorld,
  config: TokenBucketConfig,
  key: number,
  clock: number,
  now: number,
  cost: number,
): void {
  const bucket = bucketOf(world, laneOf.tokenBucket, key)
  if (bucket === undefined) return
  sawTokens(world.account, tokensAt(config, bucket, clock), config.capacity)
  if (decision.allowed) tookTokens(world.account, key, now, cost, config.rate, config.capacity)
}

/** The leaky queue lets the call go after its delay. */
function release(world: LimiterWorld, moment: LimiterMoment, call: number): void {
  moment.after(decision.delay, { type: 'release', call, slot: moment.params.cost, era: world.measureEra })
}

function decideSeveral(world: LimiterWorld, moment: LimiterMoment, call: number, user: number, index: number): void {
  const { configs, limiters } = world
  const { params } = moment
  const address = addressOf(params, user)
  const { reasons } = world.totals
  const ask = (lane: number, config: TiersConfig, tiers: Tiers): void => {
    decideByTiers(config, tiers, moment.now + world.offset, user, address, params.cost, decision)
    settle(world, moment, lane, user, index, decision.allowed, params.cost)
  }
  ask(laneOf.hybrid, configs.hybrid, limiters.hybrid)
  const { reason } = decision
  if (reason === 'burst' || reason === 'sustained' || reason === 'address') reasons[reason] += 1
  ask(laneOf.referenceHybrid, configs.referenceHybrid, limiters.referenceHybrid)
  followGates(
    configs.gates,
    limiters.gates,
    moment.now + world.offset,
    user,
    address,
    params.cost,
    call,
    decision,
    gateSteps,
  )
  tell(moment, book.parts.gates, gateSteps)
  settle(world, moment, laneOf.gates, user, index, decision.allowed, params.cost)
  if (decision.reason === 'user') reasons.gateUser += 1
  if (decision.reason === 'address') reasons.gateAddress += 1
  if (decision.reason === 'global') reasons.gateGlobal += 1
}
