import { accepted, createThrottle, mayCall } from '../../engines/adaptive-throttle.ts'
import { type Breaker, createBreaker } from '../../engines/circuit-breaker/breaker.ts'
import { admit, record } from '../../engines/circuit-breaker/call.ts'
import { profiled } from '../../engines/circuit-breaker/configuration.ts'
import { reset } from '../../engines/circuit-breaker/manual.ts'
import type { BreakerConfig } from '../../engines/circuit-breaker/policy.ts'
import type { TunableNumbers } from '../../engines/circuit-breaker/profile.ts'
import type { Measured, Theory } from '../../lab/theory.ts'
import { power } from '../../sim/exact.ts'
import type { Random } from '../../sim/random.ts'

type At = Readonly<Record<string, number>>

const coordinate = (at: At, name: string): number => {
  const value = at[name]
  if (value === undefined) throw new Error(`the law needs ${name}`)
  return value
}

/** Numbers that the laws do not turn: nothing but the trip rule takes part. */
const numbers: TunableNumbers = {
  failuresToOpen: 5,
  failureRateToOpen: 0.5,
  slowRateToOpen: 1,
  slowAfter: 1000,
  windowCalls: 20,
  windowTime: 10_000,
  windowBuckets: 10,
  minimumCalls: 20,
  openWait: 5000,
  openWaitGrowth: 1,
  openWaitLongest: 5000,
  openWaitJitter: 0,
  probes: 1,
  probesToClose: 1,
  halfOpenLongest: 0,
}

/** Mean and two standard errors of repeated measurements. */
function mean(replications: number, measure: () => number): Measured {
  let sum = 0
  let squares = 0
  for (let i = 0; i < replications; i += 1) {
    const value = measure()
    sum += value
    squares += value * value
  }
  const value = sum / replications
  const variance = Math.max(0, squares / replications - value * value)
  return { value, error: 2 * Math.sqrt(variance / replications) }
}

/** One call through a closed breaker, failing with probability p; true when that opened it. */
function callOpens(breaker: Breaker, config: BreakerConfig, p: number, random: Random): boolean {
  admit(breaker, config, 0)
  record(breaker, config, breaker.era, random.chance(p) ? 'failure' : 'success', 0, 0)
  return breaker.state === 'open.rejecting'
}

const runLength: Theory = {
  key: 'runLength',
  title: 'Calls until a run of failures opens the breaker',
  law: 'mean calls = (p⁻ᵏ − 1) ÷ (1 − p), for independent failures with probability p and k failures in a row',
  source: 'Feller, An Introduction to Probability Theory and Its Applications, vol. 1, XIII.7',
  pitfall:
    'The mean hides a wide spread: run lengths are nearly exponential, so a third of them are below 0.4 times it.',
  x: { name: 'p', label: 'Failure probability p', min: 0.05, max: 0.95 },
  y: { label: 'Mean calls until it opens', log: true },
  curves: [{ k: 3 }, { k: 5 }],
  expected: (at) => (power(coordinate(at, 'p'), -coordinate(at, 'k')) - 1) / (1 - coordinate(at, 'p')),
  measure(at, replications, random) {
    const p = coordinate(at, 'p')
    const config = profiled('setpoint', { ...numbers, failuresToOpen: coordinate(at, 'k') }, { trip: 'consecutive' })
    return mean(replications, () => {
      const breaker = createBreaker(config, 0)
      let calls = 1
      while (!callOpens(breaker, config, p, random)) calls += 1
      return calls
    })
  },
  replications: 1000,
  rows: [
    { at: { p: 0.5, k: 3 }, printed: 14, relative: 0.13 },
    { at: { p: 0.1, k: 3 }, printed: 1110, relative: 0.13 },
    { at: { p: 0.2, k: 5 }, relative: 0.13 },
    { at: { p: 0.5, k: 5 }, printed: 62, relative: 0.13 },
    { at: { p: 0.9, k: 5 }, relative: 0.13 },
  ],
}

/** P(Bin(n, p) ≥ n ÷ 2), summed from the probability of no failure upwards. */
function binomialTail(n: number, p: number): number {
  let term = power(1 - p, n)
  let tail = 0
  for (let k = 0; k <= n; k += 1) {
    if (k >= n / 2) tail += term
    term *= ((n - k) / (k + 1)) * (p / (1 - p))
  }
  return tail
}

const closeTo = { relative: 0.1, absolute: 0.001 }

