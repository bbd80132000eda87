/** How the queue answered an item, as small whole numbers. */
export const LET_IN = 0
export const TURNED_AWAY = 1
export const BLOCKED = 2
/** Let in, and the oldest thrown out for it. */
export const IN_PLACE = 3

const KEPT = 64

/** The newest items that reached the queue, for evidence: a ring. */
export interface Recent {
  readonly producer: Uint8Array
  readonly answer: Uint8Array
  readonly event: Float64Array
  total: number
}

/** Nothing yet. */
export const createRecent = (): Recent => ({
  producer: new Uint8Array(KEPT),
  answer: new Uint8Array(KEPT),
  event: new Float64Array(KEPT),
  total: 0,
})

/** Notes an item. */
export function remember(recent: Recent, producer: number, answer: number, event: number): void {
  const at = recent.total % KEPT
  recent.producer[at] = producer
  recent.answer[at] = answer
  recent.event[at] = event
  recent.total += 1
}

/** Places of the newest `most`, oldest first. */
export function newest({ total }: Recent, most: number): number[] {
  const count = Math.min(total, most, KEPT)
  return Array.from({ length: count }, (_, i) => (total - count + i) % KEPT)
}
