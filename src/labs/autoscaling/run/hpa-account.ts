import type { Observation } from '../../../engines/autoscaling/autoscaler.ts'
import type { Pod, Sample } from '../../../engines/autoscaling/hpa/pods.ts'
import type { Measurement } from '../../../engines/autoscaling/hpa/replicas.ts'
import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { limitsOf } from '../rules.ts'

/** What the published algorithm, worked out once more and apart from the engine, has to remember. Plain data. */
export interface HpaAccount {
  readonly asked: { at: Millis; replicas: number }[]
  readonly changes: { at: Millis; by: number }[]
  checked: number
  /** Evaluations in which the engine decided otherwise. */
  differs: number
}

/** Nothing was worked out yet. */
export const hpaAccount = (): HpaAccount => ({ asked: [], changes: [], checked: 0, differs: 0 })

/** Works the replicas out from what the controller found, and counts it if the engine has another number. */
export function checkHpa(
  account: HpaAccount,
  params: ScalingParams,
  { current, hpa }: Observation,
  desired: number,
  now: Millis,
): void {
  account.checked += 1
  if (account.asked.length === 0) account.asked.push({ at: now, replicas: current })
  const expected = replicas(account, params, hpa.pods, hpa.measurements, current, now)
  if (params.hpaBehavior && expected !== current) {
    const kept = Math.max(
      upPolicies(params).length > 0 ? params.hpaUpPeriod : 0,
      downPolicies(params).length > 0 ? params.hpaDownPeriod : 0,
    )
    drop(account.changes, now - kept, true)
    account.changes.push({ at: now, by: expected - current })
  }
  if (expected !== desired) account.differs += 1
}

function replicas(
  account: HpaAccount,
  params: ScalingParams,
  pods: readonly Pod[],
  measurements: readonly Measurement[],
  current: number,
  now: Millis,
): number {
  const { min, max } = limitsOf(params)
  if (current === 0) return 0
  if (current < min || current > max) return current < min ? min : max
  const targets = targetsOf(params)
  const wishes = measurements.map((measured, i) => wish(params, targets[i] ?? NaN, i, pods, measured, current, now))
  const heard = wishes.filter((replicas) => !Number.isNaN(replicas))
  const most = heard.reduce((a, b) => (b > a ? b : a), -1)
  if (most < 0 || (heard.length < wishes.length && most < current)) return current
  return limited(account, params, steadied(account, params, most, current, now), current, now)
}

/** Targets in the order of the metrics: whole per cent, or thousandths per pod (told by their size being negated). */
function targetsOf(params: ScalingParams): readonly number[] {
  return [
    ...(params.hpaOnCpu ? [Math.round(params.hpaCpu * 100)] : []),
    ...(params.hpaOnMemory ? [Math.round(params.hpaMemory * 100)] : []),
    ...(params.hpaOnRequests ? [-params.hpaRequests * 1000] : []),
  ]
}

const inBand = (params: ScalingParams, ratio: number): boolean => {
  const { hpaBehavior, hpaToleranceDown: down, hpaToleranceUp: up } = params
  const common = Math.max(up, down)
  return ratio >= 1 - (hpaBehavior ? down : common) && ratio <= 1 + (hpaBehavior ? up : common)
}

/** What one metric wishes for; NaN when it cannot be read. */
function wish(
  params: ScalingParams,
  target: number,
  index: number,
  pods: readonly Pod[],
  measured: Measurement,
  current: number,
  now: Millis,
): number {
  if (measured.kind !== 'perPod') return NaN
  const isCpu = params.hpaOnCpu && index === 0
  const ready: number[] = []
  let [unready, missing] = [0, 0]
  for (const [i, pod] of pods.entries()) {
    const sample = measured.samples[i]
    if (pod.deleted) continue
    if (pod.phase === 'pending') unready += 1
    else if (!sample) missing += 1
    else if (isCpu && young(params, pod, sample, now)) unready += 1
    else ready.push(sample.value)
  }
  const ratio = ratioOf(ready, target)
  if (Number.isNaN(ratio)) return NaN
  if (missing === 0 && (unready === 0 || ratio <= 1))
    return inBand(params, ratio) ? current : Math.ceil(ratio * ready.length)
  const filler = ratio > 1 ? 0 : target < 0 ? -target : Math.max(100, target) * 10
  const filled = ratio === 1 ? [...ready] : [...ready, ...Array<number>(missing).fill(filler)]
  if (ratio > 1) filled.push(...Array<number>(unready).fill(0))
  const anew = ratioOf(filled, target)
  if (inBand(params, anew) || (ratio < 1 && anew > 1) || (ratio > 1 && anew < 1)) return current
  const wanted = Math.ceil(anew * filled.length)
  return (anew < 1 && wanted > current) || (anew > 1 && wanted < current) ? current : wanted
}

