import { fillsFrom, pressesFrom, refusesFrom, relaxesAt } from '../../engines/backpressure/marks.ts'
import { duration, number } from '../../units.ts'
import type { PressureParams } from './params.ts'
import { queueConfigOf } from './rules.ts'

type Labels = Readonly<Record<string, string>>

/** Labels of the machine's arrows under the marks in force. */
export function machineLabels(params: PressureParams): Labels {
  const marks = queueConfigOf(params)
  const relief = relaxesAt(marks)
  return {
    fills: `${number(fillsFrom(marks))} wait`,
    empties: `fewer than ${number(fillsFrom(marks))}`,
    presses: `${number(pressesFrom(marks))} or more<br/>wait`,
    fillsUp: `${number(refusesFrom(marks))} wait`,
    eases: `fewer than ${number(refusesFrom(marks))}`,
    relaxes: relief === 0 ? 'nobody<br/>waits' : `${number(relief)} or fewer<br/>wait`,
  }
}

/** Labels of the levels in the flow. */
export function flowLabels(params: PressureParams): Labels {
  const marks = queueConfigOf(params)
  const loses = params.overflow === 'dropOldest' ? 'drop oldest' : 'turn away'
  return { red: `${number(refusesFrom(marks))} wait`, loses }
}

/** Labels of controlled delay with its two numbers. */
export const codelLabels = ({ interval, target }: PressureParams): Labels => ({
  exceeds: `wait ≥ ${duration(target)}`,
  falls: `wait < ${duration(target)}`,
  begins: `for<br/>${duration(interval)}`,
  ends: `wait < ${duration(target)}`,
})
