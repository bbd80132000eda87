import type { Millis } from '../../../units.ts'
import type { Behavior } from './spec.ts'

/** What the metrics asked for at a time, before anything limited it. */
export interface Recommendation {
  readonly at: Millis
  readonly replicas: number
}

/** A number of replicas after the windows, and the bounds that they gave. */
export interface Stabilized {
  readonly replicas: number
  /** Least recommendation of the window for scaling up, the present one included: the most that may be scaled up to. */
  readonly lowest: number
  /** Greatest recommendation of the window for scaling down, the present one included. */
  readonly highest: number
}

/**
 * The replicas that exist, brought into [least of the up window, greatest of the down window]; a recommendation counts
 * while it is strictly younger than the window. A signal that fell and rises again therefore changes nothing.
 */
export function stabilized(
  recommendations: readonly Recommendation[],
  { up, down }: Behavior,
  recommended: number,
  current: number,
  now: Millis,
): Stabilized {
  let lowest = recommended
  let highest = recommended
  for (const { at, replicas } of recommendations) {
    if (at > now - up.stabilization && replicas < lowest) lowest = replicas
    if (at > now - down.stabilization && replicas > highest) highest = replicas
  }
  return { replicas: Math.min(Math.max(current, lowest), highest), lowest, highest }
}

/**
 * Without behavior: the greatest recommendation of the window, whatever the direction. One exactly as old as the window
 * still counts here.
 */
export function stabilizedClassic(
  recommendations: readonly Recommendation[],
  window: Millis,
  recommended: number,
  now: Millis,
): Stabilized {
  let highest = recommended
  for (const { at, replicas } of recommendations) if (at >= now - window && replicas > highest) highest = replicas
  return { replicas: highest, lowest: recommended, highest }
}

/** Notes a recommendation and drops those that no window of length `kept` can see any more. */
export function remember(recommendations: Recommendation[], recommended: number, kept: Millis, now: Millis): void {
  let old = 0
  while ((recommendations[old]?.at ?? Infinity) < now - kept) old += 1
  recommendations.splice(0, old)
  recommendations.push({ at: now, replicas: recommended })
}
