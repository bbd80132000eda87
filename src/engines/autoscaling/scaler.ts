import { begin, step, type Trail, trail } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import type { DecisionEdge } from './decision-flow.ts'
import { type ScalerEdge, type ScalerState, scalerMachine } from './machine.ts'
import { directionOf, type Proposal, type Reading } from './reading.ts'

/** Limits and cooldown: what every rule but the Kubernetes HPA is put under. */
export interface ScalerConfig {
  readonly min: number
  readonly max: number
  /** How long after an action no other may follow, its last instant included; 0 means no cooldown. */
  readonly cooldownUp: Millis
  readonly cooldownDown: Millis
  /**
   * What the cooldown counts from: the decision, or the completion of the action, when the last instance is ready or
   * gone. Either fits the document's timeline (action at 10:03, cooldown of three minutes, still waiting at 10:06).
   */
  readonly cooldownFrom: 'decision' | 'completion'
  /** In cooldown the rule is evaluated and its action skipped, or the metrics are not even looked at. */
  readonly inCooldown: 'evaluates' | 'ignores'
}

/** The document's cooldown of three minutes, between 1 and 20 instances. */
export const usualScaler: ScalerConfig = {
  min: 1,
  max: 20,
  cooldownUp: 180_000,
  cooldownDown: 180_000,
  cooldownFrom: 'decision',
  inCooldown: 'evaluates',
}

/** What became of an evaluation. */
export type Outcome =
  /** The number of instances was changed. */
  | 'applied'
  /** The rule asked for no change. */
  | 'held'
  /** An action was asked for and skipped: cooldown, or the last action is not finished. */
  | 'skipped'
  /** In cooldown the metrics were not looked at. */
  | 'ignored'
  /** An action was asked for that the minimum or maximum does not allow. */
  | 'bounded'
  /** The number of instances lay outside the limits and was brought back: no action, it starts no cooldown. */
  | 'corrected'

/** All numbers of one evaluation. */
export interface Decision {
  readonly evaluation: number
  readonly at: Millis
  readonly current: number
  /** What the rule asked for. */
  readonly proposal: Proposal
  /** What is asked for within the limits. */
  readonly within: number
  /** What holds after the evaluation: `current` unless applied or corrected. */
  readonly desired: number
  readonly outcome: Outcome
  /** What is left of the cooldown or 0; Infinity while an action is unfinished. */
  readonly cooldownLeft: Millis
}

/** The anti-flapping state of an autoscaler as plain data; verbs change it in place. */
export interface Scaler {
  state: ScalerState
  since: Millis
  /** Counts changes of state: a timer set in an earlier state is recognised by it. */
  era: number
  /** Length of the cooldown in force, set by the direction of the action. */
  cooldown: Millis
  evaluations: number
  ups: number
  downs: number
  /** Actions that went the other way than the one before. */
  flips: number
  lastDirection: 'up' | 'down' | 'none'
  lastAction: Millis
  /** Edges of the machine that the last verb took. */
  readonly trail: Trail<ScalerEdge>
  /** Edges of the decision flow that the last evaluation took. */
  readonly decided: Trail<DecisionEdge>
}

/** A stable scaler that has done nothing. */
export const createScaler = (now: Millis): Scaler => ({
  state: scalerMachine.initial,
  since: now,
  era: 0,
  cooldown: 0,
  evaluations: 0,
  ups: 0,
  downs: 0,
  flips: 0,
  lastDirection: 'none',
  lastAction: now,
  trail: trail(),
  decided: trail(),
})

/** A number of instances brought within the limits; the minimum wins where they cross. */
export const within = ({ min, max }: { readonly min: number; readonly max: number }, wanted: number): number =>
  Math.max(min, Math.min(max, wanted))

/** The last instant of the cooldown: over strictly after it. Infinity when none is under way. */
export const cooldownEnd = (scaler: Scaler): Millis =>
  scaler.state === 'cooldown.waiting' ? scaler.since + scaler.cooldown : Infinity

/** Ends the cooldown if more than its length has passed; tells whether it did. For timers; `decide` does it too. */
export function expire(scaler: Scaler, now: Millis): boolean {
  begin(scaler.trail)
  return expireDue(scaler, now)
}

function expireDue(scaler: Scaler, now: Millis): boolean {
  const waited = now - scaler.since
  if (scaler.state !== 'cooldown.waiting' || waited <= scaler.cooldown) return false
  take(scaler, 'expires', now, waited, scaler.cooldown)
  return true
}

function take(scaler: Scaler, edge: ScalerEdge, now: Millis, a: number, b = 0): void {
  scaler.state = scalerMachine.next(scaler.state, edge)
  scaler.since = now
  scaler.era += 1
  step(scaler.trail, edge, a, b)
}

/** Tells that the action under way is finished: its cooldown begins. Nothing happens when none is under way. */
export function complete(scaler: Scaler, now: Millis): void {
  begin(scaler.trail)
  finish(scaler, now)
}

function finish(scaler: Scaler, now: Millis): void {
  const { state, cooldown, since } = scaler
  if (state !== 'scalingUp' && state !== 'scalingDown') return
  const up = state === 'scalingUp'
  if (cooldown > 0) take(scaler, up ? 'added' : 'removed', now, now - since, cooldown)
  else take(scaler, up ? 'addedFreely' : 'removedFreely', now, now - since)
}

