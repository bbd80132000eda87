import { clientMachine } from '../../engines/lock/client-machine.ts'
import { lockMachine } from '../../engines/lock/lock-machine.ts'
import { partBook } from '../../machine/part.ts'
import { acquisitionSequence } from './diagrams/acquisition-sequence.ts'
import { holdingSequence } from './diagrams/holding-sequence.ts'
import { storageFlow } from './diagrams/storage-flow.ts'

/** All parts of this lab that can be taken, numbered. */
export const book = partBook({
  acquisition: acquisitionSequence,
  life: lockMachine,
  holding: holdingSequence,
  client: clientMachine,
  storage: storageFlow,
})
