import type { Millis } from '../../../units.ts'

/** What a per-pod metric is to be: a share of what the pod requests in whole per cent, or an average in thousandths. */
export type PodTarget =
  | { readonly kind: 'utilization'; readonly percent: number }
  | { readonly kind: 'averageValue'; readonly value: number }

/** What a metric of the whole is to be: the value itself, or the value divided by the pods. In thousandths. */
export type WholeTarget =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'averageValue'; readonly value: number }

/**
 * A metric and its target. Resources and pod metrics are measured pod by pod; object and external metrics as one number
 * for all.
 */
export type MetricSpec =
  | { readonly kind: 'resource'; readonly name: 'cpu' | 'memory'; readonly target: PodTarget }
  | { readonly kind: 'pods'; readonly name: string; readonly value: number }
  | { readonly kind: 'object'; readonly name: string; readonly target: WholeTarget }
  | { readonly kind: 'external'; readonly name: string; readonly target: WholeTarget }

/** So much change is allowed per period: of pods, or of per cent of the replicas at the period's start. */
export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent'
  readonly value: number
  readonly period: Millis
}

/** How fast one direction may go. */
export interface ScalingRules {
  /** Scaling up acts on the least recommendation of this window, scaling down on the greatest; 0 means at once. */
  readonly stabilization: Millis
  /** Max takes the policy that allows most change, Min the one that allows least; Disabled forbids the direction. */
  readonly select: 'Max' | 'Min' | 'Disabled'
  readonly policies: readonly ScalingPolicy[]
  /** Ratios this near to 1 change nothing; absent: that of the controller. */
  readonly tolerance?: number
}

/** Both directions; an HPA without them follows the older rule: at most twice as many, or 4. */
export interface Behavior {
  readonly up: ScalingRules
  readonly down: ScalingRules
}

/** A HorizontalPodAutoscaler of `autoscaling/v2`, as far as it decides anything. */
export interface HpaSpec {
  readonly min: number
  readonly max: number
  readonly metrics: readonly MetricSpec[]
  readonly behavior?: Behavior
}

/** What the controller manager is started with. */
export interface ControllerFlags {
  readonly syncPeriod: Millis
  readonly tolerance: number
  /** The window for scaling down of an HPA without behavior. */
  readonly downscaleStabilization: Millis
  /** So long after its start a pod's CPU counts only when measured over a whole window since it became ready. */
  readonly cpuInitialization: Millis
  /** A pod that lost readiness this soon after its start is taken for one that was never ready. */
  readonly initialReadinessDelay: Millis
  /**
   * How a ratio is compared with the band. `compared` (since 1.33): 1 − down ≤ ratio ≤ 1 + up, both ends inclusive.
   * `subtracted` (before): |1 − ratio| ≤ tolerance, where binary fractions leave 1.1 out and 0.9 in.
   */
  readonly band: 'compared' | 'subtracted'
}

/** The published defaults of kube-controller-manager. */
export const usualFlags: ControllerFlags = {
  syncPeriod: 15_000,
  tolerance: 0.1,
  downscaleStabilization: 300_000,
  cpuInitialization: 300_000,
  initialReadinessDelay: 30_000,
  band: 'compared',
}

/** What the API server fills in where a behavior leaves something out. */
export const usualBehavior: Behavior = {
  up: {
    stabilization: 0,
    select: 'Max',
    policies: [
      { type: 'Pods', value: 4, period: 15_000 },
      { type: 'Percent', value: 100, period: 15_000 },
    ],
  },
  down: { stabilization: 300_000, select: 'Max', policies: [{ type: 'Percent', value: 100, period: 15_000 }] },
}

/** Tolerances of both directions. */
export interface Tolerances {
  readonly up: number
  readonly down: number
}

/** The tolerances in force: each direction's own, or the controller's. */
export const tolerancesOf = ({ behavior }: HpaSpec, { tolerance }: ControllerFlags): Tolerances => ({
  up: behavior?.up.tolerance ?? tolerance,
  down: behavior?.down.tolerance ?? tolerance,
})

/** Whether a ratio is near enough to 1 to change nothing. */
export function withinBand(ratio: number, { up, down }: Tolerances, band: ControllerFlags['band']): boolean {
  if (band === 'compared') return 1 - down <= ratio && ratio <= 1 + up
  return Math.abs(1 - ratio) <= (ratio > 1 ? up : down)
}
