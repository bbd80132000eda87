import { type Chain, sizeOf } from '../../engines/backpressure/chain/chain.ts'
import type { Layer } from '../../engines/backpressure/chain/config.ts'
import { signalOf } from '../../engines/backpressure/queue.ts'
import type { Diagram, Lit } from '../../lab/lab.ts'
import { number, quantity } from '../../units.ts'
import { codelLabels, flowLabels, machineLabels } from './labels.ts'
import { answerOmits, flowOmits, machineOmits } from './omissions.ts'
import type { PressureParams, params } from './params.ts'
import { rateAt } from './run/senders.ts'
import { lostIn, type PressureWorld } from './run/world.ts'

const machineLit = ({ queue }: PressureWorld): Lit => ({ current: [queue.state], since: queue.since })

const codelLit = ({ queue }: PressureWorld): Lit => ({ current: [queue.codel.state] })

const places = ['first', 'second', 'third'] as const

/** What producers send now, by their node. */
function sending(world: PressureWorld, params: PressureParams): Record<string, string> {
  const notes: Record<string, string> = {}
  let others = 0
  for (const place of world.producers.keys()) {
    const rate = rateAt(world, params, place)
    const node = places[place]
    if (node) notes[node] = `${rounded(rate)}/s`
    else others += rate
  }
  if (world.producers.length > places.length) notes['others'] = `${rounded(others)}/s`
  return notes
}

const rounded = (rate: number): string => number(Math.round(rate * 10) / 10)

function flowLit(world: PressureWorld, params: PressureParams): Lit {
  const { busy, queue, totals } = world
  const signal = signalOf(queue.state)
  return {
    current: [signal],
    notes: {
      ...sending(world, params),
      queue: `${number(queue.line.size)} of ${number(params.capacity)}`,
      signal,
      consumer: `${number(busy)} of ${number(params.consumers)} at work`,
      lost: number(lostIn(totals)),
      done: number(totals.served),
      ...(params.overflow === 'block' ? { outside: number(queue.outside.size) } : {}),
    },
  }
}

const layers: readonly Layer[] = ['application', 'tcp', 'os']

/** The fill of each buffer; those that press are lit. */
function fills(chain: Chain, { bufferSize }: PressureParams): Lit {
  const notes = layers.map((layer) => {
    const size = sizeOf(chain, layer)
    return [layer, `${quantity(Math.round((size / bufferSize) * 100) / 100, 'share')} full`]
  })
  return { current: layers.filter((layer) => chain.buffers[layer].pressing), notes: Object.fromEntries(notes) }
}

function outboundLit(world: PressureWorld, params: PressureParams): Lit {
  if (params.system !== 'outbound') return { current: [], notes: { client: 'not in use' } }
  const { chain, queue } = world
  const { current, notes } = fills(chain, params)
  return {
    current,
    notes: {
      ...notes,
      client: `${number(queue.line.size)} queued`,
      network: `${number(params.networkRate)}/s`,
      ...answered(world, params),
    },
  }
}

function inboundLit(world: PressureWorld, params: PressureParams): Lit {
  if (params.system !== 'inbound') return { current: [], notes: { client: 'not in use' } }
  const { chain, queue, totals } = world
  const { current, notes } = fills(chain, params)
  return {
    current,
    notes: {
      ...notes,
      workers: `${number(queue.line.size)} queued`,
      lost: number(totals.vanished),
      ...answered(world, params),
    },
  }
}

const answered = ({ totals }: PressureWorld, { answers }: PressureParams): Record<string, string> =>
  answers ? { answer429: number(totals.tooMany), answer503: number(totals.overloaded) } : {}

/** The diagrams of this lab. */
export const diagrams: readonly Diagram<typeof params, PressureWorld>[] = [
  { key: 'machine', tab: 'State machine', lit: machineLit, labels: machineLabels, omits: machineOmits },
  { key: 'flow', tab: 'Flow', lit: flowLit, labels: flowLabels, omits: flowOmits },
  { key: 'codel', tab: 'CoDel', lit: codelLit, labels: codelLabels },
  { key: 'outbound', tab: 'Sending side', lit: outboundLit, omits: answerOmits },
  { key: 'inbound', tab: 'Receiving side', lit: inboundLit, omits: answerOmits },
]
