import type { Drawable, PartText, Tone } from './part.ts'

/** A state nested in an outer state. */
export interface InnerState {
  readonly label: string
  readonly means: string
}

/** An outer state; with `inner` it is composite, and entering it enters its `initial` inner state. */
export interface OuterState {
  readonly label: string
  readonly means: string
  readonly tone: Tone
  readonly initial?: string
  readonly inner?: Readonly<Record<string, InnerState>>
}

type Nested<S extends Readonly<Record<string, OuterState>>> = {
  [K in keyof S & string]: S[K] extends { readonly inner: infer I } ? `${K}.${keyof I & string}` : never
}[keyof S & string]

/** `open` or, inside a composite, `open.rejecting`. */
export type StateName<S extends Readonly<Record<string, OuterState>>> = (keyof S & string) | Nested<S>

/** A transition. From an outer state it may be taken in any of its inner states. */
export interface Edge<Name extends string> extends PartText {
  readonly from: Name | readonly Name[]
  readonly to: Name
}

/** What one declares; `defineMachine` checks it and numbers it. */
export interface MachineDeclaration<S extends Readonly<Record<string, OuterState>>, E extends string> {
  readonly title: string
  readonly initial: keyof S & string
  readonly states: S
  readonly edges: Readonly<Record<E, Edge<StateName<S>>>>
}

/** A state machine as a table: the engine runs it, the diagram draws it, and neither knows more than it says. */
export interface Machine<State extends string = string, E extends string = string> extends Drawable {
  readonly kind: 'machine'
  readonly initial: State
  readonly states: Readonly<Record<string, OuterState>>
  readonly edges: Readonly<Record<E, Edge<State>>>
  readonly partNames: readonly E[]
  /** The resting state reached by entering `name`: its initial inner state if it is composite. */
  enter(name: State): State
  /** Whether `edge` may be taken in `state` (a resting state). */
  allows(state: State, edge: E): boolean
  /** The state after `edge`; throws when the table has no such transition from `state`. */
  next(state: State, edge: E): State
}

/** The outer state of a name: `open` of `open.rejecting`. */
export const outer = (name: string): string => {
  const dot = name.indexOf('.')
  return dot < 0 ? name : name.slice(0, dot)
}

/** The text as names of properties are kept: two of them that differ are told apart without a look at their letters. */
const interned = (text: string): string => Object.keys({ [text]: text })[0] as string

const sources = <N extends string>(edge: Edge<N>): readonly N[] =>
  typeof edge.from === 'string' ? [edge.from] : (edge.from as readonly N[])

/**
 * Builds a machine and throws on a table that cannot be run: unknown states, composites without a legal initial state.
 */
export function defineMachine<const S extends Readonly<Record<string, OuterState>>, const E extends string>(
  declaration: MachineDeclaration<S, E>,
): Machine<StateName<S>, E> {
  type Name = StateName<S>
  const states: Readonly<Record<string, OuterState>> = declaration.states
  const edges = declaration.edges
  const partNames = Object.keys(edges) as E[]
  const enter = (name: Name): Name => {
    const initial = states[name]?.initial
    return initial === undefined ? name : (interned(`${name}.${initial}`) as Name)
  }
  checkStates(declaration.title, states)
  const targets = new Map<string, Map<E, Name>>()
  for (const state of resting(states)) targets.set(state, new Map())
  for (const key of partNames) {
    for (const from of sources(edges[key])) {
      const starts = [...targets.keys()].filter((state) => state === from || outer(state) === from)
      if (starts.length === 0) throw new Error(`${declaration.title}: edge ${key} leaves the unknown state ${from}`)
      const to = enter(edges[key].to)
      if (!targets.has(to)) throw new Error(`${declaration.title}: edge ${key} enters the unknown state ${to}`)
      for (const start of starts) targets.get(start)?.set(key, to)
    }
  }
  return {
    kind: 'machine',
    title: declaration.title,
    initial: enter(declaration.initial as Name),
    states,
    edges,
    partNames,
    partKeys: partNames,
    partText: (key) => edges[key as E],
    enter,
    allows: (state, edge) => targets.get(state)?.has(edge) ?? false,
    next(state, edge) {
      const to = targets.get(state)?.get(edge)
      if (to === undefined) throw new Error(`${declaration.title}: no edge ${edge} from ${state}`)
      return to
    },
  }
}

/** All states a machine can rest in: simple outer states and every inner state of the composites. */
export function resting(states: Readonly<Record<string, OuterState>>): string[] {
  return Object.entries(states).flatMap(([key, state]) =>
    state.inner ? Object.keys(state.inner).map((inner) => `${key}.${inner}`) : [key],
  )
}

function checkStates(title: string, states: Readonly<Record<string, OuterState>>): void {
  for (const [key, state] of Object.entries(states)) {
    const composite = state.inner !== undefined
    if (composite !== (state.initial !== undefined)) throw new Error(`${title}: ${key} needs both inner and initial`)
    if (state.inner && state.initial && !(state.initial in state.inner)) {
      throw new Error(`${title}: ${key} starts in the unknown inner state ${state.initial}`)
    }
  }
}
