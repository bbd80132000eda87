import type { Millis } from '../../../units.ts'
import type { ScalingPolicy, ScalingRules } from './spec.ts'

/** A change of replicas that was made: above 0 added, below 0 removed. */
export interface ScaleEvent {
  readonly at: Millis
  readonly change: number
}

/**
 * Replicas at the start of a period: those that exist, less what was added and more what was removed since; a change
 * counts while it is strictly younger than the period.
 */
export function periodStart(events: readonly ScaleEvent[], current: number, period: Millis, now: Millis): number {
  let start = current
  for (const { at, change } of events) if (at > now - period) start -= change
  return start
}

/** The most that a policy lets the replicas rise to; per cents are rounded up. */
function highest(policy: ScalingPolicy, start: number): number {
  return policy.type === 'Pods' ? start + policy.value : Math.ceil(start * (1 + policy.value / 100))
}

/** The least that a policy lets the replicas fall to; per cents lose their fraction. */
function lowest(policy: ScalingPolicy, start: number): number {
  return policy.type === 'Pods' ? start - policy.value : Math.trunc(start * (1 - policy.value / 100))
}

/** The most replicas that the policies allow now, never fewer than exist. */
export function upLimit(rules: ScalingRules, events: readonly ScaleEvent[], current: number, now: Millis): number {
  if (rules.select === 'Disabled') return current
  const limits = rules.policies.map((policy) => highest(policy, periodStart(events, current, policy.period, now)))
  const limit = rules.select === 'Min' ? Math.min(...limits) : Math.max(...limits)
  return Math.max(limit, current)
}

/** The fewest replicas that the policies allow now, never more than exist. */
export function downLimit(rules: ScalingRules, events: readonly ScaleEvent[], current: number, now: Millis): number {
  if (rules.select === 'Disabled') return current
  const limits = rules.policies.map((policy) => lowest(policy, periodStart(events, current, policy.period, now)))
  const limit = rules.select === 'Min' ? Math.max(...limits) : Math.min(...limits)
  return Math.min(limit, current)
}

/** The most replicas allowed without behavior: twice as many as exist, or 4. */
export const classicUpLimit = (current: number): number => Math.max(2 * current, 4)

/** The longest period of any policy: how long changes have to be remembered. */
export const longestPeriod = (rules: readonly ScalingRules[]): Millis =>
  rules.reduce((longest, { policies }) => policies.reduce((max, { period }) => Math.max(max, period), longest), 0)

/** Notes a change and drops those that no policy can see any more. */
export function noteChange(events: ScaleEvent[], change: number, kept: Millis, now: Millis): void {
  let old = 0
  while ((events[old]?.at ?? Infinity) <= now - kept) old += 1
  events.splice(0, old)
  events.push({ at: now, change })
}
