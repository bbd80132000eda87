/** Groups of at most so many nodes stand in a circle; larger ones fill a disc. */
export const CIRCLE = 60
/** The golden ratio less one: multiples of it spread most evenly round a circle. */
const GOLDEN = 0.6180339887498949

/** Which way a node lies from the middle of the picture, in turns from the top; a partition cuts along such a line. */
export function bearing(node: number, nodes: number): number {
  if (nodes <= CIRCLE) return node / nodes
  const turns = node * GOLDEN
  return turns - Math.floor(turns)
}
