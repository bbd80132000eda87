import type { Millis } from '../../units.ts'
import { instancesFor, type Proposal, propose } from './reading.ts'

/** A step: from this far beyond the threshold (inclusive), change by so much. */
export interface StepAdjustment {
  /** Distance of the metric from the threshold, 0 or more, away from the band. */
  readonly from: number
  /** Instances, or a share of them (0.1 = 10 %), added above and removed below. */
  readonly change: number
}

/** Step scaling as AWS has it: two alarms, each with steps by how far it is exceeded. */
export interface StepConfig {
  /** The high alarm: metric ≥ threshold. Steps by rising `from`, the first at 0. */
  readonly high: { readonly threshold: number; readonly steps: readonly StepAdjustment[] }
  /** The low alarm: metric ≤ threshold. */
  readonly low: { readonly threshold: number; readonly steps: readonly StepAdjustment[] }
  /** What a change counts: instances, or shares of those that are warm. */
  readonly adjusts: 'count' | 'share'
  /** A change by share is at least so many instances. */
  readonly leastChange: number
  /** Evaluations in a row that must breach before an alarm rings. */
  readonly periodsHigh: number
  readonly periodsLow: number
}

/** Breaches in a row, high and low. */
export interface AlarmState {
  high: number
  low: number
}

/** Alarms that have seen nothing. */
export const createAlarms = (): AlarmState => ({ high: 0, low: 0 })

/** Three steps up and two down around 70 % and 30 %. */
export const usualSteps: StepConfig = {
  high: {
    threshold: 0.7,
    steps: [
      { from: 0, change: 1 },
      { from: 0.1, change: 2 },
      { from: 0.2, change: 4 },
    ],
  },
  low: {
    threshold: 0.3,
    steps: [
      { from: 0, change: 1 },
      { from: 0.15, change: 2 },
    ],
  },
  adjusts: 'count',
  leastChange: 1,
  periodsHigh: 1,
  periodsLow: 1,
}

/** The change of the last step whose `from` is at most the breach; 0 when it reaches none. */
function changeAt(steps: readonly StepAdjustment[], breach: number): number {
  let change = 0
  for (const step of steps) if (breach >= step.from) change = step.change
  return change
}

/** Shares are exact to this many instances. */
const ROUNDING = 1e-9

/** Instances that a change means: shares are rounded down, but to 1 below 1, and to the least change. */
function instances(config: StepConfig, change: number, warm: number): number {
  if (config.adjusts === 'count' || change === 0) return change
  const share = warm * change
  return Math.max(share < 1 ? 1 : Math.floor(share + ROUNDING), config.leastChange)
}

/** Counts a breach in a row and tells whether so many ring the alarm. */
function rings(alarms: AlarmState, high: boolean, low: boolean, needed: number): boolean {
  alarms.high = high ? alarms.high + 1 : 0
  alarms.low = low ? alarms.low + 1 : 0
  return (high ? alarms.high : alarms.low) >= needed
}

/**
 * What the steps ask for. Instances that still warm up do not count as capacity when more are added: the target is
 * reckoned from the warm ones, so the same breach twice adds nothing, and a worse one the difference. While any warm
 * up, none is removed.
 */
export function stepProposal(
  config: StepConfig,
  alarms: AlarmState,
  metric: number,
  current: number,
  warming: number,
): Proposal {
  const { high, low } = config
  const above = metric >= high.threshold
  const below = !above && metric <= low.threshold
  const rung = rings(alarms, above, below, above ? config.periodsHigh : config.periodsLow)
  const hold = (reason: Proposal['reason'], bound: number) => propose(current, current, reason, metric, bound)
  if (Number.isNaN(metric)) return hold('noMetric', NaN)
  if (!above && !below) return hold('between', high.threshold)
  const bound = above ? high.threshold : low.threshold
  if (!rung) return hold('notYet', bound)
  const warm = Math.max(0, current - warming)
  if (above) {
    const target = warm + instances(config, changeAt(high.steps, metric - high.threshold), warm)
    if (target <= current) return hold(warming > 0 ? 'onTheWay' : 'between', bound)
    return propose(current, target, 'above', metric, bound)
  }
  if (warming > 0) return hold('noScaleIn', bound)
  const change = instances(config, changeAt(low.steps, low.threshold - metric), current)
  return propose(current, current - change, change > 0 ? 'below' : 'between', metric, bound)
}

