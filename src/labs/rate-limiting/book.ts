import { partBook } from '../../machine/part.ts'
import { gatesFlow } from './diagrams/gates-flow.ts'
import { tokenFlow } from './diagrams/token-flow.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({ token: tokenFlow, gates: gatesFlow })
