import type { Flow, NodeShape } from './flow.ts'
import { type Edge, type Machine, outer } from './machine.ts'
import { inline, naming } from './mermaid-words.ts'
import type { Tone } from './part.ts'
import { type Branch, messagesOf, type Piece, type Sequence } from './sequence.ts'

/** What can be written as a Mermaid diagram. */
export type Drawn = Machine | Flow | Sequence

export interface DrawingOptions {
  /** Text of parts in place of the declared one, by part key. */
  readonly labels?: Readonly<Record<string, string>>
  /** Of machines `LR` unless said otherwise, of flows as declared; sequences have none. */
  readonly direction?: 'LR' | 'TB'
  /** Top to bottom; of machines outer states only, and one line where several edges lead from one to another. */
  readonly compact?: boolean
  /** One line where several edges lead around one state of a machine: dagre draws no more than one. */
  readonly oneLoop?: boolean
  /** Keys of parts that are not drawn, nor the states and nodes that only they touch. */
  readonly omit?: readonly string[]
}

/** What Mermaid makes of a state, a node, a group or a participant. */
export interface Spot {
  readonly kind: 'state' | 'composite' | 'node' | 'group' | 'participant'
  /** Its name in the source text. */
  readonly id: string
}

/** A frame of a sequence: alternatives, an option, a loop. */
export interface Frame {
  readonly id: string
  /** Keys of the messages by branch, those of frames within included. */
  readonly branches: readonly (readonly string[])[]
}

/** The Mermaid source of a declaration, and the names under which its parts stand in the drawing. */
export interface Drawing {
  readonly text: string
  /**
   * Ids of edges or messages by part key, one for each source state. In a compact drawing several parts may share one,
   * and parts within a state are absent.
   */
  readonly parts: Readonly<Record<string, readonly string[]>>
  /** By state (`open.rejecting`), node or participant key. */
  readonly spots: Readonly<Record<string, Spot>>
  /** Boxes around nodes of a flow, by group key. */
  readonly groups: Readonly<Record<string, Spot>>
  /** Frames of a sequence, inner ones first: the id of each, and the messages in each of its branches. */
  readonly frames: readonly Frame[]
}

/** Writes a machine, a flow or a sequence as Mermaid source that parses whatever its labels say. */
export function mermaidOf(drawn: Drawn, options: DrawingOptions = {}): Drawing {
  if (drawn.kind === 'machine') return machineText(drawn, options)
  return drawn.kind === 'flow' ? flowText(drawn, options) : sequenceText(drawn, options)
}

const sources = (edge: Edge<string>): readonly string[] => (typeof edge.from === 'string' ? [edge.from] : edge.from)

interface Line {
  /** The parts that it stands for; the first gives it its words. */
  readonly keys: readonly string[]
  readonly from: string
  readonly to: string
}

/** The edges to draw, one line for each source; a compact drawing has one line from an outer state to another. */
function linesOf(machine: Machine, { compact = false, oneLoop = false, omit = [] }: DrawingOptions): Line[] {
  const drawn = machine.partNames.filter((key) => !omit.includes(key))
  const lines = drawn.flatMap((key) => {
    const edge = machine.edges[key]
    return edge ? sources(edge).map((from) => ({ keys: [key], from, to: edge.to as string })) : []
  })
  const merged = new Map<string, Line>()
  for (const { keys, from, to } of lines) {
    const within = outer(from) === outer(to) && (from !== to || machine.states[from]?.inner)
    if (compact && within) continue
    const ends = compact ? `${outer(from)} ${outer(to)}` : `${from} ${to}${oneLoop && from === to ? '' : merged.size}`
    const together = [...new Set([...(merged.get(ends)?.keys ?? []), ...keys])]
    merged.set(ends, compact ? { keys: together, from: outer(from), to: outer(to) } : { keys: together, from, to })
  }
  return [...merged.values()]
}

/** The composite in whose box a line is written: that of both its ends, if they are inner states of one. */
const boxOf = ({ from, to }: Line): string | undefined =>
  from.includes('.') && to.includes('.') && outer(from) === outer(to) ? outer(from) : undefined

function machineText(machine: Machine, options: DrawingOptions): Drawing {
  const { labels = {}, direction, compact = false } = options
  const named = naming()
  const spots: Record<string, Spot> = {}
  const parts: Record<string, string[]> = {}
  const lines = linesOf(machine, options)
  const touched = new Set([outer(machine.initial), ...lines.flatMap(({ from, to }) => [outer(from), outer(to)])])
  const text = ['stateDiagram-v2', `  direction ${direction ?? (compact ? 'TB' : 'LR')}`]
  let edges = 0
  const write = (indent: string, from: string, to: string, label?: string) => {
    text.push(`${indent}${from} --> ${to}${label ? ` : ${inline(label)}` : ''}`)
    edges += 1
    return `edge${edges - 1}`
  }
  const writeLine = (indent: string, { keys, from, to }: Line) => {
    const [first = ''] = keys
    const id = write(indent, spots[from]?.id ?? '', spots[to]?.id ?? '', labels[first] ?? machine.edges[first]?.label)
    for (const key of keys) parts[key] = [...(parts[key] ?? []), id]
  }
  for (const [key, state] of Object.entries(machine.states)) {
    if (!touched.has(key)) continue
    const composite = state.inner !== undefined && !compact
    spots[key] = { kind: composite ? 'composite' : 'state', id: named(key) }
    text.push(`  state "${inline(state.label)}" as ${spots[key].id}${composite ? ' {' : ''}`)
    if (!composite) continue
    text.push('    direction TB')
    for (const [name, inner] of Object.entries(state.inner ?? {})) {
      const spot: Spot = { kind: 'state', id: named(`${key}_${name}`) }
      spots[`${key}.${name}`] = spot
      text.push(`    state "${inline(inner.label)}" as ${spot.id}`)
    }
    for (const line of lines) if (boxOf(line) === key) writeLine('    ', line)
    text.push('  }')
  }
  write('  ', '[*]', spots[outer(machine.initial)]?.id ?? '')
  for (const line of lines) if (compact || boxOf(line) === undefined) writeLine('  ', line)
  return { text: `${text.join('\n')}\n`, parts, spots, groups: {}, frames: [] }
}

