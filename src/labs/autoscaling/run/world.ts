import { type Autoscaler, type AutoscalerConfig, createAutoscaler } from '../../../engines/autoscaling/autoscaler.ts'
import { createFleet, type Fleet } from '../../../engines/autoscaling/fleet.ts'
import { createHistory, type History } from '../../../engines/autoscaling/history.ts'
import type { HpaReason } from '../../../engines/autoscaling/hpa/hpa.ts'
import type { Reading } from '../../../engines/autoscaling/reading.ts'
import { type Trace, traceOf } from '../../../lab/trace.ts'
import type { Moment } from '../../../sim/model.ts'
import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { configOf, limitsOf } from '../rules.ts'
import type { ScalingEvent, Stream } from './event.ts'
import { type HpaAccount, hpaAccount } from './hpa-account.ts'
import { type Judgements, judgements } from './judgements.ts'
import { type LatencyRecord, latencyRecord } from './latency.ts'
import { type Lives, lives } from './lives.ts'
import { type Meter, meter } from './meter.ts'
import { type Traffic, traffic } from './traffic.ts'

/** Time before which something has not happened. */
export const NEVER: Millis = -1

/** A moment of this lab. */
export type ScalingMoment = Moment<ScalingParams, ScalingEvent, Stream>

/** Numbers that events are recognised by. */
export interface Eras {
  /** Raised when the period of evaluation, of measuring or the rate of crashes changes. */
  evaluate: number
  sample: number
  crash: number
}

/** Events and times that later ones refer to. */
export interface Marks {
  /** The act that raised the load last, and the one that took instances away last. */
  surge: number
  loss: number
  /** The event of the last action, and when it was. */
  action: number
  actionAt: Millis
  /** The number of instances before and after it. */
  from: number
  to: number
  /** What the rule had compared, with what, and the CPU that it saw. */
  measured: number
  bound: number
  cpu: number
  /** When instances were lost last, and when metrics are measured next. */
  lossAt: Millis
  sample: Millis
  /** When an instance's stage is due, as far as an event is scheduled for it. */
  stage: Millis
  /** When the cooldown's timer is set for. */
  timer: Millis
}

/** Our own account, against which the engines' is held. */
export interface Account {
  /** Actions taken while a cooldown ran or another action was unfinished. */
  early: number
  /** When the last action ended, and how long its cooldown lasts. */
  cooldownFrom: Millis
  cooldown: Millis
  unfinished: boolean
  /** The number of instances was set by hand and is not yet back within the limits. */
  byHand: boolean
}

/** What the HPA's last evaluation came to; `at` is before time when there was none. */
export interface HpaSeen {
  at: Millis
  current: number
  /** Whole per cent, or thousandths of requests per second. */
  measured: number
  target: number
  perCent: boolean
  ratio: number
  recommended: number
  stabilized: number
  desired: number
  reason: HpaReason
}

const unseen = (): HpaSeen => ({
  at: NEVER,
  current: 0,
  measured: NaN,
  target: NaN,
  perCent: true,
  ratio: NaN,
  recommended: NaN,
  stabilized: NaN,
  desired: 0,
  reason: 'DesiredWithinRange',
})

/** All that there is in a run. */
export interface ScalingWorld {
  config: AutoscalerConfig
  trace: Trace
  readonly fleet: Fleet
  readonly lives: Lives
  readonly traffic: Traffic
  readonly latency: LatencyRecord
  readonly meter: Meter
  readonly history: History
  autoscaler: Autoscaler
  readonly hpaAccount: HpaAccount
  hpaSeen: HpaSeen
  readonly judgements: Judgements
  /** What the rule was last given. */
  seen: Reading
  readonly surge: { factor: number; until: Millis }
  readonly account: Account
  readonly marks: Marks
  readonly eras: Eras
}

const marks = (): Marks => ({
  surge: 0,
  loss: 0,
  action: NEVER,
  actionAt: NEVER,
  from: 0,
  to: 0,
  measured: NaN,
  bound: NaN,
  cpu: NaN,
  lossAt: NEVER,
  sample: NEVER,
  stage: NEVER,
  timer: NEVER,
})

const account = (): Account => ({ early: 0, cooldownFrom: NEVER, cooldown: 0, unfinished: false, byHand: false })

/** The world before its first event. */
export function newWorld(params: ScalingParams, now: Millis): ScalingWorld {
  const config = configOf(params)
  const { min, max } = limitsOf(params)
  const fleet = createFleet(Math.max(min, Math.min(max, params.startInstances)), now)
  return {
    config,
    trace: recorded(params),
    fleet,
    lives: lives(fleet),
    traffic: traffic(now),
    latency: latencyRecord(),
    meter: meter(now),
    history: createHistory(),
    autoscaler: createAutoscaler(config, now),
    hpaAccount: hpaAccount(),
    hpaSeen: unseen(),
    judgements: judgements(),
    seen: { cpu: NaN, memory: NaN, rps: NaN },
    surge: { factor: 1, until: 0 },
    account: account(),
    marks: marks(),
    eras: { evaluate: 0, sample: 0, crash: 0 },
  }
}

/** The recorded load; a parameter is always legal. */
export const recorded = ({ trace }: ScalingParams): Trace => traceOf(trace) ?? { times: [], rates: [] }
