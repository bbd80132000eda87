import type { AnyLab } from '../../lab/lab.ts'
import type { Param, ParamValue } from '../../lab/param.ts'
import { type Drawing, type DrawingOptions, type Drawn, mermaidOf } from '../../machine/mermaid.ts'
import { quantity } from '../../units.ts'

export type LabDiagram = AnyLab['diagrams'][number]

export type Values = Readonly<Record<string, ParamValue>>
type Labels = Readonly<Record<string, string>>

/** The declaration behind a diagram of a lab. */
export const drawnOf = (lab: AnyLab, diagram: LabDiagram): Drawn => lab.book.diagrams[diagram.key]

/** Keys of the parts that a diagram does not draw: its lab omits them and they were never taken. */
export const omittedOf = (diagram: LabDiagram, values: Values, taken: (part: string) => boolean): readonly string[] =>
  (diagram.omits?.(values as never, taken) ?? []).filter((part) => !taken(part))

/** What is drawn: the Mermaid source with the lab's default parameters in its labels. */
export const drawingOf = (lab: AnyLab, diagram: LabDiagram, options: Omit<DrawingOptions, 'labels'> = {}): Drawing =>
  mermaidOf(drawnOf(lab, diagram), { ...options, labels: labelsOf(lab, diagram, defaultsOf(lab)) })

/** The values with which a lab begins. */
export function defaultsOf(lab: AnyLab): Values {
  const params: Readonly<Record<string, Param>> = lab.params
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]))
}

/** Labels that show parameters, by part key: given by the lab, or declared with `{name}`, which is filled in here. */
export function labelsOf(lab: AnyLab, diagram: LabDiagram, values: Values): Labels {
  const drawable = drawnOf(lab, diagram)
  const filled = drawable.partKeys.flatMap((key) => {
    const label = drawable.partText(key).label
    return label?.includes('{') ? [[key, withValues(label, lab.params, values)] as const] : []
  })
  // The registry forgot which parameters this lab has; these are its own.
  const given: Labels = diagram.labels?.(values as never) ?? {}
  return { ...Object.fromEntries(filled), ...given }
}

function withValues(label: string, params: Readonly<Record<string, Param>>, values: Values): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    const param = params[name]
    if (typeof value === 'number') return quantity(value, param?.kind === 'number' ? param.unit : '')
    if (typeof value === 'string') return param?.kind === 'choice' ? (param.options[value]?.label ?? value) : value
    return whole
  })
}
