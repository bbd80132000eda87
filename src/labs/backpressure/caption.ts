import { type Chain, sizeOf } from '../../engines/backpressure/chain/chain.ts'
import type { Layer } from '../../engines/backpressure/chain/config.ts'
import { sinceAt } from '../../engines/backpressure/line.ts'
import { signalOf } from '../../engines/backpressure/queue.ts'
import type { Caption, Look } from '../../lab/lab.ts'
import { outer } from '../../machine/machine.ts'
import { clock, duration, number, quantity } from '../../units.ts'
import { book } from './book.ts'
import type { params } from './params.ts'
import { rateAt } from './run/senders.ts'
import { lostIn, type PressureWorld } from './run/world.ts'

type PressureLook = Look<typeof params, PressureWorld>

const { machine } = book.parts

const items = (count: number): string => `${number(count)} ${count === 1 ? 'item' : 'items'}`
const wait = (count: number): string => `${items(count)} ${count === 1 ? 'waits' : 'wait'}`

/** What the queue does and why, with its numbers. */
export function caption(look: PressureLook): Caption {
  const { params: given, world } = look
  const buffers = given.system === 'queue' ? undefined : pressingBuffer(look)
  switch (outer(world.queue.state)) {
    case 'accepting':
      return buffers ?? accepting(look)
    case 'pressuring':
      return pressuring(look)
    default:
      return rejecting(look)
  }
}

function accepting({ now, params: given, world }: PressureLook): Caption {
  const { queue, senders, totals } = world
  const depth = queue.line.size
  const head = depth > 0 ? duration(Math.round(now - sinceAt(queue.line, 0))) : undefined
  const waited = head === undefined ? 'nobody waits' : `${wait(depth)}, the first for ${head}`
  const lost = number(lostIn(totals))
  if (given.overflow === 'codel' && queue.codel.state === 'dropping') {
    const why = `Waits stay above ${duration(given.target)}`
    return { tone: 'failed', text: `${why}: CoDel **drops** at the head. ${upper(waited)}; ${lost} lost so far.` }
  }
  let kept = 0
  for (const pending of senders.pending) kept += pending
  const held = kept > 0 ? ` Producers keep ${number(kept)} back.` : ''
  const text = `The queue is **accepting**: ${waited}. ${items(totals.served)} served so far, ${lost} lost.${held}`
  return { tone: depth * 2 > given.capacity ? 'caution' : 'fine', text }
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function pressuring(look: PressureLook): Caption {
  const { now, params: given, world } = look
  const { flight, marks, queue } = world
  const numbers = look.numbers(machine.presses)
  const mark = number(numbers['mark'] ?? NaN)
  const since = clock(marks.pressed)
  if (given.system === 'inbound') {
    const pressing = `Past the mark of ${mark} the queue has been **pressing back** since ${since}`
    return { tone: 'caution', text: `${pressing}: the application reads no more.` }
  }
  if (queue.state === 'pressuring.signaling') {
    const last = (flight.total - 1) % flight.due.length
    const left = Math.max(0, Math.round((flight.due[last] as number) - now))
    const coming = `producers hear it in ${duration(left)}`
    return { tone: 'caution', text: `${wait(queue.line.size)}: the queue **presses back** since ${since}, ${coming}.` }
  }
  const sending = `producers send ${rounded(sum(look))} a second`
  const beyond = Math.max(0, marks.deepest - Math.floor(numbers['mark'] ?? marks.deepest))
  const overshoot = `Deepest ${number(marks.deepest)}, ${number(beyond)} past the mark`
  const text = `${wait(queue.line.size)} and the signal has **arrived**: ${sending}. ${overshoot}.`
  return { tone: 'caution', text }
}

const rounded = (rate: number): string => number(Math.round(rate * 10) / 10)

function sum({ params: given, world }: PressureLook): number {
  let rate = 0
  for (const place of world.producers.keys()) rate += rateAt(world, given, place)
  return rate
}

function rejecting(look: PressureLook): Caption {
  const { params: given, world } = look
  const { marks, queue, totals } = world
  if (given.overflow === 'block') {
    const outside = `${number(queue.outside.size)} more wait outside with their producers`
    return { tone: 'caution', text: `The queue is **full** with ${number(queue.line.size)}: ${outside}.` }
  }
  const lost = lostIn(totals) - marks.lostBefore
  const since = `since it began to press at ${clock(marks.pressed)}`
  const still = signalOf(queue.state) === 'red' ? number(queue.line.size) : '0'
  return { tone: 'failed', text: `The queue is **full** with ${still}: ${items(lost)} lost ${since}.` }
}

/** The buffer that presses and is nearest to whoever has to slow down. */
function pressingBuffer(look: PressureLook): Caption | undefined {
  const { params: given, world } = look
  const { chain } = world
  const order: readonly Layer[] =
    given.system === 'outbound' ? ['application', 'tcp', 'os'] : ['os', 'tcp', 'application']
  const layer = order.find((candidate) => chain.buffers[candidate].pressing)
  if (layer === undefined) return undefined
  const full = quantity(Math.round((sizeOf(chain, layer) / given.bufferSize) * 100) / 100, 'share')
  return {
    tone: 'caution',
    text: `${named[layer]} is ${full} full and **presses back**: ${told(chain, given.system, layer)}.`,
  }
}

const named: Readonly<Record<Layer, string>> = {
  application: 'The application’s buffer',
  tcp: 'TCP’s buffer',
  os: 'The OS buffer',
}

function told(chain: Chain, system: string, layer: Layer): string {
  if (system === 'outbound') {
    return { application: 'consumers take nothing from the queue', tcp: 'writes wait', os: 'TCP waits' }[layer]
  }
  const ahead = number(sizeOf(chain, 'os'))
  return {
    application: 'it reads no more from its socket',
    tcp: 'the window is closed and producers stop',
    os: `${ahead} sent before the window closed`,
  }[layer]
}
