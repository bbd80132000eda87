import type { Chart } from '../../lab/chart.ts'
import type { Params, ParamValue } from '../../lab/param.ts'
import { number, quantity, type Unit } from '../../units.ts'

/** A mark at its level now, with its words filled in. */
export interface DrawnMark {
  readonly value: number
  readonly text: string
}

/** Units that stand beside their number in a sentence; plain counts stand alone. */
const SPOKEN: ReadonlySet<Unit> = new Set(['ms', 'share', '/s'])

/** The words of a mark with `{name}` as the parameter of that name in force. */
export function markText(label: string, declared: Params, values: Readonly<Record<string, ParamValue>>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const param = declared[name]
    const value = values[name] ?? param?.default
    if (param?.kind === 'number')
      return SPOKEN.has(param.unit) ? quantity(Number(value), param.unit) : number(Number(value))
    if (param?.kind === 'choice') return param.options[String(value)]?.label ?? whole
    return param?.kind === 'switch' ? (value ? 'on' : 'off') : whole
  })
}

/** The marks of a chart that apply with the parameters in force. */
export function marksOf(
  chart: Chart,
  declared: Params,
  values: Readonly<Record<string, ParamValue>>,
): readonly DrawnMark[] {
  return (chart.marks ?? []).flatMap((mark) => {
    const value = mark.value(values as never)
    if (value === undefined || !Number.isFinite(value)) return []
    return [{ value, text: markText(mark.label, declared, values) }]
  })
}
