import { counts } from '../../engines/autoscaling/fleet.ts'
import type { Evidence, Look } from '../../lab/lab.ts'
import { duration, number, quantity } from '../../units.ts'
import { book } from './book.ts'
import { percent } from './diagrams/decision-lit.ts'
import type { params } from './params.ts'
import type { ScalingEvent } from './run/event.ts'
import { type Judgement, judgementAt, KEPT } from './run/judgements.ts'
import type { ScalingWorld } from './run/world.ts'

type ScalingLook = Look<typeof params, ScalingWorld>
type Badge = Evidence['items'][number]

/** Badges that fit beneath a rule. */
const MOST = 12

const { decision, hpa, machine } = book.parts

const acts: readonly number[] = [
  machine.exceeds,
  machine.underuses,
  decision.applies,
  decision.skips,
  decision.above,
  decision.below,
  decision.between,
  hpa.applies,
  hpa.stabilises,
  hpa.limits,
]

const toneOf = ({ current, desired, outcome }: Judgement): Badge['tone'] => {
  if (outcome === 'skipped' || outcome === 'ignored') return 'idle'
  return desired === current ? 'fine' : 'caution'
}

/** The last evaluations, the newest last. */
export function evidence(part: number, { world }: ScalingLook): Evidence | undefined {
  const { judgements } = world
  if (!acts.includes(part) || judgements.total === 0) return undefined
  const first = Math.max(0, judgements.total - Math.min(MOST, KEPT))
  const items = Array.from({ length: judgements.total - first }, (_, i): Badge => {
    const judgement = judgementAt(judgements, first + i)
    return { label: percent(judgement.cpu), tone: toneOf(judgement), event: judgement.event }
  })
  return { title: 'CPU at the last evaluations.', items }
}

/** What has followed from an action. */
export function sinceThen(part: number, { world, now }: ScalingLook): readonly (readonly [string, string])[] {
  if (part !== machine.exceeds && part !== machine.underuses && part !== decision.applies && part !== hpa.applies)
    return []
  const { fleet, judgements, marks } = world
  const { pending, starting, warming, ready } = counts(fleet)
  return [
    ['Last action', `${marks.from} → ${marks.to}, ${duration(Math.round((now - marks.actionAt) / 1000) * 1000)} ago`],
    ['Not ready yet', number(pending + starting + warming)],
    ['Ready', quantity(ready, 'instances')],
    ['Actions in all', number(judgements.actions)],
  ]
}

/** An event in one sentence. */
export function tells({ type, amount, lasts }: ScalingEvent): string | undefined {
  switch (type) {
    case 'sample':
      return 'Metrics were measured'
    case 'evaluate':
      return 'The rule was evaluated'
    case 'stage':
      return 'An instance came to its next stage'
    case 'timer':
      return 'The timer of the cooldown fired'
    case 'crash':
      return 'An instance crashed'
    case 'surge':
      return `The load was multiplied with ${number(amount)} for ${duration(lasts)}`
    case 'kill':
      return `${quantity(amount, 'instances')} ${amount === 1 ? 'was' : 'were'} lost`
    case 'outage':
      return `${quantity(amount, 'share')} of the instances were lost`
    case 'byHand':
      return `Somebody set ${quantity(amount, 'instances')}`
    default:
      return undefined
  }
}
