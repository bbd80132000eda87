import type { Millis } from '../../../units.ts'

/** How a consumer guards itself: not at all, by a fixed number, or by one that follows what it measures. */
export type LimitKind = 'none' | 'fixed' | 'aimd' | 'vegas' | 'gradient2'

/** A concurrency limit as numbers, after Netflix's concurrency-limits; each kind reads its own. */
export interface LimitConfig {
  readonly limiter: LimitKind
  /** Calls in flight allowed at the start; the whole limit of `fixed`. */
  readonly initialLimit: number
  /** Bounds of a limit that adapts; 1 or more. */
  readonly leastLimit: number
  readonly mostLimit: number
  /** `aimd`: what the limit is multiplied with on a drop, in [0.5, 1). */
  readonly backoff: number
  /** `aimd`: an answer that took longer (>) counts as a drop. */
  readonly timeout: Millis
  /** `vegas`: after about so many times the limit in samples, three quarters of it on average, the baseline is anew. */
  readonly probeMultiplier: number
  /** `gradient2`: how many times the long average a latency may be before the limit falls; 1 or more. */
  readonly tolerance: number
  /** `gradient2`: places added at every step: the queue that is allowed. */
  readonly headroom: number
  /** `gradient2`: samples that the long average remembers. */
  readonly longWindow: number
  /** `vegas`, `gradient2`: the share of a new estimate that is taken over, in (0, 1]. */
  readonly smoothing: number
  /**
   * Whether the latency of a dropped call is a sample too, as in Netflix's code. Drops are fast: they then pass for a
   * fast backend.
   */
  readonly dropsCount: boolean
}

/** The defaults of Netflix's library, but that a dropped call is no latency sample. */
export function netflixDefaults(limiter: LimitKind): LimitConfig {
  return {
    limiter,
    initialLimit: 20,
    leastLimit: limiter === 'vegas' ? 1 : 20,
    mostLimit: limiter === 'vegas' ? 1000 : 200,
    backoff: 0.9,
    timeout: 5000,
    probeMultiplier: 30,
    tolerance: 1.5,
    headroom: 4,
    longWindow: 600,
    smoothing: limiter === 'gradient2' ? 0.2 : 1,
    dropsCount: false,
  }
}
