import type { Fleet } from '../../../engines/autoscaling/fleet.ts'
import type { Millis } from '../../../units.ts'

/** Lives that are remembered for the picture. */
export const KEPT = 256

/** Instances that are or were, by their number, in a ring: when each stage began; NaN where it did not. */
export interface Lives {
  readonly id: Int32Array
  readonly placed: Float64Array
  readonly served: Float64Array
  readonly ready: Float64Array
  readonly told: Float64Array
  readonly gone: Float64Array
  /** When it was asked for. */
  readonly wanted: Float64Array
  /** 1 for one that was lost. */
  readonly lost: Uint8Array
  /** Instances ever asked for. */
  total: number
}

/** The instances that there are at the start. */
export function lives(fleet: Fleet): Lives {
  const kept: Lives = {
    id: new Int32Array(KEPT).fill(-1),
    placed: new Float64Array(KEPT),
    served: new Float64Array(KEPT),
    ready: new Float64Array(KEPT),
    told: new Float64Array(KEPT),
    gone: new Float64Array(KEPT),
    wanted: new Float64Array(KEPT),
    lost: new Uint8Array(KEPT),
    total: 0,
  }
  watch(kept, fleet, 0)
  return kept
}

/** Notes what has become of the instances by `now`. */
export function watch(kept: Lives, fleet: Fleet, now: Millis): void {
  for (; kept.total < fleet.nextId; kept.total += 1) begin(kept, kept.total, now)
  for (let at = 0; at < KEPT; at += 1) if (Number.isNaN(kept.gone[at])) kept.gone[at] = now
  for (const { id, phase, since, placed, served } of fleet.instances) {
    const at = id % KEPT
    if (kept.id[at] !== id) continue
    kept.gone[at] = NaN
    kept.placed[at] = placed
    kept.served[at] = served
    if (phase === 'ready' && Number.isNaN(kept.ready[at])) kept.ready[at] = since
    if (phase === 'terminating') kept.told[at] = since
  }
}

/** Notes that an instance was lost. */
export function lose(kept: Lives, id: number): void {
  if (kept.id[id % KEPT] === id) kept.lost[id % KEPT] = 1
}

function begin(kept: Lives, id: number, now: Millis): void {
  const at = id % KEPT
  kept.id[at] = id
  kept.wanted[at] = now
  kept.placed[at] = NaN
  kept.served[at] = NaN
  kept.ready[at] = NaN
  kept.told[at] = NaN
  kept.gone[at] = NaN
  kept.lost[at] = 0
}