/** Every pod requests 1,000: the mean use loses its fraction, per cent or thousandths, before it is divided. */
function ratioOf(values: readonly number[], target: number): number {
  const sum = values.reduce((a, b) => a + b, 0)
  if (values.length === 0) return NaN
  if (target < 0) return Math.trunc(sum / values.length) / -target
  return Math.trunc((sum * 100) / (values.length * 1000)) / target
}

function young(params: ScalingParams, pod: Pod, sample: Sample, now: Millis): boolean {
  if (pod.started === undefined) return true
  if (now < pod.started + params.cpuInitialization) return !pod.ready || sample.at - sample.window < pod.readyChanged
  return !pod.ready && pod.readyChanged < pod.started + params.readinessDelay
}

/** Stabilization: with behavior between two windows, without it the greatest of one. */
function steadied(account: HpaAccount, params: ScalingParams, asked: number, current: number, now: Millis): number {
  const { hpaBehavior, hpaDownWindow: downs, hpaUpWindow: ups } = params
  const within = (window: Millis, inclusive: boolean): readonly number[] => [
    asked,
    ...account.asked.filter(({ at }) => (inclusive ? now - at <= window : now - at < window)).map((a) => a.replicas),
  ]
  const highest = Math.max(...within(downs, !hpaBehavior))
  const lowest = hpaBehavior ? Math.min(...within(ups, false)) : highest
  drop(account.asked, now - (hpaBehavior ? Math.max(ups, downs) : downs), false)
  account.asked.push({ at: now, replicas: asked })
  if (!hpaBehavior) return highest
  return current < lowest ? lowest : current > highest ? highest : current
}

type Policy = readonly ['Percent' | 'Pods', number]

const upPolicies = ({ hpaUpPercent, hpaUpPods }: ScalingParams): readonly Policy[] =>
  (
    [
      ['Percent', hpaUpPercent],
      ['Pods', hpaUpPods],
    ] as const
  ).filter(([, value]) => value > 0)

const downPolicies = ({ hpaDownPercent, hpaDownPods }: ScalingParams): readonly Policy[] =>
  (
    [
      ['Percent', hpaDownPercent],
      ['Pods', hpaDownPods],
    ] as const
  ).filter(([, value]) => value > 0)

/** What policies, minimum and maximum leave of it. */
function limited(account: HpaAccount, params: ScalingParams, wanted: number, current: number, now: Millis): number {
  const { min, max } = limitsOf(params)
  if (!params.hpaBehavior) return Math.max(min, Math.min(wanted, max, Math.max(4, 2 * current)))
  if (wanted === current) return current
  const up = wanted > current
  const period = up ? params.hpaUpPeriod : params.hpaDownPeriod
  const policies = up ? upPolicies(params) : downPolicies(params)
  const select = up ? params.hpaUpSelect : params.hpaDownSelect
  if (select === 'disabled' || policies.length === 0) return current
  const lately = account.changes.filter(({ at }) => now - at < period).reduce((sum, { by }) => sum + by, 0)
  const start = current - lately
  const reach = policies.map(([type, value]) => {
    if (type === 'Pods') return up ? start + value : start - value
    return up ? Math.ceil(start * (1 + value / 100)) : Math.trunc(start * (1 - value / 100))
  })
  const farthest = (select === 'max') === up ? Math.max(...reach) : Math.min(...reach)
  return up ? Math.min(wanted, max, Math.max(farthest, current)) : Math.max(wanted, min, Math.min(farthest, current))
}

/** Drops what is older than a time, or as old. */
function drop(list: { at: Millis }[], before: Millis, inclusive: boolean): void {
  const kept = list.filter(({ at }) => (inclusive ? at > before : at >= before))
  list.splice(0, list.length, ...kept)
}
