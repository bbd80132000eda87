/** A first-in, first-out line of whole numbers: a ring on a typed array whose length is a power of two. */
export interface Fifo {
  items: Int32Array
  head: number
  size: number
}

export const fifo = (): Fifo => ({ items: new Int32Array(16), head: 0, size: 0 })

/** Adds at the end. */
export function enqueue(line: Fifo, item: number): void {
  const length = line.items.length
  if (line.size === length) {
    const items = new Int32Array(length * 2)
    items.set(line.items.subarray(line.head))
    items.set(line.items.subarray(0, line.head), length - line.head)
    line.items = items
    line.head = 0
  }
  line.items[(line.head + line.size) & (line.items.length - 1)] = item
  line.size += 1
}

/** Takes the first; −1 when empty. */
export function dequeue(line: Fifo): number {
  if (line.size === 0) return -1
  const item = line.items[line.head] as number
  line.head = (line.head + 1) & (line.items.length - 1)
  line.size -= 1
  return item
}

/** Takes all. */
export function clear(line: Fifo): void {
  line.head = 0
  line.size = 0
}
