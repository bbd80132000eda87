import type { Millis } from '../../units.ts'

/** Items in the order in which they came, each with the time of its coming: a ring on two columns. */
export interface Line {
  items: Int32Array
  since: Float64Array
  head: number
  size: number
}

const FIRST_LENGTH = 16

/** A line in which nobody stands. */
export const createLine = (): Line => ({
  items: new Int32Array(FIRST_LENGTH),
  since: new Float64Array(FIRST_LENGTH),
  head: 0,
  size: 0,
})

/** Adds an item at the end. */
export function join(line: Line, item: number, now: Millis): void {
  if (line.size === line.items.length) lengthen(line)
  const at = (line.head + line.size) & (line.items.length - 1)
  line.items[at] = item
  line.since[at] = now
  line.size += 1
}

/** The item at `place`, 0 being the oldest; −1 beyond the end. */
export const itemAt = (line: Line, place: number): number =>
  place < line.size ? (line.items[(line.head + place) & (line.items.length - 1)] as number) : -1

/** When the item at `place` came; NaN beyond the end. */
export const sinceAt = (line: Line, place: number): Millis =>
  place < line.size ? (line.since[(line.head + place) & (line.items.length - 1)] as number) : NaN

/** Takes the oldest item out; nothing in an empty line. */
export function leave(line: Line): void {
  if (line.size === 0) return
  line.head = (line.head + 1) & (line.items.length - 1)
  line.size -= 1
}

/** Takes `item` out wherever it stands, those behind it move up; false when it does not stand here. */
export function withdraw(line: Line, item: number): boolean {
  const mask = line.items.length - 1
  for (let place = 0; place < line.size; place += 1) {
    if (line.items[(line.head + place) & mask] !== item) continue
    for (let to = place; to + 1 < line.size; to += 1) {
      line.items[(line.head + to) & mask] = line.items[(line.head + to + 1) & mask] as number
      line.since[(line.head + to) & mask] = line.since[(line.head + to + 1) & mask] as number
    }
    line.size -= 1
    return true
  }
  return false
}

function lengthen(line: Line): void {
  const { items, since, head } = line
  const length = items.length
  line.items = new Int32Array(length * 2)
  line.since = new Float64Array(length * 2)
  line.items.set(items.subarray(head))
  line.items.set(items.subarray(0, head), length - head)
  line.since.set(since.subarray(head))
  line.since.set(since.subarray(0, head), length - head)
  line.head = 0
}
