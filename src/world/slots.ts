/**
 * Places in a table of things that come and go, kept in typed columns: each place has an era that is raised when it is
 * given back, so that an event about an earlier holder is recognised.
 */
export interface Slots {
  free: Int32Array
  freed: number
  era: Int32Array
  /** Places in use. */
  used: number
}

export const slots = (size = 64): Slots => ({
  free: new Int32Array(size),
  freed: 0,
  era: new Int32Array(size),
  used: 0,
})

/** Takes a place. It may lie beyond the table's columns, which then must be `grown` to `room`. */
export function occupy(table: Slots): number {
  const slot = table.freed > 0 ? (table.free[--table.freed] as number) : table.used
  table.used += 1
  if (slot >= table.era.length) {
    table.free = grown(table.free, table.era.length * 2)
    table.era = grown(table.era, table.era.length * 2)
  }
  return slot
}

/** Gives a place back; events that know its old era are stale from now on. */
export function vacate(table: Slots, slot: number): void {
  table.era[slot] = (table.era[slot] as number) + 1
  table.free[table.freed] = slot
  table.freed += 1
  table.used -= 1
}

/** How many places the table's columns need. */
export const room = (table: Slots): number => table.era.length

/** A longer copy of a column. */
export function grown<A extends Float64Array | Int32Array | Uint8Array>(column: A, length: number): A {
  const longer = new (column.constructor as new (length: number) => A)(length)
  longer.set(column)
  return longer
}
