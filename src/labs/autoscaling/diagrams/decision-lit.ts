import { foreseen } from '../../../engines/autoscaling/forecast.ts'
import { matrixRow } from '../../../engines/autoscaling/matrix.ts'
import type { Outcome } from '../../../engines/autoscaling/scaler.ts'
import { planned } from '../../../engines/autoscaling/schedule.ts'
import type { Lit } from '../../../lab/lab.ts'
import { clock, duration, type Millis, number, quantity } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { forecastConfig, limitsOf, matrixConfig, scheduleOf } from '../rules.ts'
import { type Judgement, lastJudgement } from '../run/judgements.ts'
import type { ScalingWorld } from '../run/world.ts'

/** Where an evaluation has ended. */
const ends: Readonly<Record<Outcome, string>> = {
  applied: 'startCooldown',
  held: 'hold',
  skipped: 'skip',
  ignored: 'skip',
  bounded: 'atLimit',
  corrected: 'apply',
}

/** The last evaluation with its numbers. */
export function decisionLit(world: ScalingWorld, params: ScalingParams, now: Millis): Lit {
  if (params.policy === 'hpa') return { current: [], notes: { metrics: 'the HPA decides: see its own tab' } }
  const last = lastJudgement(world.judgements)
  if (!last) return { current: [], notes: { metrics: 'not evaluated yet' } }
  const { min, max } = limitsOf(params)
  const notes: Record<string, string> = {
    metrics: metricsText(last),
    evaluate: compared(world, params, last, now),
    cooling:
      last.left > 0 && last.outcome !== 'applied' ? `yes, ${duration(Math.ceil(last.left / 1000) * 1000)} left` : 'no',
    limits: `${min} to ${max}`,
  }
  const { actionAt, from, to } = world.marks
  if (actionAt >= 0) notes['apply'] = `${from} → ${to} at ${clock(actionAt).slice(0, -4)}`
  if (last.outcome === 'skipped' || last.outcome === 'bounded') notes[ends[last.outcome]] = `${last.wanted} asked for`
  if (last.outcome === 'held') notes['hold'] = quantity(last.current, 'instances')
  return { current: [ends[last.outcome]], notes }
}

/** The metrics of an evaluation, in the order of the node's label. */
const metricsText = ({ cpu, memory, rps }: Judgement): string =>
  `${percent(cpu)}, ${percent(memory)}, ${Number.isNaN(rps) ? '–' : number(Math.round(rps))}/s`

/** A share in whole per cent. */
export const percent = (value: number): string => quantity(Math.round(value * 100) / 100, 'share')

/** What was compared with what, in the units of the policy. */
function compared(world: ScalingWorld, params: ScalingParams, last: Judgement, now: Millis): string {
  const { bound, cpu, current, measured, memory, rps } = last
  if (params.policy === 'scheduled') return `${number(planned(scheduleOf(params), now))} planned`
  if (params.policy === 'predictive') {
    const load = foreseen(world.autoscaler.forecast, forecastConfig(params), now)
    return Number.isNaN(load) ? 'nothing foreseen' : `${number(Math.round(load))}/s foreseen`
  }
  if (Number.isNaN(measured)) return 'no metric'
  if (params.policy === 'matrix')
    return `row: ${rowName[matrixRow(matrixConfig(params), { cpu, memory, rps }, current)]}`
  const sign = measured > bound ? '>' : measured < bound ? '<' : '='
  return `${percent(measured)} ${sign} ${percent(bound)}`
}

/** Rows of the matrix in words. */
export const rowName = {
  overloaded: '+3',
  busy: '+2',
  idle: '−2',
  quiet: '−1',
  between: 'hold',
} as const
