import type { AnyLab } from '../lab/lab.ts'
import { legalValue, type Param, type ParamValue } from '../lab/param.ts'
import type { Millis } from '../units.ts'
import { quoted } from './notice.ts'

/** The furthest moment that a scenario may name, about 116 days of virtual time; later ones are set back to it. */
export const LONGEST_RUN: Millis = 1e10
/** The event number of a position that is given by its time alone: all events due up to it. */
export const LAST_EVENT = Number.MAX_SAFE_INTEGER

/** Takes note of a fault as a half-sentence. */
export type Report = (fault: string) => void

/** The entries of a record from outside; none, with a fault, when it is something else. */
export function entriesOf(value: unknown, what: string, report: Report): readonly (readonly [string, unknown])[] {
  if (value === undefined) return []
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value)
  report(`${what} were ${quoted(value)} and were left out`)
  return []
}

/** The declaration of a parameter; undefined for every other name, those of prototypes included. */
export const declaredParam = (lab: AnyLab, name: string): Param | undefined =>
  Object.hasOwn(lab.params, name) ? (lab.params[name] as Param) : undefined

/** The legal value nearest to `value`, or `fallback` when none is near; reports what was not legal as it stood. */
export function legalOr<V extends ParamValue | undefined>(
  param: Param,
  value: unknown,
  fallback: V,
  name: string,
  report: Report,
): ParamValue | V {
  const legal = legalValue(param, value)
  if (legal === undefined) report(`${quoted(name)} was ${quoted(value)} and ${isNow(fallback)}`)
  else if (legal !== value) report(`${quoted(name)} was ${quoted(value)} and is now ${quoted(legal)}`)
  return legal ?? fallback
}

const isNow = (value: ParamValue | undefined): string =>
  value === undefined ? 'was left out' : `is now ${quoted(value)}`

/** A legal moment of a run, at most `LONGEST_RUN`; undefined for what is no time at all. */
export function legalTime(raw: unknown, report: Report): Millis | undefined {
  if (typeof raw !== 'number' || !(raw >= 0)) return undefined
  if (raw <= LONGEST_RUN) return raw + 0
  report(`the time ${quoted(raw)} is too late and is now ${LONGEST_RUN}`)
  return LONGEST_RUN
}
