import { begin, step, type Trail } from '../../machine/trail.ts'
import { decide } from './algorithm.ts'
import type { Decision } from './decision.ts'
import type { BucketEdge, GateEdge } from './flow.ts'
import { type ReferenceTokenBucketConfig, referenceTokenBucket } from './reference.ts'
import { decideByTiers, type Tiers, type TiersConfig } from './tiers.ts'
import { type TokenBucket, type TokenBucketConfig, tokenBucket } from './token-bucket.ts'

/** Decides by a token bucket, ours or the reference's, and leaves the steps that it took in `taken`; `now` in ms. */
export function followBucket(
  config: TokenBucketConfig | ReferenceTokenBucketConfig,
  bucket: TokenBucket,
  now: number,
  cost: number,
  request: number,
  decision: Decision,
  taken: Trail<BucketEdge>,
): void {
  const reference = config.kind === 'referenceTokenBucket'
  const before = bucket.tokens
  const elapsed = now > bucket.last || reference ? now - bucket.last : 0
  const added = elapsed * config.rate
  const capped = before + added < config.capacity ? before + added : config.capacity
  if (reference) decide(referenceTokenBucket, config, bucket, now, cost, decision)
  else decide(tokenBucket, config, bucket, now, cost, decision)
  const price = reference ? 1 : cost
  begin(taken)
  step(taken, 'asks', request, price)
  step(taken, 'reads', request, before, elapsed)
  step(taken, 'refills', request, before + added, added)
  step(taken, 'caps', request, capped, config.capacity)
  if (decision.allowed) {
    step(taken, 'enough', request, capped, price)
    step(taken, 'takes', request, bucket.tokens)
    step(taken, 'stores', request, bucket.tokens)
    step(taken, 'allows', request, bucket.tokens)
    return
  }
  step(taken, 'lacks', request, capped, price, decision.retryAfter)
  if (reference) {
    step(taken, 'storesAnyway', request, bucket.tokens)
    step(taken, 'overwrites', request, bucket.tokens)
    step(taken, 'refusesAfter', request, bucket.tokens, decision.retryAfter)
  } else step(taken, 'refuses', request, capped, decision.retryAfter)
}

const reads: readonly GateEdge[] = ['readsUser', 'readsAddress', 'readsGlobal']
const onward: readonly GateEdge[] = ['toAddress', 'toGlobal', 'toDecision']
const early: readonly GateEdge[] = ['userDenies', 'addressDenies', 'globalDenies']

/** Decides by the limits of user, address and all, and leaves the steps that it took in `taken`; `now` in ms. */
export function followGates(
  config: TiersConfig,
  tiers: Tiers,
  now: number,
  user: number,
  address: number,
  cost: number,
  request: number,
  decision: Decision,
  taken: Trail<GateEdge>,
): void {
  decideByTiers(config, tiers, now, user, address, cost, decision)
  begin(taken)
  step(taken, 'asks', request)
  for (let i = 0; i < tiers.asked; i += 1) {
    const told = tiers.answers[i] as Decision
    const ends = !told.allowed && config.commit === 'asItGoes'
    step(taken, reads[i] as GateEdge, request, told.remaining, told.retryAfter)
    step(taken, (ends ? early : onward)[i] as GateEdge, request, told.remaining, told.retryAfter)
    if (ends) return
  }
  if (decision.allowed) step(taken, 'allows', request, decision.remaining)
  else step(taken, 'denies', request, decision.remaining, decision.retryAfter)
}
