import fc from 'fast-check'
import { decide } from '../../../src/engines/rate-limit/algorithm.ts'
import { blankDecision, type Decision } from '../../../src/engines/rate-limit/decision.ts'
import { algorithmOf, type LimiterConfig, type StateOf } from '../../../src/engines/rate-limit/limiter.ts'

/** A limiter with one key, for tests: its own record, its own decision. */
export function limiter<Config extends LimiterConfig>(config: Config, start = 0) {
  const algorithm = algorithmOf(config)
  const state: StateOf<Config> = algorithm.create(config, start)
  const decision = blankDecision()
  return {
    state,
    /** The decision on a request, as a record of its own. */
    at(now: number, cost = 1): Decision {
      decide(algorithm, config, state, now, cost, decision)
      return { ...decision }
    },
    passes(now: number, cost = 1): boolean {
      decide(algorithm, config, state, now, cost, decision)
      return decision.allowed
    },
    /** How many of `times` requests at one instant pass. */
    burst(now: number, times: number, cost = 1): number {
      let passed = 0
      for (let i = 0; i < times; i += 1) {
        decide(algorithm, config, state, now, cost, decision)
        if (decision.allowed) passed += 1
      }
      return passed
    },
    /** What would be decided, of a copy. */
    would(now: number, cost = 1): Decision {
      const copied = structuredClone(state)
      const told = blankDecision()
      algorithm.check(config, copied, now, cost, told)
      return told
    },
  }
}

const rate = fc.oneof(fc.constantFrom(1 / 3, 3, 7, 10, 100), fc.double({ min: 0.01, max: 1000, noNaN: true }))
const whole = fc.integer({ min: 1, max: 12 })
const window = fc.oneof(fc.constantFrom(0.1, 1, 10, 60), fc.double({ min: 0.01, max: 100, noNaN: true }))

/** Every correct limiter, with numbers that do not divide each other evenly. */
export const anyLimiter: fc.Arbitrary<LimiterConfig> = fc.oneof(
  fc.record({ kind: fc.constant('tokenBucket' as const), rate, capacity: whole }),
  fc.record({ kind: fc.constant('leakyMeter' as const), rate, capacity: whole }),
  fc.record({ kind: fc.constant('leakyQueue' as const), rate, capacity: whole }),
  fc.record({ kind: fc.constant('gcra' as const), rate, burst: fc.integer({ min: 0, max: 11 }) }),
  fc.record({
    kind: fc.constant('slidingLog' as const),
    limit: whole,
    window,
    edge: fc.constantFrom('halfOpen' as const, 'closed' as const),
  }),
  fc.record({
    kind: fc.constant('slidingCounter' as const),
    limit: whole,
    window,
    passes: fc.constantFrom('fits' as const, 'below' as const),
  }),
  fc.record({
    kind: fc.constant('fixedWindow' as const),
    limit: whole,
    window,
    starts: fc.constantFrom('clock' as const, 'firstRequest' as const),
  }),
)

/** Clock readings to start from: virtual time, and Unix time in seconds and milliseconds. */
export const epoch = fc.constantFrom(0, 1000, 1_700_000_000, 1_700_000_000_000)

/** Gaps between requests in units of the time that one request takes at the limit, many of them 0. */
export const gaps = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 4, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
})

/** The time that one request takes at the limiter's own rate. */
export function intervalOf(config: LimiterConfig): number {
  return 'rate' in config ? 1 / config.rate : config.window / config.limit
}

/** Most of the times in any span of length `window`: [t, t + window), or closed at both ends. */
export function mostInSpan(times: readonly number[], window: number, closed = false): number {
  let most = 0
  let first = 0
  times.forEach((time, last) => {
    while (closed ? time - (times[first] ?? 0) > window : time - (times[first] ?? 0) >= window) first += 1
    most = Math.max(most, last - first + 1)
  })
  return most
}
