import { bucketFlow, gateFlow } from '../../engines/rate-limit/flow.ts'
import { partBook } from '../../machine/part.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({ bucket: bucketFlow, gates: gateFlow })
