import type { AnyLab } from '../../lab/lab.ts'
import type { ParamValue } from '../../lab/param.ts'
import type { Flow } from '../../machine/flow.ts'
import { type Machine, outer } from '../../machine/machine.ts'
import type { Drawable, PartText, Tone } from '../../machine/part.ts'
import type { Sequence } from '../../machine/sequence.ts'

type Params = Readonly<Record<string, ParamValue>>

/** One end of a part: a state, a node or a participant. */
export interface End {
  readonly label: string
  readonly tone: Tone
}

/** How a part is spoken of. */
export interface PartWords {
  readonly number: number
  readonly diagram: string
  readonly text: PartText
  readonly from: End
  readonly to: End
  /** One line: "Closed → Open", or the label where both ends lie in one state. */
  readonly title: string
}

const plain = (label: string): string => label.replace(/<br\s*\/?>|\n/g, ' ')

function stateEnd(machine: Machine, name: string): End {
  const state = machine.states[outer(name)]
  const inner = state?.inner?.[name.slice(outer(name).length + 1)]
  return { label: plain(inner?.label ?? state?.label ?? name), tone: state?.tone ?? 'plain' }
}

function ends(drawable: Drawable, key: string): readonly [End, End] {
  if (drawable.kind === 'machine') {
    const machine = drawable as Machine
    const edge = machine.edges[key]
    const from = typeof edge?.from === 'string' ? edge.from : (edge?.from[0] ?? '')
    return [stateEnd(machine, from), stateEnd(machine, edge?.to ?? '')]
  }
  if (drawable.kind === 'flow') {
    const flow = drawable as Flow
    const end = (name: string | undefined): End => {
      const node = flow.nodes[name ?? '']
      return { label: plain(node?.label ?? ''), tone: node?.tone ?? 'plain' }
    }
    return [end(flow.edges[key]?.from), end(flow.edges[key]?.to)]
  }
  const sequence = drawable as Sequence
  const end = (name: string | undefined): End => {
    return { label: plain(sequence.participants[name ?? '']?.label ?? ''), tone: 'plain' }
  }
  return [end(sequence.messages[key]?.from), end(sequence.messages[key]?.to)]
}

/** The label of a part as the diagram draws it with the parameters in force; undefined where it has none. */
export function drawnLabel(lab: AnyLab, name: string, params: Params | undefined): string | undefined {
  const diagram = lab.diagrams.find(({ key }) => name.startsWith(`${key}.`))
  const live = params && diagram?.labels?.(params as never)[name.slice(diagram.key.length + 1)]
  const label = live ?? lab.book.texts[lab.book.names.indexOf(name)]?.label
  return label === undefined || label.includes('{') ? undefined : plain(label)
}

/** The words for a part by its name in the lab's book; undefined for a name that is not in it. */
export function partWords(lab: AnyLab, name: string): PartWords | undefined {
  const number = lab.book.names.indexOf(name)
  const text = lab.book.texts[number]
  const diagram = name.slice(0, name.indexOf('.'))
  const drawable = (lab.book.diagrams as Readonly<Record<string, Drawable>>)[diagram]
  if (!text || !drawable) return undefined
  const [from, to] = ends(drawable, name.slice(diagram.length + 1))
  return { number, diagram, text, from, to, title: `${from.label} → ${to.label}` }
}
