import type { PartText } from '../machine/part.ts'
import { duration, number, quantity, type Unit } from '../units.ts'
import type { AnyLab } from './lab.ts'
import type { PlannedAct } from './lesson.ts'
import type { Param, Params, ParamValue } from './param.ts'
import { traceOf } from './trace.ts'

/** A parameter's value in words: a duration, a share, the label of the option, on or off. */
export function valueText(param: Param, value: ParamValue): string {
  if (param.kind === 'number') return quantity(Number(value), param.unit)
  if (param.kind === 'choice') return param.options[String(value)]?.label ?? String(value)
  if (param.kind === 'trace') return traceWords(String(value))
  return value ? 'on' : 'off'
}

/** A recorded load in words: how long it is and between which rates. */
function traceWords(text: string): string {
  const trace = traceOf(text)
  if (!trace || trace.times.length === 0) return 'none'
  const largest = trace.rates.reduce((most, rate) => (rate > most ? rate : most), 0)
  return `${trace.times.length} points over ${duration(trace.times.at(-1) ?? 0)}, up to ${quantity(largest, '/s')}`
}

/** The name and unit of a declared number: "waited:ms" is `waited`, a duration. */
export function numberName(declared: string): { readonly name: string; readonly unit: Unit } {
  const [name = declared, unit = ''] = declared.split(':')
  return { name, unit: unit as Unit }
}

/** The numbers of one visit by name. */
export function named(part: PartText, numbers: ArrayLike<number>, at: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    (part.numbers ?? []).map((declared, i) => [numberName(declared).name, numbers[at + i] ?? NaN]),
  )
}

/** Fills `{name}` with the texts of `known`; an unknown name stays as it is, so that a test can find it. */
export const fill = (template: string, known: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole)

const bare = (param: Param, value: ParamValue): string =>
  param.kind === 'number' && !['ms', 'share', '/s'].includes(param.unit)
    ? number(Number(value))
    : valueText(param, value)

/** Texts of all parameters by name, for templates: plain counts without their unit. */
export const paramTexts = (params: Params, values: Readonly<Record<string, ParamValue>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, bare(param, values[name] ?? param.default)]))

/** Texts of the numbers of a visit by name, each in its declared unit. */
export function numberTexts(part: PartText, numbers: ArrayLike<number>, at: number): Record<string, string> {
  const entries = (part.numbers ?? []).map((declared, i) => {
    const { name, unit } = numberName(declared)
    return [name, quantity(numbers[at + i] ?? NaN, unit)]
  })
  return Object.fromEntries(entries) as Record<string, string>
}

/** The words on an act's flag: its own, or what it sets. */
export function flagText(lab: AnyLab, act: PlannedAct, values: Readonly<Record<string, ParamValue>>): string {
  const declared = act.do === undefined ? undefined : lab.acts[act.do]
  if (declared) {
    const args = Object.entries(declared.args ?? {}) as [string, Param][]
    const texts = args.map(([name, arg]) => [name, bare(arg, act.with?.[name] ?? arg.default)])
    return fill(declared.flag, { ...paramTexts(lab.params, values), ...Object.fromEntries(texts) })
  }
  const parts = Object.entries(act.set ?? {}).flatMap(([name, value]) => {
    const param = (lab.params as Params)[name]
    return param ? [`${param.label} ${valueText(param, value)}`.toLowerCase()] : []
  })
  return parts.join(', ')
}
