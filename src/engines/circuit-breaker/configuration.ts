import type { BreakerConfig } from './policy.ts'
import { type Choices, type Profile, type TunableNumbers, usualChoices } from './profile.ts'

type Switches = Omit<BreakerConfig, keyof TunableNumbers>

/**
 * Ours, after the document's diagrams: a success threshold, permits for probes in flight, results of an earlier state
 * dropped, the bucket of admission, the present state told without being changed. A slow probe fails where slow calls
 * count.
 */
const setpoint = (choices: Choices): Switches => {
  const windowed = choices.trip === 'count' || choices.trip === 'rate' || choices.slow
  return {
    trip: choices.trip,
    operator: 'atLeast',
    window: choices.window,
    keepsWindow: windowed,
    windowLives: 'whileClosed',
    rateOver: 'results',
    wholePercent: false,
    minimum: 'capped',
    judgedOn: windowed ? 'everyResult' : 'failure',
    slow: choices.slow,
    lateResults: 'dropped',
    bucketOf: 'admission',
    recovery: choices.recovery,
    waitEnd: 'atOrAfter',
    waitFrom: 'opening',
    reading: 'effective',
    permits: 'inFlight',
    verdict: 'successes',
    ignored: 'nothing',
    halfOpenThen: choices.halfOpenThen,
    statistics: 'plain',
  }
}

/** Our rules without choices; each library below says where it differs. */
const plain = setpoint({ ...usualChoices, trip: 'rate', window: 'time' })

const switches: Readonly<Record<Profile, (choices: Choices) => Switches>> = {
  setpoint,

  /**
   * The document's Python, faults included: failures add up for ever, the state property and only it or a call ends the
   * wait, any number of probes, the first success closes, late results count in the present state.
   */
  reference: () => ({
    ...plain,
    trip: 'total',
    keepsWindow: false,
    judgedOn: 'failure',
    lateResults: 'present',
    waitFrom: 'lastFailure',
    reading: 'moves',
    statistics: 'reference',
  }),

  /**
   * resilience4j (`CircuitBreakerStateMachine`, `CircuitBreakerMetrics`): rates at or above the threshold, minimum
   * capped by a window of calls, checked on every result; buckets of one second; open until strictly after the wait,
   * reading the state does not move it; permits are spent, an ignored error gives its own back; a late result counts
   * where it lands.
   */
  resilience4j: (choices) => ({
    ...plain,
    window: choices.window,
    slow: true,
    lateResults: 'present',
    bucketOf: 'result',
    recovery: choices.recovery,
    waitEnd: 'after',
    reading: 'stored',
    permits: 'total',
    verdict: 'rate',
    halfOpenThen: choices.halfOpenThen,
  }),

  /**
   * gobreaker v2 (`gobreaker.go`, `counter.go`): more failures in a row than the limit, or with the choice of a rate
   * the callback of its README (failures per request sent in the interval); checked on failures; strictly after the
   * time-out, moved by reads and results too; `maxRequests` is both permits and successes needed; results of an
   * earlier generation or interval are dropped; an exclusion gives its permit back.
   */
  gobreaker: (choices) => ({
    ...plain,
    trip: choices.trip === 'rate' ? 'rate' : 'consecutive',
    keepsWindow: choices.trip === 'rate',
    operator: choices.trip === 'rate' ? 'atLeast' : 'above',
    rateOver: 'arrivals',
    minimum: 'plain',
    judgedOn: 'failure',
    recovery: 'onUse',
    waitEnd: 'after',
    reading: 'moves',
    permits: 'total',
  }),

  /**
   * Polly v8 (`CircuitStateController`, `AdvancedCircuitBehavior`): ratio at or above the threshold, checked on
   * failures; at or after the break; one trial; what is not handled counts as success; late results count where they
   * land. Ten sub-windows (one below 200 ms); here they lie on multiples of their length, there each begins with its
   * first result.
   */
  polly: () => ({
    ...plain,
    minimum: 'plain',
    judgedOn: 'failure',
    lateResults: 'present',
    bucketOf: 'result',
    reading: 'stored',
    permits: 'total',
    ignored: 'success',
  }),

  /**
   * Hystrix 1.5 (`HystrixCircuitBreaker`, `HealthCounts`): whole per cents at or above the threshold; strictly after
   * the sleep window; one trial; a bad request is not counted but re-opens half-open. Here the rule is checked at
   * each result, there at a health snapshot every 500 ms.
   */
  hystrix: () => ({
    ...plain,
    wholePercent: true,
    minimum: 'plain',
    lateResults: 'present',
    bucketOf: 'result',
    waitEnd: 'after',
    reading: 'stored',
    permits: 'total',
    ignored: 'reopens',
  }),

  /**
   * opossum (`circuit.js`, `status.js`): failures per call fired, refused ones among them, strictly above the
   * threshold, checked on failures; a timer half-opens; one trial; a filtered error counts as success; the window is
   * never cleared.
   */
  opossum: () => ({
    ...plain,
    operator: 'above',
    windowLives: 'always',
    rateOver: 'arrivals',
    minimum: 'plain',
    judgedOn: 'failure',
    lateResults: 'present',
    bucketOf: 'result',
    recovery: 'timer',
    reading: 'stored',
    permits: 'total',
    ignored: 'success',
  }),
}

