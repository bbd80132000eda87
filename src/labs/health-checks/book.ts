import { checkMachine } from '../../engines/health/check-machine.ts'
import { containerMachine } from '../../engines/health/container-machine.ts'
import { partBook } from '../../machine/part.ts'
import { answerFlow } from './diagrams/answer-flow.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({ flow: answerFlow, check: checkMachine, container: containerMachine })
