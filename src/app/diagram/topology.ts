import { outer } from '../../machine/machine.ts'
import type { Drawn } from '../../machine/mermaid.ts'
import type { Tone } from '../../machine/part.ts'

/** Where a part leads. */
export interface Way {
  readonly from: readonly string[]
  readonly to: string
  /** The composite whose inner states it connects, if it does: such edges never count as the last transition. */
  readonly within?: string
}

/** A state, node or participant in words. */
export interface Place {
  readonly label: string
  readonly means: string
  readonly tone: Tone
}

/** The ends of a part, as declared. */
export function wayOf(drawn: Drawn, key: string): Way {
  if (drawn.kind !== 'machine') {
    const part = drawn.kind === 'flow' ? drawn.edges[key] : drawn.messages[key]
    return part ? { from: [part.from], to: part.to } : { from: [], to: '' }
  }
  const edge = drawn.edges[key]
  if (!edge) return { from: [], to: '' }
  const from: readonly string[] = typeof edge.from === 'string' ? [edge.from] : edge.from
  const home = outer(edge.to)
  const stays = [...from, edge.to].every((state) => state.includes('.') && outer(state) === home)
  return { from, to: edge.to, ...(stays ? { within: home } : {}) }
}

/** What a state, node or participant says of itself; an inner state has the tone of its outer one. */
export function placeOf(drawn: Drawn, key: string): Place {
  const unknown: Place = { label: key, means: '', tone: 'plain' }
  if (drawn.kind === 'machine') {
    const state = drawn.states[outer(key)]
    if (!state || !key.includes('.')) return state ?? unknown
    return { ...unknown, ...state.inner?.[key.slice(outer(key).length + 1)], tone: state.tone }
  }
  if (drawn.kind === 'flow') return { ...unknown, ...drawn.nodes[key] }
  return { ...unknown, ...drawn.participants[key] }
}

/** Orders the parts of one operation so that each begins where the one before it ended, as far as they connect. */
export function inOrderOfTravel(drawn: Drawn, keys: readonly string[]): readonly string[] {
  if (keys.length < 2) return keys
  const ways = new Map(keys.map((key) => [key, wayOf(drawn, key)]))
  const targets = new Set([...ways.values()].map(({ to }) => to))
  const rest = new Set(keys)
  const chain: string[] = []
  let next = keys.find((key) => !ways.get(key)?.from.some((from) => targets.has(from))) ?? keys[0]
  while (next !== undefined) {
    rest.delete(next)
    chain.push(next)
    const here = ways.get(next)?.to ?? ''
    next = [...rest].find((key) => ways.get(key)?.from.includes(here)) ?? [...rest][0]
  }
  return chain
}
