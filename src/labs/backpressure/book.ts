import { inboundFlow } from '../../engines/backpressure/chain/inbound-flow.ts'
import { outboundFlow } from '../../engines/backpressure/chain/outbound-flow.ts'
import { codelMachine } from '../../engines/backpressure/codel-machine.ts'
import { queueMachine } from '../../engines/backpressure/machine.ts'
import { partBook } from '../../machine/part.ts'
import { pressureFlow } from './diagrams/pressure-flow.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({
  machine: queueMachine,
  flow: pressureFlow,
  codel: codelMachine,
  outbound: outboundFlow,
  inbound: inboundFlow,
})
