import type { LimiterConfig } from '../../engines/rate-limit/limiter.ts'
import type { Theory, TheoryRow } from '../../lab/theory.ts'
import { mostInWindow } from './adversary.ts'
import { type At, coordinate } from './coordinate.ts'

const WINDOW = 60

/** What the laws of the worst case share; an adversary has no chance, so that one measurement is exact. */
const worstCase = (most: (N: number) => number, row: Omit<TheoryRow, 'at'>, configOf: (N: number) => LimiterConfig) =>
  ({
    x: { name: 'N', label: 'Limit N per window', min: 10, max: 200 },
    y: { label: 'Most requests in one window' },
    curves: [{}],
    expected: (at: At) => most(coordinate(at, 'N')),
    measure(at: At) {
      const N = Math.round(coordinate(at, 'N'))
      return { value: mostInWindow(configOf(N), N, WINDOW), error: 0 }
    },
    replications: 1,
    rows: [{ at: { N: 100 }, ...row }],
  }) satisfies Partial<Theory>

/** The most that an adversary gets through in one window, for each limiter. */
export const worstCases: readonly Theory[] = [
  {
    key: 'fixedWindowWorst',
    title: 'A fixed window lets twice its limit through at a boundary',
    law: 'most in any span of one window = 2N',
    source: 'Folklore; N at the end of one window and N at the start of the next',
    pitfall: 'No average shows it: it takes a burst that straddles the boundary.',
    ...worstCase(
      (N) => 2 * N,
      { printed: 200, absolute: 0 },
      (N) => ({
        kind: 'fixedWindow',
        limit: N,
        window: WINDOW,
        starts: 'clock',
      }),
    ),
  },
  {
    key: 'slidingLogWorst',
    title: 'A sliding log never lets more than its limit through',
    law: 'most in any span of one window = N',
    source: 'By construction',
    pitfall: 'It pays with memory for N times per key.',
    ...worstCase(
      (N) => N,
      { printed: 100, absolute: 0 },
      (N) => ({
        kind: 'slidingLog',
        limit: N,
        window: WINDOW,
        edge: 'halfOpen',
      }),
    ),
  },
  {
    key: 'slidingCounterWorst',
    title: 'The two-window estimate is not safe against an adversary',
    law: 'after N at a boundary it lets f · N more through by the share f of the next window: towards 2N',
    source: 'Cloudflare 2017 reports 0.003% of requests misjudged; that is real traffic, not an adversary',
    pitfall: 'The small average error says nothing about the worst case.',
    ...worstCase(
      (N) => 2 * N - 1,
      { printed: 199, absolute: 1 },
      (N) => ({
        kind: 'slidingCounter',
        limit: N,
        window: WINDOW,
        passes: 'fits',
      }),
    ),
  },
  {
    key: 'tokenBucketWorst',
    title: 'A token bucket lets its depth and one window of refill through',
    law: 'most in a span T ≤ b + rT (Cruz); with b = rW = N: 2N in a window with both ends, 2N − 1 without one',
    source: 'R. L. Cruz 1991, (σ, ρ) traffic',
    pitfall: 'A depth of N at N per window is not “N per window”.',
    ...worstCase(
      (N) => 2 * N - 1,
      { absolute: 0 },
      (N) => ({ kind: 'tokenBucket', rate: N / WINDOW, capacity: N }),
    ),
  },
]
