import type { Drawable, PartText, Tone } from './part.ts'

/**
 * How a node of a flow is drawn, and with it what it is: where it begins, a question, a deed, an end, a cell of data.
 */
export type NodeShape = 'start' | 'question' | 'step' | 'end' | 'cell'

export interface FlowNode {
  readonly label: string
  readonly means: string
  readonly shape: NodeShape
  readonly tone?: Tone
  /** Key of the group (a box around nodes) that it stands in. */
  readonly group?: string
}

/**
 * An edge of a flow: taken whenever a subject goes that way. Its first number is the subject (the call, the request).
 */
export interface FlowEdge<Node extends string> extends PartText {
  readonly from: Node
  readonly to: Node
}

export interface FlowDeclaration<N extends string, E extends string, G extends string = string> {
  readonly title: string
  readonly direction: 'TB' | 'LR'
  /** What travels through: "Call". Shown as "Call 291" in the request path. */
  readonly subject: string
  readonly groups?: Readonly<Record<G, { readonly label: string }>>
  readonly nodes: Readonly<Record<N, FlowNode & { readonly group?: G }>>
  readonly edges: Readonly<Record<E, FlowEdge<N>>>
}

/** A decision graph: the way a request goes, drawn and lit from the same declaration. */
export interface Flow<N extends string = string, E extends string = string> extends Drawable {
  readonly kind: 'flow'
  readonly direction: 'TB' | 'LR'
  readonly subject: string
  readonly groups: Readonly<Record<string, { readonly label: string }>>
  readonly nodes: Readonly<Record<N, FlowNode>>
  readonly edges: Readonly<Record<E, FlowEdge<N>>>
  readonly partNames: readonly E[]
}

/** Builds a flow; misspelt nodes and groups do not compile, and a node that no edge touches throws. */
export function defineFlow<const N extends string, const E extends string, const G extends string = never>(
  declaration: FlowDeclaration<N, E, G>,
): Flow<N, E> {
  const partNames = Object.keys(declaration.edges) as E[]
  const touched = new Set(partNames.flatMap((key) => [declaration.edges[key].from, declaration.edges[key].to]))
  for (const node of Object.keys(declaration.nodes) as N[]) {
    if (!touched.has(node)) throw new Error(`${declaration.title}: no edge touches ${node}`)
  }
  return {
    kind: 'flow',
    title: declaration.title,
    direction: declaration.direction,
    subject: declaration.subject,
    groups: declaration.groups ?? {},
    nodes: declaration.nodes,
    edges: declaration.edges,
    partNames,
    partKeys: partNames,
    partText: (key) => declaration.edges[key as E],
  }
}
