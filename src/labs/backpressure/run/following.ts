import type { CodelEdge } from '../../../engines/backpressure/codel-machine.ts'
import type { QueueEdge } from '../../../engines/backpressure/machine.ts'
import { type Signal, signalOf } from '../../../engines/backpressure/queue.ts'
import { book } from '../book.ts'
import { event } from './event.ts'
import { launch } from './flight.ts'
import { lawful } from './lawful.ts'
import { lostIn, type PressureMoment, type PressureWorld } from './world.ts'

const { codel, flow, machine } = book.parts

/** Signals as small whole numbers, from mild to strict. */
export const signals: readonly Signal[] = ['green', 'yellow', 'red']

const tells = { green: flow.tellsGreen, yellow: flow.tellsYellow, red: flow.tellsRed } as const

/** Visits what the queue's last verb took, keeps our account of it, and sends the signal if it has changed. */
export function follow(world: PressureWorld, moment: PressureMoment, item: number): void {
  const { queue } = world
  const { count, edges, numbers } = queue.trail
  for (let i = 0; i < count; i += 1) {
    const edge = edges[i] as QueueEdge
    const at = i * 4
    const depth = numbers[at] as number
    moment.visit(machine[edge], depth, numbers[at + 1] as number, numbers[at + 2] as number)
    note(world, edge, depth, moment)
  }
  if (queue.codel.trail.count > 0) followCodel(world, moment)
  if (queue.line.size > world.marks.deepest) world.marks.deepest = queue.line.size
  if (queue.era !== world.eras.announced) announce(world, moment, item)
}

function followCodel({ queue }: PressureWorld, moment: PressureMoment): void {
  const { count, edges, numbers } = queue.codel.trail
  for (let i = 0; i < count; i += 1) {
    const at = i * 4
    moment.visit(
      codel[edges[i] as CodelEdge],
      numbers[at] as number,
      numbers[at + 1] as number,
      numbers[at + 2] as number,
    )
  }
}

function note(world: PressureWorld, edge: QueueEdge, depth: number, moment: PressureMoment): void {
  const { account, config, marks } = world
  if (!lawful(edge, config, depth)) account.offMarks += 1
  if (edge === 'presses') {
    marks.pressed = moment.now
    marks.deepest = depth
    marks.lostBefore = lostIn(world.totals)
    marks.sentBefore = world.totals.sent
  }
  if ((edge === 'presses' || edge === 'fillsUp') && marks.cause > 0) moment.because(marks.cause)
}

/** The signal takes the feedback delay to the producers; who feeds the queue from buffers before it knows at once. */
function announce(world: PressureWorld, moment: PressureMoment, item: number): void {
  const { eras, queue } = world
  const delay = moment.params.system === 'inbound' ? 0 : moment.params.feedbackDelay
  const signal = signalOf(queue.state)
  eras.announced = queue.era
  if (delay > 0) launch(world.flight, signals.indexOf(signal), moment.now, moment.now + delay)
  moment.visit(tells[signal], item, queue.line.size, delay)
  moment.after(delay, event('hear', signals.indexOf(signal), queue.era, item))
}
