import type { Verdict } from './check.ts'

/** The health of a service as a whole. */
export type Status = 'healthy' | 'degraded' | 'unhealthy'

/**
 * What a verdict of `unknown` (a check that has not run, or whose result is stale) means to the whole. `fails`: the
 * same as a failure, since nobody knows that it passes. `degrades`: it degrades, however critical. `passes`: it is left
 * out (Spring Boot).
 */
export type UnknownRule = 'fails' | 'degrades' | 'passes'

/** What the aggregator sees of a check. */
export interface Judged {
  readonly verdict: Verdict
  readonly critical: boolean
}

/** The health of the whole, and the counts that it follows from. */
export interface Aggregate {
  readonly status: Status
  /** Checks by criticality, and how many of them fail; those that are unknown count as failing or not by the rule. */
  readonly critical: number
  readonly criticalFailing: number
  readonly others: number
  readonly othersFailing: number
  /** Checks of either kind of which nothing is known. */
  readonly unknown: number
}

/**
 * Tested in this order: a critical check fails, unhealthy; any other fails, degraded; else healthy. Without checks of
 * a kind none of them fails.
 */
export function aggregate(checks: readonly Judged[], unknownRule: UnknownRule): Aggregate {
  const counts = { critical: 0, criticalFailing: 0, others: 0, othersFailing: 0, unknown: 0 }
  for (const { verdict, critical } of checks) {
    const failing = verdict === 'fail' || (verdict === 'unknown' && unknownRule === 'fails')
    if (verdict === 'unknown') counts.unknown += 1
    if (critical) {
      counts.critical += 1
      if (failing) counts.criticalFailing += 1
    } else {
      counts.others += 1
      if (failing) counts.othersFailing += 1
    }
  }
  return { status: statusOf(counts, unknownRule), ...counts }
}

function statusOf(counts: Omit<Aggregate, 'status'>, unknownRule: UnknownRule): Status {
  if (counts.criticalFailing > 0) return 'unhealthy'
  if (counts.othersFailing > 0) return 'degraded'
  return counts.unknown > 0 && unknownRule === 'degrades' ? 'degraded' : 'healthy'
}

/** HTTP status by health: load balancers cannot tell degraded from healthy. */
export const httpStatus: Readonly<Record<Status, number>> = { healthy: 200, degraded: 200, unhealthy: 503 }

/** The words of the dashboard of the exercise. */
export const dashboardWord: Readonly<Record<Status, string>> = {
  healthy: 'OK',
  degraded: 'DEGRADED',
  unhealthy: 'FAIL',
}
