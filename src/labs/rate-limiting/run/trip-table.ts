import { createTrip, type SecondTrip, type Trip } from '../../../engines/rate-limit/distributed.ts'
import { occupy, type Slots, slots, vacate } from '../../../world/slots.ts'

/** A call on its way between a gateway and the shared server. */
export interface Travel {
  call: number
  user: number
  key: number
  lane: number
  /** Its number in the trail; −1 when its key is not the one looked at. */
  index: number
  /** What the gateway's clock showed, and the latencies of the ways back and there again. */
  reading: number
  rest: number
  second: SecondTrip
  readonly trip: Trip
}

/** Calls under way; a place is used again when its call has arrived for good. */
export interface TripTable {
  readonly slots: Slots
  readonly travels: Travel[]
}

/** Nobody is under way. */
export const tripTable = (): TripTable => ({ slots: slots(), travels: [] })

/** A place for one more call under way, to be filled in. */
export function depart(table: TripTable): number {
  const slot = occupy(table.slots)
  while (table.travels.length <= slot) {
    table.travels.push({
      call: 0,
      user: 0,
      key: 0,
      lane: 0,
      index: 0,
      reading: 0,
      rest: 0,
      second: 'none',
      trip: createTrip(),
    })
  }
  return slot
}

/** A call is under way no longer. */
export const arrived = (table: TripTable, slot: number): void => vacate(table.slots, slot)
