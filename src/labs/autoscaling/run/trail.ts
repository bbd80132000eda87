import type { DecisionEdge } from '../../../engines/autoscaling/decision-flow.ts'
import type { HpaEdge } from '../../../engines/autoscaling/hpa-flow.ts'
import type { ScalerEdge } from '../../../engines/autoscaling/machine.ts'
import { cooldownEnd } from '../../../engines/autoscaling/scaler.ts'
import type { Part } from '../../../machine/part.ts'
import type { Trail } from '../../../machine/trail.ts'
import { book } from '../book.ts'
import { plain } from './event.ts'
import { NEVER, type ScalingMoment, type ScalingWorld } from './world.ts'

const { decision, hpa, machine } = book.parts

/** A cooldown is over strictly after its last instant; virtual time is told to the millisecond. */
const AFTER = 1

function visitAll<E extends string>(trail: Trail<E>, parts: Readonly<Record<E, Part>>, moment: ScalingMoment): void {
  const { count, edges, numbers } = trail
  for (let i = 0; i < count; i += 1) {
    const at = i * 4
    moment.visit(
      parts[edges[i] as E],
      numbers[at] as number,
      numbers[at + 1] as number,
      numbers[at + 2] as number,
      numbers[at + 3] as number,
    )
  }
}

/** Visits the edges of the machine that the last verb took, and keeps its timer and our account of the cooldown. */
export function follow(world: ScalingWorld, moment: ScalingMoment): void {
  const { scaler } = world.autoscaler
  const { trail } = scaler
  visitAll<ScalerEdge>(trail, machine, moment)
  for (let i = 0; i < trail.count; i += 1) noted(world, trail.edges[i] as ScalerEdge, moment)
  const end = cooldownEnd(scaler)
  if (end === Infinity || end + AFTER === world.marks.timer) return
  world.marks.timer = end + AFTER
  moment.at(end + AFTER > moment.now ? end + AFTER : moment.now, plain('timer'))
}

function noted({ account, marks }: ScalingWorld, edge: ScalerEdge, moment: ScalingMoment): void {
  switch (edge) {
    case 'added':
    case 'removed':
    case 'addedFreely':
    case 'removedFreely':
      if (marks.action !== NEVER && marks.action !== moment.number) moment.because(marks.action)
      account.unfinished = false
      account.cooldownFrom = moment.now
      break
    case 'expires':
      if (marks.action !== NEVER) moment.because(marks.action)
      break
    default:
  }
}

/** Visits the steps of the last evaluation. */
export function followDecision(world: ScalingWorld, moment: ScalingMoment): void {
  const { autoscaler } = world
  if (moment.params.policy === 'hpa') visitAll<HpaEdge>(autoscaler.hpa.trail, hpa, moment)
  else visitAll<DecisionEdge>(autoscaler.scaler.decided, decision, moment)
}