/** Whether an evaluation at `now` would leave the metrics alone: then they need not be gathered either. */
export const ignoresMetrics = (scaler: Scaler, config: ScalerConfig, now: Millis): boolean =>
  config.inCooldown === 'ignores' && !mayAct(scaler, now)

const mayAct = (scaler: Scaler, now: Millis): boolean =>
  scaler.state === 'stable' || (scaler.state === 'cooldown.waiting' && now - scaler.since > scaler.cooldown)

/** Counts an action, takes its edge and, unless its completion is to be awaited, begins the cooldown. */
function act(scaler: Scaler, from: number, to: number, cooldown: Millis, awaited: boolean, now: Millis): void {
  const up = to > from
  const direction = up ? 'up' : 'down'
  if (up) scaler.ups += 1
  else scaler.downs += 1
  if (scaler.lastDirection !== 'none' && scaler.lastDirection !== direction) scaler.flips += 1
  scaler.lastDirection = direction
  scaler.lastAction = now
  scaler.cooldown = cooldown
  take(scaler, up ? 'exceeds' : 'underuses', now, from, to)
  if (!awaited) finish(scaler, now)
}

/** Notes the change that a controller with rules of its own has made: an action without cooldown. */
export function note(scaler: Scaler, from: number, to: number, now: Millis): void {
  begin(scaler.trail)
  begin(scaler.decided)
  scaler.evaluations += 1
  if (scaler.state !== 'stable') settle(scaler, now)
  if (from !== to) act(scaler, from, to, 0, false, now)
}

/** A scaler that was in cooldown under other rules leaves it at once. */
function settle(scaler: Scaler, now: Millis): void {
  scaler.cooldown = 0
  finish(scaler, now)
  if (scaler.state === 'cooldown.waiting') take(scaler, 'expires', now, now - scaler.since, 0)
}

/**
 * Puts a proposal under limits and cooldown. Order: instances outside the limits are brought back, whatever the
 * cooldown; else no change asked for holds; else cooldown skips; else the limits cut, and what is left is applied.
 */
export function decide(
  scaler: Scaler,
  config: ScalerConfig,
  proposal: Proposal,
  reading: Reading,
  current: number,
  now: Millis,
): Decision {
  begin(scaler.trail)
  begin(scaler.decided)
  scaler.evaluations += 1
  const ignored = ignoresMetrics(scaler, config, now)
  expireDue(scaler, now)
  const wanted = within(config, proposal.wanted)
  const answer = (outcome: Outcome, desired: number): Decision => ({
    evaluation: scaler.evaluations,
    at: now,
    current,
    proposal,
    within: wanted,
    desired,
    outcome,
    cooldownLeft: cooldownLeft(scaler, now),
  })
  const outside = within(config, current)
  if (outside !== current) {
    mark(scaler, 'corrects', current, outside)
    return answer('corrected', outside)
  }
  if (ignored) {
    mark(scaler, 'ignores', cooldownLeft(scaler, now))
    return answer('ignored', current)
  }
  mark(scaler, 'reads', reading.cpu, reading.memory, reading.rps)
  const outcome = weigh(scaler, proposal, current, wanted, now)
  if (outcome !== 'applied') return answer(outcome, current)
  const cooldown = wanted > current ? config.cooldownUp : config.cooldownDown
  act(scaler, current, wanted, cooldown, config.cooldownFrom === 'completion', now)
  mark(scaler, 'applies', current, wanted)
  if (cooldown > 0) mark(scaler, 'starts', cooldown)
  return answer('applied', wanted)
}

/** Follows the decision flow from the evaluation to what becomes of it. */
function weigh(scaler: Scaler, proposal: Proposal, current: number, wanted: number, now: Millis): Outcome {
  const { direction, measured, bound } = proposal
  if (direction === 'hold') {
    mark(scaler, 'between', measured, bound)
    return 'held'
  }
  mark(scaler, direction === 'up' ? 'above' : 'below', measured, bound)
  mark(scaler, direction === 'up' ? 'asksUp' : 'asksDown', current, proposal.wanted)
  const left = cooldownLeft(scaler, now)
  if (scaler.state !== 'stable') {
    mark(scaler, 'skips', current, proposal.wanted, left)
    return 'skipped'
  }
  mark(scaler, 'free', now - scaler.lastAction)
  if (directionOf(current, wanted) !== 'hold') return 'applied'
  mark(scaler, 'bounds', current, proposal.wanted)
  return 'bounded'
}

const mark = (scaler: Scaler, edge: DecisionEdge, a: number, b = 0, c = 0): void =>
  step(scaler.decided, edge, scaler.evaluations, a, b, c)

/** What is left of the cooldown at `now`; Infinity while an action is unfinished, 0 when stable. */
export function cooldownLeft(scaler: Scaler, now: Millis): Millis {
  if (scaler.state === 'stable') return 0
  return scaler.state === 'cooldown.waiting' ? cooldownEnd(scaler) - now : Infinity
}
