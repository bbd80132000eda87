import { duration, quantity } from '../../../units.ts'
import { usesThresholds } from '../params/given.ts'
import type { ScalingParams } from '../params.ts'
import { isCooled } from '../rules.ts'

type Labels = Readonly<Record<string, string>>

const share = (value: number): string => quantity(value, 'share')

/** What the rule compares, in the words of the arrows that leave it. */
export function decisionLabels(params: ScalingParams): Labels {
  if (usesThresholds(params)) return threshold(params.upper, params.lower)
  switch (params.policy) {
    case 'matrix':
      return { above: '+2 or +3', below: '−1 or −2', between: 'no row' }
    case 'steps':
      return {
        above: `CPU ≥ ${share(params.highAlarm)}`,
        below: `CPU ≤ ${share(params.lowAlarm)}`,
        between: 'no alarm',
      }
    case 'tracking':
      return {
        above: `CPU > ${share(params.target)}`,
        below: `CPU < ${share(params.target * params.lowShare)}`,
        between: 'on target',
      }
    case 'predictive':
      return { above: 'more foreseen', below: 'less foreseen', between: 'enough' }
    case 'scheduled':
      return { above: 'more planned', below: 'fewer planned', between: 'as planned' }
    default:
      return {}
  }
}

const threshold = (upper: number, lower: number): Labels => ({
  above: `CPU > ${share(upper)}`,
  below: `CPU < ${share(lower)}`,
  between: `${number(lower)}–${share(upper)}`,
})

const number = (value: number): string => share(value).replace('%', '')

/** How long the cooldown is. */
export function machineLabels(params: ScalingParams): Labels {
  if (!isCooled(params)) return {}
  const { cooldownDown, cooldownUp } = params
  if (cooldownUp === cooldownDown) return { expires: `after<br/>${duration(cooldownUp)}` }
  return {
    added: `action taken,<br/>${duration(cooldownUp)}`,
    removed: `action taken,<br/>${duration(cooldownDown)}`,
  }
}