/** Target tracking as AWS has it: two alarms around a target, cooldowns by direction. */
export interface TrackingConfig {
  /** The metric's target. */
  readonly target: number
  /** The low alarm is at this share of the target. */
  readonly lowShare: number
  /** Evaluations in a row above the target, or below the low alarm, before anything is done. */
  readonly periodsHigh: number
  readonly periodsLow: number
  /** After scaling out, what was added counts as there: only a greater need adds more. Over when this has passed. */
  readonly cooldownOut: Millis
  /** After scaling in, no more is removed; scaling out ends it at once. Over when this has passed. */
  readonly cooldownIn: Millis
  /** Never remove. */
  readonly disableScaleIn: boolean
}

/** The published alarms (3 minutes above, 15 below 90 %) and cooldowns of 300 s, at a target of 50 %. */
export const usualTracking: TrackingConfig = {
  target: 0.5,
  lowShare: 0.9,
  periodsHigh: 3,
  periodsLow: 15,
  cooldownOut: 300_000,
  cooldownIn: 300_000,
  disableScaleIn: false,
}

/** What target tracking remembers. */
export interface Tracking {
  readonly alarms: AlarmState
  /** When it last added and removed; −Infinity for never. */
  lastOut: Millis
  lastIn: Millis
  /** Instances before the scale-out whose cooldown runs. */
  before: number
}

/** Target tracking that has done nothing. */
export const createTracking = (): Tracking => ({
  alarms: createAlarms(),
  lastOut: -Infinity,
  lastIn: -Infinity,
  before: 0,
})

/**
 * What the target asks for: ⌈instances × metric ÷ target⌉ when the metric is strictly above the target, or strictly
 * below its low alarm, for long enough. In the cooldown of a scale-out the ratio multiplies what there was before it.
 */
export function trackingProposal(
  config: TrackingConfig,
  tracking: Tracking,
  metric: number,
  current: number,
  now: Millis,
): Proposal {
  const { target } = config
  const lower = target * config.lowShare
  const above = metric > target
  const below = metric < lower
  const rung = rings(tracking.alarms, above, below, above ? config.periodsHigh : config.periodsLow)
  const bound = below ? lower : target
  const hold = (reason: Proposal['reason']) => propose(current, current, reason, metric, bound)
  if (Number.isNaN(metric)) return hold('noMetric')
  if (!above && !below) return hold('between')
  if (!rung) return hold('notYet')
  const addedLately = now - tracking.lastOut < config.cooldownOut
  if (above) {
    const wanted = instancesFor(((addedLately ? tracking.before : current) * metric) / target)
    return wanted > current ? propose(current, wanted, 'above', metric, bound) : hold('onTheWay')
  }
  if (config.disableScaleIn || addedLately || now - tracking.lastIn < config.cooldownIn) return hold('noScaleIn')
  const wanted = instancesFor((current * metric) / target)
  return wanted < current ? propose(current, wanted, 'below', metric, bound) : hold('between')
}

/** Tells target tracking what was done: its cooldowns begin. */
export function tracked(config: TrackingConfig, tracking: Tracking, from: number, to: number, now: Millis): void {
  if (to > from) {
    if (now - tracking.lastOut >= config.cooldownOut) tracking.before = from
    tracking.lastOut = now
    tracking.lastIn = -Infinity
  } else if (to < from) tracking.lastIn = now
}
