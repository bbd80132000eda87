import { expect, test } from 'vitest'
import { blankDecision } from '../../src/engines/rate-limit/decision.ts'
import { documentHybrid, type HybridNumbers, referenceHybrid } from '../../src/engines/rate-limit/hybrid.ts'
import { known } from '../../src/engines/rate-limit/keyed.ts'
import type { ReferenceLog } from '../../src/engines/rate-limit/reference.ts'
import { front } from '../../src/engines/rate-limit/stamps.ts'
import { createTiers, decideByTiers, type Tiers } from '../../src/engines/rate-limit/tiers.ts'
import type { TokenBucket } from '../../src/engines/rate-limit/token-bucket.ts'
import {
  asReading,
  burstOf,
  numbering,
  numberOf,
  type Recorded,
  readingAt,
  type Trace,
  tracesOf,
} from './limiter-traces.ts'

const decision = blankDecision()

const messages: Readonly<Record<string, string>> = {
  none: 'OK',
  burst: 'Burst limit exceeded',
  sustained: 'Sustained rate limit exceeded',
  address: 'IP rate limit exceeded',
}

const numbersOf = (trace: Trace): HybridNumbers => ({
  burstRate: numberOf(trace, 'burst_rate'),
  burstCapacity: numberOf(trace, 'burst_capacity'),
  userLimit: numberOf(trace, 'user_limit'),
  userWindow: numberOf(trace, 'user_window'),
  addressLimit: numberOf(trace, 'ip_limit'),
  addressWindow: numberOf(trace, 'ip_window'),
})

/** The columns of a recorded state: bucket and log of the user, log of the address; null where nothing is held. */
function held(tiers: Tiers, user: number, address: number): (number | null)[] {
  const state = (tier: number, key: number) => {
    const store = tiers.stores[tier]
    return store && known(store, key)
  }
  const bucket = state(0, user) as TokenBucket | undefined
  const logged = (log: ReferenceLog | undefined) =>
    log ? [log.stamps.count, log.stamps.count > 0 ? front(log.stamps) : null] : [null, null]
  return [
    ...(bucket ? [bucket.tokens, bucket.last] : [null, null]),
    ...logged(state(1, user) as ReferenceLog | undefined),
    ...logged(state(2, address) as ReferenceLog | undefined),
  ]
}

function replay(trace: Trace) {
  const numbers = trace.params['defaults'] === true ? documentHybrid : numbersOf(trace)
  expect(numbers).toEqual(numbersOf(trace))
  const config = referenceHybrid(numbers)
  const tiers = createTiers(config)
  const users = numbering()
  const addresses = numbering()
  const recorded = (state: Recorded | undefined) =>
    (state as readonly Recorded[]).map((value, i) => (i % 2 === 1 ? asReading(trace, value) : value))
  recordedSteps(trace).forEach(({ t, op, user, ip, arg, outcome, before, after }, index) => {
    const [who, where] = [users(user), addresses(ip)]
    const once = () => {
      decideByTiers(config, tiers, readingAt(trace, t), who, where, 1, decision)
      return messages[decision.reason] ?? decision.reason
    }
    const step = { trace: trace.id, index }
    expect({ ...step, before: held(tiers, who, where) }).toEqual({ ...step, before: recorded(before) })
    const told = op === 'burst' ? burstOf(Number(arg), once) : once()
    expect({ ...step, told, after: held(tiers, who, where) }).toEqual({
      ...step,
      told: outcome,
      after: recorded(after),
    })
  })
}

const recordedSteps = (trace: Trace) =>
  trace.steps.map(([t, op, user, ip, arg, outcome, before, after]) => ({
    t,
    op,
    user,
    ip,
    arg,
    outcome,
    before,
    after,
  }))

test.each(tracesOf('hybrid').map((trace) => [trace.id, trace] as const))('the hybrid limiter replays %s', (_, trace) =>
  replay(trace),
)
