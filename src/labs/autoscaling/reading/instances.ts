import type { Millis } from '../../../units.ts'
import type { ScalingParams } from '../params.ts'
import { KEPT as JUDGED, judgementAt } from '../run/judgements.ts'
import { KEPT } from '../run/lives.ts'
import type { ScalingWorld } from '../run/world.ts'

/** A stretch of an instance's life. */
export type Stage = 'pending' | 'starting' | 'warming' | 'ready' | 'terminating'

/** An instance as a bar: its stages, each until the next, the last until `end`. */
export interface InstanceBar {
  readonly id: number
  readonly stages: readonly { readonly as: Stage; readonly from: Millis }[]
  readonly end: Millis
  /** It is still there. */
  readonly here: boolean
  readonly lost: boolean
}

/** An action, as a line through the bars. */
export interface ActionMark {
  readonly at: Millis
  readonly from: number
  readonly to: number
}

/** What the timeline draws. */
export interface InstanceLives {
  readonly from: Millis
  readonly now: Millis
  readonly bars: readonly InstanceBar[]
  readonly hidden: number
  readonly actions: readonly ActionMark[]
}

/** The picture reaches back so far. */
const BACK: Millis = 600_000
/** So many bars have room. */
const MOST = 26

/** The instances of the last ten minutes; those that are there come before those that have gone lately. */
export function readInstances({ judgements, lives }: ScalingWorld, _: ScalingParams, now: Millis): InstanceLives {
  const from = now > BACK ? now - BACK : 0
  const bars: InstanceBar[] = []
  for (let at = 0; at < KEPT; at += 1) {
    if ((lives.id[at] as number) < 0) continue
    const gone = lives.gone[at] as number
    const here = Number.isNaN(gone)
    if (!here && gone < from) continue
    const stages = stagesOf(lives, at)
    bars.push({ id: lives.id[at] as number, stages, end: here ? now : gone, here, lost: lives.lost[at] === 1 })
  }
  bars.sort((a, b) => a.id - b.id)
  const surplus = Math.max(0, bars.length - MOST)
  const shown = surplus === 0 ? bars : withRoom(bars, surplus)
  return { from, now, bars: shown, hidden: surplus, actions: actionsIn(judgements, from) }
}

/** Leaves out those that have gone first, then the oldest. */
function withRoom(bars: readonly InstanceBar[], surplus: number): readonly InstanceBar[] {
  const order = [...bars].sort((a, b) => (a.here === b.here ? (a.here ? a.id - b.id : a.end - b.end) : a.here ? 1 : -1))
  const dropped = new Set(order.slice(0, surplus))
  return bars.filter((bar) => !dropped.has(bar))
}

function stagesOf(lives: ScalingWorld['lives'], at: number): InstanceBar['stages'] {
  const placed = lives.placed[at] as number
  const served = lives.served[at] as number
  const ready = lives.ready[at] as number
  const times: readonly (readonly [Stage, Millis])[] = [
    ['pending', lives.wanted[at] as number],
    ['starting', placed],
    ['warming', served],
    ['ready', ready],
    ['terminating', lives.told[at] as number],
  ]
  const begun = times.filter(([, time]) => !Number.isNaN(time))
  return begun.filter(([, time], i) => time < (begun[i + 1]?.[1] ?? Infinity)).map(([as, time]) => ({ as, from: time }))
}

function actionsIn(judgements: ScalingWorld['judgements'], from: Millis): readonly ActionMark[] {
  const marks: ActionMark[] = []
  for (let index = Math.max(0, judgements.total - JUDGED); index < judgements.total; index += 1) {
    const { at, current, desired } = judgementAt(judgements, index)
    if (desired !== current && at >= from) marks.push({ at, from: current, to: desired })
  }
  return marks
}
