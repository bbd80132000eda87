import { blankDecision } from '../../../engines/rate-limit/decision.ts'
import type { Keyed } from '../../../engines/rate-limit/keyed.ts'
import { decideFor } from '../../../engines/rate-limit/per-key.ts'
import { decideByTiers, type Tiers, type TiersConfig } from '../../../engines/rate-limit/tiers.ts'
import { type TokenBucketConfig, tokensAt } from '../../../engines/rate-limit/token-bucket.ts'
import { laneOf } from '../lanes.ts'
import { sawTokens, tookTokens } from './account.ts'
import { setOut } from './gateways.ts'
import { noteLevels } from './noting.ts'
import { settle } from './settling.ts'
import { bucketOf, flowLane, tellGates, tellToken } from './telling.ts'
import { note } from './trail.ts'
import { addressOf, keyOf, type LimiterMoment, type LimiterWorld } from './world.ts'

const decision = blankDecision()

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
  const document = params.code === 'document'
  const shown = index >= 0 ? flowLane(params.code) : -1
  for (const { lane, config } of world.configs.single) {
    const store = world.limiters.stores[lane] as Keyed<never>
    const bucket = lane === shown ? bucketOf(world, lane, key) : undefined
    const stored = bucket?.tokens ?? params.capacity
    const passedTime = bucket === undefined ? 0 : clock - bucket.last
    const elapsed = passedTime > 0 || document ? passedTime : 0
    decideFor(config, store, key, clock, params.cost, decision)
    if (lane === shown) tellToken(moment, call, stored, elapsed, decision)
    if (lane === laneOf.tokenBucket) audit(world, config as TokenBucketConfig, key, clock, now, params.cost)
    if (lane === laneOf.leakyQueue && decision.allowed && index >= 0) release(world, moment, call)
    settle(world, moment, lane, user, index, decision.allowed, params.cost)
  }
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
  ask(laneOf.gates, configs.gates, limiters.gates)
  if (decision.reason === 'user') reasons.gateUser += 1
  if (decision.reason === 'address') reasons.gateAddress += 1
  if (decision.reason === 'global') reasons.gateGlobal += 1
  tellGates(moment, call, user, limiters.gates, decision)
}
