import { decide } from '../../engines/rate-limit/algorithm.ts'
import { blankDecision } from '../../engines/rate-limit/decision.ts'
import { algorithmOf, type LimiterConfig } from '../../engines/rate-limit/limiter.ts'
import type { Measured, Theory, TheoryRow } from '../../lab/theory.ts'
import type { Random } from '../../sim/random.ts'
import { type At, coordinate } from './coordinate.ts'
import { erlangB, md1kBlocking, poissonOverflow } from './laws.ts'
import { worstCases } from './worst-cases.ts'

/** Mean and two standard errors of measurements that hardly depend on each other. */
function mean(values: readonly number[]): Measured {
  const value = values.reduce((sum, one) => sum + one, 0) / values.length
  const variance = values.reduce((sum, one) => sum + (one - value) * (one - value), 0) / values.length
  return { value, error: 2 * Math.sqrt(variance / values.length) }
}

/** Fewest and most requests in one batch. */
const FEWEST = 10_000
const MOST = 200_000

/** Requests in a batch of a window: five hundred windows. */
const batchOfWindows = (limit: number): number => Math.max(FEWEST, 500 * limit)

/**
 * Requests in a batch of a bucket: it forgets within the square of its depth, or sooner the further the load is from 1
 * (relaxation time of a queue, 1 ÷ (1 − √ρ)²); five hundred times that.
 */
function batchOfBucket(depth: number, rho: number): number {
  const away = 1 - Math.sqrt(rho)
  const forgets = Math.min(depth * depth, 1 / (away * away))
  return Math.min(MOST, Math.max(FEWEST, Math.round(500 * forgets)))
}

/**
 * Share of requests refused under Poisson arrivals at `rate`, in batches of one long run; a first batch warms it up and
 * is not counted.
 */
function refusedShare(
  config: LimiterConfig,
  rate: number,
  requests: number,
  batches: number,
  random: Random,
): Measured {
  const algorithm = algorithmOf(config)
  const state = algorithm.create(config, 0)
  const decision = blankDecision()
  let now = 0
  const batch = () => {
    let refused = 0
    for (let i = 0; i < requests; i += 1) {
      now += random.exponential(1 / rate)
      decide(algorithm, config, state, now, 1, decision)
      if (!decision.allowed) refused += 1
    }
    return refused / requests
  }
  batch()
  return mean(Array.from({ length: batches }, batch))
}

/** Published rows by N and ρ for fixed window, sliding log and token bucket; what is absent is left open. */
const published: readonly (readonly [N: number, rho: number, figures?: readonly [number, number, number]])[] = [
  [5, 0.5, [0.02478, 0.06973, 0.00218]],
  [5, 0.8, [0.10258, 0.19907, 0.03529]],
  [5, 1, [0.17547, 0.28487, 0.10345]],
  [5, 1.2],
  [5, 2, [0.50429, 0.56395, 0.50025]],
  [10, 0.5, [0.00444, 0.01838, 0]],
  [10, 0.8],
  [10, 1],
  [10, 1.2, [0.21363, 0.30193, 0.17091]],
  [10, 2, [0.50041, 0.53796, 0.5]],
  [20, 0.5],
  [20, 0.8, [0.02296, 0.06441, 0.00005]],
  [20, 1, [0.08884, 0.15889, 0.02521]],
  [20, 1.2, [0.18861, 0.25708, 0.16676]],
  [20, 2],
  [50, 0.8, [0.00455, 0.01869, 0]],
  [50, 1],
  [50, 1.2, [0.17199, 0.21612, 0.16667]],
  [100, 0.8],
  [100, 1, [0.03986, 0.0757, 0.00501]],
  [100, 1.2, [0.16769, 0.19627, 0.16667]],
]

const rows = (column: 0 | 1 | 2): readonly TheoryRow[] =>
  published.map(([N, rho, figures]) => ({
    at: { N, rho },
    relative: 0.04,
    absolute: 0.0008,
    ...(figures && { printed: figures[column] }),
  }))

