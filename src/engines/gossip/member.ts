/** What one node believes of another. Left is a farewell of its own; dead is what others say of a silent one. */
export type MemberState = 'alive' | 'suspect' | 'dead' | 'left'

/** The states by their number in typed arrays: at an equal incarnation the higher number wins. */
export const memberStates = ['alive', 'suspect', 'dead', 'left'] as const

export const ALIVE = 0
export const SUSPECT = 1
export const DEAD = 2
export const LEFT = 3
const STATES = memberStates.length

/**
 * A belief as one number, incarnation first: of two beliefs about the same member the larger number is the one to keep
 * (incarnation precedence), so merging is taking the maximum.
 */
export const beliefOf = (state: number, incarnation: number): number => incarnation * STATES + state

/** No belief: the member is not known. */
export const UNKNOWN = -1

/** The state of a belief: ALIVE, SUSPECT, DEAD or LEFT; LEFT also for UNKNOWN. */
export const stateOf = (belief: number): number => belief & (STATES - 1)

/** The incarnation of a belief. */
export const incarnationOf = (belief: number): number => belief >>> 2
