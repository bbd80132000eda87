import type { Act, AnyLab } from '../lab/lab.ts'
import type { PlannedAct } from '../lab/lesson.ts'
import type { NumberParam, Params, ParamValue } from '../lab/param.ts'
import { declaredParam, entriesOf, legalOr, legalTime, type Report } from './legal.ts'
import { quoted } from './notice.ts'

/** More acts than anyone does in one run; what follows is left out. */
export const MOST_ACTS = 10_000

type AnyAct = Act<Params, unknown>

/** The acts that are legal, in order of time. */
export function legalActs(raw: unknown, lab: AnyLab, report: Report): readonly PlannedAct[] {
  if (!Array.isArray(raw)) {
    report(`the acts were ${quoted(raw)} and were left out`)
    return []
  }
  if (raw.length > MOST_ACTS) report(`of ${raw.length} acts the first ${MOST_ACTS} were kept`)
  const acts = raw.slice(0, MOST_ACTS).flatMap((act) => legalAct(act, lab, report))
  if (acts.every(({ at }, index) => index === 0 || at >= (acts[index - 1] as PlannedAct).at)) return acts
  report('the acts were not in order of time and were sorted')
  return acts.sort((one, other) => one.at - other.at)
}

/** The act, legal, or nothing when no legal part of it would do anything. */
function legalAct(raw: unknown, lab: AnyLab, report: Report): readonly PlannedAct[] {
  const { at: rawTime, do: name, with: args, set } = recordOf(raw)
  const at = legalTime(rawTime, report)
  if (at === undefined) {
    report(`an act had the time ${quoted(rawTime)} and was left out`)
    return []
  }
  const declared = typeof name === 'string' && Object.hasOwn(lab.acts, name) ? (lab.acts[name] as AnyAct) : undefined
  if (name !== undefined && !declared) {
    report(`the act ${quoted(name)} is unknown and was left out`)
    return []
  }
  const numbers = legalArgs(args, name, declared, report)
  const values = legalSet(set, lab, report)
  if (!declared && !values) {
    report(`an act at ${at} does nothing and was left out`)
    return []
  }
  return [
    {
      at,
      ...(declared ? { do: name as string } : {}),
      ...(numbers ? { with: numbers } : {}),
      ...(values ? { set: values } : {}),
    },
  ]
}

const recordOf = (raw: unknown): Readonly<Record<'at' | 'do' | 'with' | 'set', unknown>> =>
  (typeof raw === 'object' && raw !== null ? raw : {}) as Record<'at' | 'do' | 'with' | 'set', unknown>

function legalArgs(raw: unknown, act: unknown, declared: AnyAct | undefined, report: Report): PlannedAct['with'] {
  const known: Readonly<Record<string, NumberParam>> = declared?.args ?? {}
  const args: [string, number][] = []
  for (const [name, value] of entriesOf(raw, 'the numbers of an act', report)) {
    const param = Object.hasOwn(known, name) ? known[name] : undefined
    if (param) args.push([name, legalOr(param, value, param.default, name, report) as number])
    else report(`${quoted(name)} of the act ${quoted(act)} is unknown and was left out`)
  }
  return args.length > 0 ? Object.fromEntries(args) : undefined
}

function legalSet(raw: unknown, lab: AnyLab, report: Report): PlannedAct['set'] {
  const set: [string, ParamValue][] = []
  for (const [name, value] of entriesOf(raw, 'the parameters of an act', report)) {
    const param = declaredParam(lab, name)
    if (!param) report(`the parameter ${quoted(name)} of an act is unknown and was left out`)
    else if (param.restarts) report(`${quoted(name)} cannot change during a run and was left out`)
    else {
      const legal = legalOr(param, value, undefined, name, report)
      if (legal !== undefined) set.push([name, legal])
    }
  }
  return set.length > 0 ? Object.fromEntries(set) : undefined
}
