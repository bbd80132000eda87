import type { Millis } from '../../../units.ts'

/** Messages that pictures may show. */
export const MOST_RECENT = 4096

/** What a message was worth when it was sent. */
export const NEWS = 0
export const KNOWN = 1
export const QUESTION = 2
export const LOST = 3
/** A message of the members; one more if it is lost. */
export const PROBE = 4

/** The newest messages in a ring, for pictures. */
export interface Recent {
  readonly from: Uint16Array
  readonly to: Uint16Array
  readonly kind: Uint8Array
  readonly sent: Float64Array
  readonly due: Float64Array
  /** Messages ever remembered. */
  total: number
}

/** Nothing was sent yet. */
export const recent = (): Recent => ({
  from: new Uint16Array(MOST_RECENT),
  to: new Uint16Array(MOST_RECENT),
  kind: new Uint8Array(MOST_RECENT),
  sent: new Float64Array(MOST_RECENT),
  due: new Float64Array(MOST_RECENT),
  total: 0,
})

/** Remembers a message; of one that is lost, `due` is when it would have come. */
export function remember(ring: Recent, from: number, to: number, kind: number, sent: Millis, due: Millis): void {
  const at = ring.total % MOST_RECENT
  ring.from[at] = from
  ring.to[at] = to
  ring.kind[at] = kind
  ring.sent[at] = sent
  ring.due[at] = due
  ring.total += 1
}
