import type { LockClient } from '../../../engines/lock/client.ts'
import type { ClientEdge } from '../../../engines/lock/client-machine.ts'
import { book } from '../book.ts'
import type { LockMoment } from './world.ts'

const { client: parts } = book.parts

/** Visits the edges that a client's last verb took. */
export function followClient({ trail }: LockClient, moment: LockMoment): void {
  const { numbers, edges, count } = trail
  for (let i = 0; i < count; i += 1) {
    const at = i * 4
    moment.visit(
      parts[edges[i] as ClientEdge],
      numbers[at] as number,
      numbers[at + 1] as number,
      numbers[at + 2] as number,
      numbers[at + 3] as number,
    )
  }
}
