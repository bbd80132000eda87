/** How many edges one operation of an engine may take. */
const LONGEST = 8
const NUMBERS = 4

/**
 * The edges that an engine's last operation took, in order, with up to four numbers each; plain data, reused, never
 * grown.
 */
export interface Trail<E extends string = string> {
  count: number
  readonly edges: E[]
  readonly numbers: Float64Array
}

/** An empty trail. */
export const trail = <E extends string>(): Trail<E> => ({
  count: 0,
  edges: [],
  numbers: new Float64Array(LONGEST * NUMBERS),
})

/** Forgets the last operation; an engine calls it first in each of its verbs. */
export function begin(target: Trail): void {
  target.count = 0
}

/** Notes an edge with the numbers that decided it; throws when one operation takes more edges than a trail holds. */
export function step<E extends string>(target: Trail<E>, edge: E, a = 0, b = 0, c = 0, d = 0): void {
  if (target.count === LONGEST) throw new Error(`more than ${LONGEST} edges in one operation`)
  const at = target.count * NUMBERS
  target.edges[target.count] = edge
  target.numbers[at] = a
  target.numbers[at + 1] = b
  target.numbers[at + 2] = c
  target.numbers[at + 3] = d
  target.count += 1
}
