import type { Random } from '../sim/random.ts'
import type { Millis } from '../units.ts'
import { type Network, type NetworkConfig, send } from './network.ts'

/** What became of a message, as small whole numbers that fit typed columns. */
export const SENT = 0
export const DELIVERED = 1
/** Lost by chance or stopped by a partition, decided when it was sent. */
export const LOST = 2
/** The second copy of a message, on its way; delivered it counts as any other. */
export const DUPLICATE = 3
/** It arrived where nobody took it: the node was down. */
export const UNHEARD = 4

export type Fate = 0 | 1 | 2 | 3 | 4

/** The last messages of a world, for pictures of them: a ring on typed columns, so that noting one costs six writes. */
export interface Tracing {
  readonly from: Int32Array
  readonly to: Int32Array
  /** What sort of message, as the world numbers them. */
  readonly kind: Uint8Array
  /** Whatever the world wants to tell with it: a token, a call. */
  readonly about: Float64Array
  readonly sentAt: Float64Array
  /** When it arrives, or would have. */
  readonly arrivesAt: Float64Array
  readonly fate: Uint8Array
  /** Messages ever noted: the first has number 0. */
  total: number
}

/** A message as a picture wants it. */
export interface TracedMessage {
  readonly number: number
  readonly from: number
  readonly to: number
  readonly kind: number
  readonly about: number
  readonly sentAt: Millis
  readonly arrivesAt: Millis
  readonly fate: Fate
}

/** Keeps the last `kept` messages. */
export const createTracing = (kept = 256): Tracing => ({
  from: new Int32Array(kept),
  to: new Int32Array(kept),
  kind: new Uint8Array(kept),
  about: new Float64Array(kept),
  sentAt: new Float64Array(kept),
  arrivesAt: new Float64Array(kept),
  fate: new Uint8Array(kept),
  total: 0,
})

/** Notes a message and gives its number; `note` it again for a second copy. */
export function note(
  tracing: Tracing,
  from: number,
  to: number,
  kind: number,
  about: number,
  sentAt: Millis,
  arrivesAt: Millis,
  fate: Fate,
): number {
  const at = tracing.total % tracing.fate.length
  tracing.from[at] = from
  tracing.to[at] = to
  tracing.kind[at] = kind
  tracing.about[at] = about
  tracing.sentAt[at] = sentAt
  tracing.arrivesAt[at] = arrivesAt
  tracing.fate[at] = fate
  tracing.total += 1
  return tracing.total - 1
}

/** Says what became of message `number`; one that is no longer kept is left alone. */
export function settle(tracing: Tracing, number: number, fate: Fate): void {
  if (number >= 0 && number >= tracing.total - tracing.fate.length) tracing.fate[number % tracing.fate.length] = fate
}

/**
 * Sends a message over the network and notes each copy. The answer is how many copies arrive, after
 * `network.delays[0]` and `[1]`; their numbers are the last noted, `tracing.total − copies` first. `late` comes on top
 * of every delay, ∞ loses the message (`mishaps.ts`); either way the network draws the same.
 */
export function sendTraced(
  tracing: Tracing,
  network: Network,
  config: NetworkConfig,
  from: number,
  to: number,
  kind: number,
  about: number,
  now: Millis,
  random: Random,
  late: Millis = 0,
): number {
  const { delays } = network
  const sent = send(network, config, from, to, random)
  const copies = late < Infinity ? sent : 0
  if (late < Infinity) {
    delays[0] = (delays[0] as number) + late
    delays[1] = (delays[1] as number) + late
  }
  note(tracing, from, to, kind, about, now, now + (delays[0] as number), copies === 0 ? LOST : SENT)
  if (copies > 1) note(tracing, from, to, kind, about, now, now + (delays[1] as number), DUPLICATE)
  return copies
}

/** The messages kept that were on their way at some time in [since, until], oldest first; at most the last `most`. */
export function messagesBetween(tracing: Tracing, since: Millis, until: Millis, most = Infinity): TracedMessage[] {
  const kept = tracing.fate.length
  const first = tracing.total > kept ? tracing.total - kept : 0
  const found: TracedMessage[] = []
  for (let number = tracing.total - 1; number >= first && found.length < most; number -= 1) {
    const at = number % kept
    const sentAt = tracing.sentAt[at] as number
    const arrivesAt = tracing.arrivesAt[at] as number
    if (sentAt > until || arrivesAt < since) continue
    found.push({
      number,
      from: tracing.from[at] as number,
      to: tracing.to[at] as number,
      kind: tracing.kind[at] as number,
      about: tracing.about[at] as number,
      sentAt,
      arrivesAt,
      fate: tracing.fate[at] as Fate,
    })
  }
  return found.reverse()
}
