import type { Breaker } from './breaker.ts'
import type { Outcome } from './call.ts'

/** Which kinds of failure count; a kind stands for its descendants too. */
export interface FailureFilter {
  readonly counted: readonly string[]
  /** Wins over `counted`. */
  readonly excluded: readonly string[]
}

/** The ancestors of each kind of failure, nearest first; a kind without an entry has none. */
export type Ancestry = Readonly<Record<string, readonly string[]>>

const isOneOf = (kind: string, ancestry: Ancestry, kinds: readonly string[]): boolean =>
  kinds.includes(kind) || (ancestry[kind] ?? []).some((ancestor) => kinds.includes(ancestor))

/** What a failure of that kind is to the breaker: a failure, or nothing that it counts. */
export const outcomeOf = (kind: string, filter: FailureFilter, ancestry: Ancestry = {}): Outcome =>
  isOneOf(kind, ancestry, filter.counted) && !isOneOf(kind, ancestry, filter.excluded) ? 'failure' : 'ignored'

/** Counts a failure by its own kind; the counts outlive resets. */
export function track(breaker: Breaker, kind: string): void {
  breaker.kinds[kind] = (breaker.kinds[kind] ?? 0) + 1
}