/** Each tone has its shape, in the source too; the page draws it better and needs the room. */
export const toneSigns: Readonly<Record<Tone, string>> = {
  fine: '●',
  caution: '▲',
  failed: '■',
  refused: '■',
  idle: '○',
  suspect: '◆',
  plain: '',
}

const brackets: Readonly<Record<NodeShape, readonly [string, string]>> = {
  start: ['(', ')'],
  // A hexagon: a diamond around the same words takes five times the room.
  question: ['{{', '}}'],
  step: ['[', ']'],
  end: ['(', ')'],
  cell: ['[(', ')]'],
}

function flowText(flow: Flow, options: DrawingOptions): Drawing {
  const { labels = {}, direction, compact = false, omit = [] } = options
  const edges = Object.entries(flow.edges).filter(([key]) => !omit.includes(key))
  const touched = new Set(edges.flatMap(([, { from, to }]) => [from, to]))
  const named = naming()
  const spots: Record<string, Spot> = {}
  const groups: Record<string, Spot> = {}
  const text = [`flowchart ${direction ?? (compact ? 'TB' : flow.direction)}`]
  const nodes = Object.entries(flow.nodes).filter(([key]) => touched.has(key))
  for (const [key] of nodes) spots[key] = { kind: 'node', id: named(key) }
  const write = (indent: string, key: string) => {
    const node = flow.nodes[key]
    if (!node) return
    const [open, close] = brackets[node.shape]
    const sign = toneSigns[node.tone ?? 'plain']
    text.push(`${indent}${spots[key]?.id}${open}"${inline(`${sign} ${node.label}`.trim())}"${close}`)
  }
  for (const [key, { group }] of nodes) {
    if (group === undefined) write('  ', key)
    if (group === undefined || groups[group]) continue
    groups[group] = { kind: 'group', id: named(group) }
    text.push(`  subgraph ${groups[group].id}["${inline(flow.groups[group]?.label ?? group)}"]`)
    for (const [member, node] of nodes) if (node.group === group) write('    ', member)
    text.push('  end')
  }
  const parts = Object.fromEntries(
    edges.map(([key, { from, to, label: declared }]) => {
      const id = named(key)
      const label = labels[key] ?? declared
      const words = label ? `|"${inline(label)}"|` : ''
      text.push(`  ${spots[from]?.id} ${id}@-->${words} ${spots[to]?.id}`)
      return [key, [id]]
    }),
  )
  return { text: `${text.join('\n')}\n`, parts, spots, groups, frames: [] }
}

function sequenceText(sequence: Sequence, { labels = {} }: DrawingOptions): Drawing {
  const named = naming()
  const spots: Record<string, Spot> = {}
  const parts: Record<string, readonly string[]> = {}
  const frames: Frame[] = []
  const text = ['sequenceDiagram']
  for (const [key, { label }] of Object.entries(sequence.participants)) {
    spots[key] = { kind: 'participant', id: named(key) }
    text.push(`  participant ${spots[key].id} as ${inline(label)}`)
  }
  let signals = 0
  const write = (indent: string, line: string) => {
    text.push(`${indent}${line}`)
    signals += 1
    return `i${signals - 1}`
  }
  const writeFrame = (indent: string, word: string, { label, pieces }: Branch<string>) => {
    write(indent, `${word} ${inline(label)}`)
    for (const piece of pieces) writePiece(`${indent}  `, piece)
  }
  const close = (indent: string, branches: readonly (Branch<string> | undefined)[]) =>
    frames.push({ id: write(indent, 'end'), branches: branches.map((branch) => messagesOf(branch?.pieces ?? [])) })
  const writePiece = (indent: string, piece: Piece<string>) => {
    if (typeof piece === 'string') {
      const message = sequence.messages[piece]
      if (!message) return
      const arrow = `${spots[message.from]?.id}${message.reply ? '-->>' : '->>'}${spots[message.to]?.id}`
      parts[piece] = [write(indent, `${arrow}: ${inline(labels[piece] ?? message.label ?? '')}`)]
      return
    }
    const next = { alt: 'else', par: 'and', opt: undefined, loop: undefined }[piece.frame]
    piece.branches.forEach((branch, index) => {
      if (index > 0 && next === undefined) close(indent, [piece.branches[index - 1]])
      writeFrame(indent, index > 0 ? (next ?? piece.frame) : piece.frame, branch)
    })
    close(indent, next === undefined ? piece.branches.slice(-1) : piece.branches)
  }
  for (const piece of sequence.order) writePiece('  ', piece)
  return { text: `${text.join('\n')}\n`, parts, spots, groups: {}, frames }
}
