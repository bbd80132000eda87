import type { HpaReason } from '../../../engines/autoscaling/hpa/hpa.ts'
import type { Lit } from '../../../lab/lab.ts'
import { duration, number, quantity } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { limitsOf } from '../rules.ts'
import type { HpaSeen, ScalingWorld } from '../run/world.ts'

/** The last evaluation of the HPA with its numbers. */
export function hpaLit({ fleet, hpaSeen }: ScalingWorld, params: ScalingParams): Lit {
  if (params.policy !== 'hpa') return { current: [], notes: { replicas: 'another policy decides' } }
  if (hpaSeen.at < 0) return { current: [], notes: { replicas: `${fleet.desired}, not evaluated yet` } }
  const { min, max } = limitsOf(params)
  const { ratio, recommended, stabilized, current, desired } = hpaSeen
  const notes: Record<string, string> = { replicas: `${current}, limits ${min} to ${max}` }
  if (!Number.isNaN(ratio)) notes['ratio'] = ratioText(hpaSeen)
  if (!Number.isNaN(recommended)) {
    notes['largest'] = number(recommended)
    notes['window'] = windowText(hpaSeen, params)
    notes['policies'] = desired === stabilized ? 'as asked' : `cut to ${desired}`
  }
  if (desired !== current) notes['rescale'] = `${current} → ${desired}`
  else notes[hpaSeen.reason === 'MetricsFailed' ? 'unknown' : 'keep'] = keeps[hpaSeen.reason] ?? number(desired)
  return { current: [endOf(hpaSeen)], notes }
}

const endOf = ({ current, desired, reason }: HpaSeen): string =>
  desired !== current ? 'rescale' : reason === 'MetricsFailed' ? 'unknown' : 'keep'

/** Measured over target; requests are in thousandths. */
function ratioText({ measured, ratio, target, perCent }: HpaSeen): string {
  const said = (value: number): string => (perCent ? quantity(value / 100, 'share') : `${number(value / 1000)}/s`)
  return `${said(measured)} ÷ ${said(target)} = ${number(Math.round(ratio * 100) / 100)}`
}

function windowText({ recommended, stabilized, current }: HpaSeen, params: ScalingParams): string {
  const window = recommended < current ? params.hpaDownWindow : params.hpaBehavior ? params.hpaUpWindow : 0
  if (stabilized === recommended) return 'lets it pass'
  return `${stabilized}, by ${duration(window)}`
}

const keeps: Readonly<Partial<Record<HpaReason, string>>> = {
  WithinTolerance: 'within tolerance',
  ScaleUpStabilized: 'held by the window',
  ScaleDownStabilized: 'held by the window',
  ScaleUpLimit: 'policy',
  ScaleDownLimit: 'policy',
  TooManyReplicas: 'maximum',
  TooFewReplicas: 'minimum',
  MetricsFailed: 'nothing is done',
  ScalingDisabled: 'scaling is off',
}