/** Numbers that a profile does not leave to the user: how many probes, buckets, fixed waits. */
const fixed = (profile: Profile, tuned: TunableNumbers): Partial<TunableNumbers> => {
  const steady = { openWaitGrowth: 1, openWaitJitter: 0, halfOpenLongest: 0 }
  const single = { probes: 1, probesToClose: 1 }
  switch (profile) {
    case 'setpoint':
      return {}
    case 'reference':
      return { ...steady, probes: 0, probesToClose: 1 }
    case 'resilience4j':
      return { probes: atLeast(1, tuned.probes), windowBuckets: seconds(tuned), windowTime: seconds(tuned) * 1000 }
    case 'gobreaker':
      return { ...steady, probes: atLeast(1, tuned.probes), probesToClose: atLeast(1, tuned.probes) }
    case 'polly':
      return {
        ...single,
        halfOpenLongest: 0,
        minimumCalls: atLeast(2, tuned.minimumCalls),
        windowBuckets: tuned.windowTime < 200 ? 1 : 10,
      }
    case 'hystrix':
    case 'opossum':
      return { ...steady, ...single }
  }
}

const seconds = (tuned: TunableNumbers): number => atLeast(1, Math.ceil(tuned.windowTime / 1000))

const atLeast = (least: number, value: number): number => (value < least ? least : value)

/** The rules of a profile with a user's numbers and, where the profile leaves them open, choices. */
export function profiled(profile: Profile, tuned: TunableNumbers, chosen: Partial<Choices> = {}): BreakerConfig {
  const choices: Choices = { ...usualChoices, ...chosen }
  return { ...numbersOf(tuned), ...fixed(profile, tuned), ...switches[profile](choices) }
}

/** The numbers alone, whatever else a caller's record holds. */
const numbersOf = (tuned: TunableNumbers): TunableNumbers => ({
  failuresToOpen: tuned.failuresToOpen,
  failureRateToOpen: tuned.failureRateToOpen,
  slowRateToOpen: tuned.slowRateToOpen,
  slowAfter: tuned.slowAfter,
  windowCalls: tuned.windowCalls,
  windowTime: tuned.windowTime,
  windowBuckets: tuned.windowBuckets,
  minimumCalls: tuned.minimumCalls,
  openWait: tuned.openWait,
  openWaitGrowth: tuned.openWaitGrowth,
  openWaitLongest: tuned.openWaitLongest,
  openWaitJitter: tuned.openWaitJitter,
  probes: tuned.probes,
  probesToClose: tuned.probesToClose,
  halfOpenLongest: tuned.halfOpenLongest,
})
