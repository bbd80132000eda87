/** A queue of times in a ring that grows by doubling and is never shrunk; its length is a power of two. */
export interface Stamps {
  ring: Float64Array
  head: number
  count: number
}

const SMALLEST = 8

/** An empty queue. */
export const createStamps = (): Stamps => ({ ring: new Float64Array(SMALLEST), head: 0, count: 0 })

/** The time at place `index`, counted from the front. */
export const stampAt = (stamps: Stamps, index: number): number =>
  stamps.ring[(stamps.head + index) & (stamps.ring.length - 1)] as number

/** The next to leave; NaN when empty. */
export const front = (stamps: Stamps): number => (stamps.count === 0 ? NaN : stampAt(stamps, 0))

/** The last to have come; NaN when empty. */
export const back = (stamps: Stamps): number => (stamps.count === 0 ? NaN : stampAt(stamps, stamps.count - 1))

/** Appends a time. */
export function push(stamps: Stamps, time: number): void {
  if (stamps.count === stamps.ring.length) grow(stamps)
  stamps.ring[(stamps.head + stamps.count) & (stamps.ring.length - 1)] = time
  stamps.count += 1
}

/** Removes `count` times from the front; there must be so many. */
export function drop(stamps: Stamps, count: number): void {
  stamps.head = (stamps.head + count) & (stamps.ring.length - 1)
  stamps.count -= count
}

/** Removes all. */
export function clear(stamps: Stamps): void {
  stamps.head = 0
  stamps.count = 0
}

/** Moves every time by `distance`; their order stays. */
export function shift(stamps: Stamps, distance: number): void {
  const { ring, head, count } = stamps
  const mask = ring.length - 1
  for (let i = 0; i < count; i += 1) {
    const at = (head + i) & mask
    ring[at] = (ring[at] as number) + distance
  }
}

function grow(stamps: Stamps): void {
  const { ring, head } = stamps
  const larger = new Float64Array(ring.length * 2)
  larger.set(ring.subarray(head))
  larger.set(ring.subarray(0, head), ring.length - head)
  stamps.ring = larger
  stamps.head = 0
}
