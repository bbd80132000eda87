import { breakerMachine } from '../../engines/circuit-breaker/machine.ts'
import { partBook } from '../../machine/part.ts'
import { requestFlow } from './diagrams/request-flow.ts'
import { threadFlow } from './diagrams/thread-flow.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({ machine: breakerMachine, flow: requestFlow, threads: threadFlow })