interface Refusal {
  readonly column: 0 | 1 | 2
  readonly expected: (N: number, rho: number) => number
  readonly config: (N: number) => LimiterConfig
  /** Rate of arrivals at load 1. */
  readonly rate: (N: number) => number
  /** Requests in one batch. */
  readonly requests: (N: number, rho: number) => number
}

/** Limits of N in a window of 1. */
const windows = { rate: (N: number) => N, requests: batchOfWindows }

/** Buckets of depth N that refill at rate 1. */
const buckets = { rate: () => 1, requests: batchOfBucket }

/** What the four laws of refusal share: the chart, the curves, the run. */
const refusal = ({ column, expected, config, rate, requests }: Refusal) =>
  ({
    x: { name: 'rho', label: 'Load ρ: offered rate ÷ limit rate', min: 0.1, max: 2 },
    y: { label: 'Share of requests refused' },
    curves: [{ N: 5 }, { N: 20 }, { N: 100 }],
    expected: (at: At) => expected(coordinate(at, 'N'), coordinate(at, 'rho')),
    measure(at: At, replications: number, random: Random) {
      const N = coordinate(at, 'N')
      const rho = coordinate(at, 'rho')
      return refusedShare(config(N), rate(N) * rho, requests(N, rho), replications, random)
    },
    replications: 30,
    rows: rows(column),
  }) satisfies Partial<Theory>

const refusals: readonly Theory[] = [
  {
    key: 'fixedWindow',
    title: 'A fixed window is a Poisson overflow',
    law: 'refused = 1 − E min(X, N) ÷ A, where X is Poisson with mean A = ρN requests a window',
    source: 'Poisson distribution; derived for N requests per window',
    pitfall: 'The windows follow the clock: what one does not use is lost to the next.',
    ...refusal({
      ...windows,
      column: 0,
      expected: (N, rho) => poissonOverflow(N, rho * N),
      config: (N) => ({ kind: 'fixedWindow', limit: N, window: 1, starts: 'clock' }),
    }),
  },
  {
    key: 'slidingLog',
    title: 'A sliding log is a telephone exchange',
    law: 'refused = Erlang B(N, ρN): N lines, each held for exactly one window',
    source: 'A. K. Erlang 1917; the distribution of the holding time does not matter (insensitivity)',
    pitfall: 'Refused requests must not be logged, or the identity breaks and hammering blocks for ever.',
    ...refusal({
      ...windows,
      column: 1,
      expected: (N, rho) => erlangB(N, rho * N),
      config: (N) => ({ kind: 'slidingLog', limit: N, window: 1, edge: 'halfOpen' }),
    }),
  },
  {
    key: 'tokenBucket',
    title: 'A token bucket is a queue with N places',
    law: 'refused = blocking of M/D/1/N: one server, service 1 ÷ rate, N places with the one in service',
    source: 'Chain embedded at departures; N is the depth of the bucket',
    pitfall: 'It must refill continuously: a bucket filled in ticks is another queue.',
    ...refusal({
      ...buckets,
      column: 2,
      expected: md1kBlocking,
      config: (N) => ({ kind: 'tokenBucket', rate: 1, capacity: N }),
    }),
  },
  {
    key: 'gcra',
    title: 'GCRA is the token bucket by other means',
    law: 'refused = blocking of M/D/1/N, with a tolerance of N − 1 intervals',
    source: 'ATM Forum, equivalence of virtual scheduling and leaky bucket',
    pitfall: 'Its burst parameter is extra: a burst of N needs the parameter N − 1.',
    ...refusal({
      ...buckets,
      column: 2,
      expected: md1kBlocking,
      config: (N) => ({ kind: 'gcra', rate: 1, burst: N - 1 }),
    }),
  },
]

/** The laws that the limiters must reproduce: refusal against load, and the worst that an adversary gets through. */
export const limiterTheory: readonly Theory[] = [...refusals, ...worstCases]
