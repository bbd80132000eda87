import { memberMachine } from '../../engines/gossip/member-machine.ts'
import { partBook } from '../../machine/part.ts'
import { rumorMachine } from './diagrams/rumor-machine.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({ rumor: rumorMachine, members: memberMachine })
