import { decisionFlow } from '../../engines/autoscaling/decision-flow.ts'
import { hpaFlow } from '../../engines/autoscaling/hpa-flow.ts'
import { scalerMachine } from '../../engines/autoscaling/machine.ts'
import { partBook } from '../../machine/part.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({ decision: decisionFlow, machine: scalerMachine, hpa: hpaFlow })