const fullWindow: Theory = {
  key: 'fullWindow',
  title: 'A full window that opens the breaker',
  law: 'P(Bin(n, p) ≥ n ÷ 2), for n independent calls with failure probability p and a limit of 50 %',
  source: 'Binomial distribution; defaults of Hystrix (20 calls, 50 %) and resilience4j (100 calls, 50 %)',
  pitfall: 'A rolling window is judged anew at every call, so over time it opens far more often than one window does.',
  x: { name: 'p', label: 'Failure probability p', min: 0.05, max: 0.95 },
  y: { label: 'Share of full windows that open it' },
  curves: [{ n: 10 }, { n: 20 }, { n: 100 }],
  expected: (at) => binomialTail(coordinate(at, 'n'), coordinate(at, 'p')),
  measure(at, replications, random) {
    const n = coordinate(at, 'n')
    const config = profiled('setpoint', { ...numbers, windowCalls: n, minimumCalls: n }, { trip: 'rate' })
    const breaker = createBreaker(config, 0)
    return mean(replications, () => {
      reset(breaker, config, 0)
      let opened = false
      for (let i = 0; i < n && !opened; i += 1) opened = callOpens(breaker, config, coordinate(at, 'p'), random)
      return opened ? 1 : 0
    })
  },
  replications: 20_000,
  rows: [
    { at: { n: 20, p: 0.1 }, printed: 7.151e-6, ...closeTo },
    { at: { n: 20, p: 0.2 }, printed: 0.002595, ...closeTo },
    { at: { n: 20, p: 0.3 }, ...closeTo },
    { at: { n: 20, p: 0.4 }, printed: 0.2447, ...closeTo },
    { at: { n: 20, p: 0.5 }, printed: 0.5881, ...closeTo },
    { at: { n: 10, p: 0.3 }, ...closeTo },
    { at: { n: 100, p: 0.4 }, printed: 0.0271, ...closeTo },
  ],
}

const WINDOW = 120_000
const DEMAND = 200

/**
 * Share of its own calls that a throttled client refuses in one window, after one and a half to settle: Poisson demand
 * against a backend that accepts up to `capacity` calls a second, however many are sent.
 */
function refusedShare(multiplier: number, capacity: number, demand: number, random: Random): number {
  const config = { multiplier, windowTime: WINDOW, windowBuckets: 60 }
  const throttle = createThrottle(config, 0)
  let now = 0
  let credit = 0
  let asked = 0
  let refused = 0
  while (now < 2.5 * WINDOW) {
    const gap = random.exponential(1000 / demand)
    now += gap
    credit = Math.min(capacity, credit + (capacity * gap) / 1000)
    const goes = mayCall(throttle, config, now, random.uniform())
    if (now >= 1.5 * WINDOW) {
      asked += 1
      refused += goes ? 0 : 1
    }
    if (goes && credit >= 1) {
      credit -= 1
      accepted(throttle, config, now)
    }
  }
  return refused / asked
}

const throttling: Theory = {
  key: 'throttling',
  title: 'Calls that a throttled client refuses itself',
  law: 'max(0, 1 − K · f), when the backend accepts the fraction f of what the client wants to send',
  source: 'Beyer et al., Site Reliability Engineering, chapter 21: Handling Overload',
  pitfall: 'Requests that the client refuses itself count as requests too; without them it would never recover.',
  x: { name: 'f', label: 'Accepted fraction of demand f', min: 0, max: 1 },
  y: { label: 'Share refused by the client' },
  curves: [{ K: 2 }],
  expected: (at) => Math.max(0, 1 - coordinate(at, 'K') * coordinate(at, 'f')),
  measure: (at, replications, random) =>
    mean(replications, () => refusedShare(coordinate(at, 'K'), coordinate(at, 'f') * DEMAND, DEMAND, random)),
  replications: 5,
  rows: [
    { at: { K: 2, f: 1 }, printed: 0, absolute: 0.01 },
    { at: { K: 2, f: 0.5 }, printed: 0, absolute: 0.01 },
    { at: { K: 2, f: 0.4 }, printed: 0.2, absolute: 0.01 },
    { at: { K: 2, f: 0.25 }, absolute: 0.01 },
    { at: { K: 2, f: 0.1 }, printed: 0.8, absolute: 0.01 },
  ],
}

const forwarded: Theory = {
  key: 'forwarded',
  title: 'Calls that a throttled client still sends',
  law: 'min(demand, K · capacity) a second',
  source: 'Beyer et al., Site Reliability Engineering, chapter 21: Handling Overload',
  pitfall: 'An overloaded backend still has to turn down K − 1 times what it can serve.',
  x: { name: 'demand', label: 'Demand per second', min: 10, max: 1000 },
  y: { label: 'Calls sent per second' },
  curves: [{ K: 2, capacity: 100 }],
  expected: (at) => Math.min(coordinate(at, 'demand'), coordinate(at, 'K') * coordinate(at, 'capacity')),
  measure: (at, replications, random) =>
    mean(replications, () => {
      const demand = coordinate(at, 'demand')
      return demand * (1 - refusedShare(coordinate(at, 'K'), coordinate(at, 'capacity'), demand, random))
    }),
  replications: 3,
  rows: [{ at: { K: 2, capacity: 100, demand: 1000 }, relative: 0.05 }],
}

/** The laws that the breaker and its relative, client-side throttling, must reproduce. */
export const breakerTheory: readonly Theory[] = [runLength, fullWindow, throttling, forwarded]
