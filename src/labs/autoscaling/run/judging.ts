import { evaluate, type Observation, type Verdict } from '../../../engines/autoscaling/autoscaler.ts'
import { counts, staying } from '../../../engines/autoscaling/fleet.ts'
import { podsOf } from '../../../engines/autoscaling/fleet-pods.ts'
import { smoothed } from '../../../engines/autoscaling/history.ts'
import type { HpaEvaluation, HpaReason } from '../../../engines/autoscaling/hpa/hpa.ts'
import type { Reading } from '../../../engines/autoscaling/reading.ts'
import type { Decision, Outcome } from '../../../engines/autoscaling/scaler.ts'
import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { limitsOf } from '../rules.ts'
import { checkHpa } from './hpa-account.ts'
import { type Judgement, noteJudgement } from './judgements.ts'
import { rescale } from './keeping.ts'
import { measure, measurementsOf } from './metering.ts'
import { settle } from './serving.ts'
import { follow, followDecision } from './trail.ts'
import type { HpaSeen, ScalingMoment, ScalingWorld } from './world.ts'

const unknown: Reading = { cpu: NaN, memory: NaN, rps: NaN }
/** How long after a surge or a loss an action is still its consequence. */
const CONSEQUENCE: Millis = 60_000

/** One evaluation of the rule, and what it changes. */
export function judge(world: ScalingWorld, moment: ScalingMoment): void {
  settle(world, moment)
  if (world.marks.sample === moment.now) measure(world, moment)
  const { now, params } = moment
  world.seen = seenBy(world, params, now)
  const current = world.fleet.desired
  const observation = observe(world, params, current, now)
  const verdict = evaluate(world.autoscaler, world.config, observation, now)
  if (verdict.kind === 'hpa') {
    checkHpa(world.hpaAccount, params, observation, verdict.desired, now)
    world.hpaSeen = hpaSeenBy(verdict.evaluation, params)
  }
  const judgement = judged(world, verdict, moment)
  audit(world, judgement, params)
  followDecision(world, moment)
  if (judgement.outcome === 'applied') act(world, judgement, moment)
  follow(world, moment)
  noteJudgement(world.judgements, judgement)
  if (verdict.desired !== current) rescale(world, moment, verdict.desired)
  const { min, max } = limitsOf(params)
  if (verdict.desired >= min && verdict.desired <= max) world.account.byHand = false
}

/** The metrics as the rule gets them. */
function seenBy({ history }: ScalingWorld, params: ScalingParams, now: Millis): Reading {
  const { metricFault, metricLag, metricWindow, smoothing } = params
  return metricFault === 'gone' ? unknown : smoothed(history, smoothing, metricWindow, metricLag, now)
}

function observe(world: ScalingWorld, params: ScalingParams, current: number, now: Millis): Observation {
  const { config, fleet } = world
  const { pending, starting, warming } = counts(fleet)
  const hpa =
    config.rule.kind === 'hpa'
      ? {
          existing: staying(fleet),
          pods: podsOf(fleet, { cpu: 1000, memory: 1000 }),
          measurements: measurementsOf(world, params, config.rule.rule.metrics, now),
        }
      : { existing: current, pods: [], measurements: [] }
  return { reading: world.seen, current, warming: pending + starting + warming, hpa }
}

/** The evaluation as it is remembered. Naming every field makes a record many times faster than spreading others. */
function judged(world: ScalingWorld, verdict: Verdict, { now, number }: ScalingMoment): Judgement {
  const { cpu, memory, rps } = world.seen
  const { current, wanted, desired, outcome, measured, bound, left } =
    verdict.kind === 'hpa' ? ofHpa(verdict.evaluation) : ofScaler(verdict.decision)
  return { event: number, at: now, cpu, memory, rps, current, wanted, desired, outcome, measured, bound, left }
}

type Finding = Omit<Judgement, 'event' | 'at' | keyof Reading>

function ofScaler({ proposal, current, desired, outcome, cooldownLeft }: Decision): Finding {
  const { measured, bound, wanted } = proposal
  return { current, wanted, desired, outcome, measured, bound, left: cooldownLeft }
}

function hpaSeenBy(evaluation: HpaEvaluation, params: ScalingParams): HpaSeen {
  const { at, chosen, current, desired, metrics, reason, recommended, stabilized } = evaluation
  const best = metrics[chosen]
  const resources = (params.hpaOnCpu ? 1 : 0) + (params.hpaOnMemory ? 1 : 0)
  return {
    at,
    current,
    measured: best?.measured ?? NaN,
    target: best?.target ?? NaN,
    perCent: chosen < resources,
    ratio: best?.filledRatio ?? NaN,
    recommended,
    stabilized,
    desired,
    reason,
  }
}

function ofHpa(evaluation: HpaEvaluation): Finding {
  const { current, desired, recommended, metrics, chosen, reason } = evaluation
  const best = metrics[chosen]
  return {
    current,
    wanted: Number.isNaN(recommended) ? desired : recommended,
    desired,
    outcome: outcomeOf(reason, current, desired),
    measured: best?.measured ?? NaN,
    bound: best?.target ?? NaN,
    left: 0,
  }
}

function outcomeOf(reason: HpaReason, current: number, desired: number): Outcome {
  if (reason === 'AboveMax' || reason === 'BelowMin') return 'corrected'
  if (desired !== current) return 'applied'
  if (reason === 'ScaleUpStabilized' || reason === 'ScaleDownStabilized') return 'skipped'
  return reason === 'TooManyReplicas' || reason === 'TooFewReplicas' ? 'bounded' : 'held'
}

/** Holds an action against our own account of the cooldown. */
function audit(
  { account, autoscaler }: ScalingWorld,
  { at, current, desired, outcome }: Judgement,
  params: ScalingParams,
) {
  if (params.policy === 'hpa') {
    account.unfinished = false
    account.cooldown = 0
  }
  if (outcome !== 'applied') return
  const waiting = account.cooldown > 0 && at - account.cooldownFrom <= account.cooldown
  if (account.unfinished || waiting) account.early += 1
  account.unfinished = autoscaler.scaler.state === 'scalingUp' || autoscaler.scaler.state === 'scalingDown'
  account.cooldown = cooldownOf(params, desired > current)
}

const cooldownOf = ({ policy, cooldownUp, cooldownDown }: ScalingParams, up: boolean): Millis =>
  policy === 'hpa' || policy === 'steps' || policy === 'tracking' ? 0 : up ? cooldownUp : cooldownDown

/** Names what led to an action: a surge or a loss of the last minute. */
function act({ marks, surge }: ScalingWorld, judgement: Judgement, moment: ScalingMoment): void {
  if (marks.surge > 0 && moment.now < surge.until + CONSEQUENCE) moment.because(marks.surge)
  if (marks.loss > 0 && moment.now < marks.lossAt + CONSEQUENCE) moment.because(marks.loss)
  marks.action = moment.number
  marks.actionAt = moment.now
  marks.from = judgement.current
  marks.to = judgement.desired
  marks.measured = judgement.measured
  marks.bound = judgement.bound
  marks.cpu = judgement.cpu
}
