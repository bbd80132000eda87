import { duration } from '../../units.ts'
import { checkNames } from './fleet.ts'
import type { HealthParams } from './params.ts'

/** The time-out of the check that the machine follows, or of all if they have one. */
function timeoutOf(params: HealthParams): number | undefined {
  const { apiTimeout, cacheTimeout, dbTimeout, queueTimeout } = params
  const each = [undefined, dbTimeout, apiTimeout, cacheTimeout, queueTimeout]
  const followed = (checkNames as readonly string[]).indexOf(params.follow)
  if (followed >= 0) return each[followed]
  return each.every((time) => time === undefined || time === dbTimeout) ? dbTimeout : undefined
}

/** Labels of the check's arrows under the parameters in force. */
export function checkLabels(params: HealthParams): Readonly<Record<string, string>> {
  const timeout = timeoutOf(params)
  return {
    timesOut: timeout === undefined ? 'time is up' : `${duration(timeout)} over`,
    repeats: 'next run',
  }
}

/** Labels of the flow's arrows under the parameters in force. */
export function flowLabels(params: HealthParams): Readonly<Record<string, string>> {
  const out = params.rotationBy === 'readiness' ? params.readyFall : params.lbFall
  return { takesOut: out === 1 ? '1 failure of<br/>readiness' : `${out} failures of<br/>readiness` }
}
