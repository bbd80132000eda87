import type { Millis } from '../../../units.ts'

/** Bounds of the classes: each a twelfth above the one before, from 1 ms to beyond two minutes. */
const BOUNDS = Float64Array.from({ length: 150 })
BOUNDS[0] = 1
for (let i = 1; i < BOUNDS.length; i += 1) BOUNDS[i] = (BOUNDS[i - 1] as number) * 1.0833

const CLASSES = BOUNDS.length
const SLOTS = 12
/** How long a slot of the ring collects; all together are the window of the percentiles. */
const SLOT: Millis = 5000

/** Latencies of the last minute in classes, and the shares that count for good. Plain data. */
export interface LatencyRecord {
  /** Requests by slot and class. */
  readonly classes: Float64Array
  /** Number of the slot being filled. */
  slot: number
  /** Requests answered within the goal, over the whole run. */
  fast: number
}

/** Nothing was answered yet. */
export const latencyRecord = (): LatencyRecord => ({ classes: new Float64Array(SLOTS * CLASSES), slot: 0, fast: 0 })

/** The class of a latency: that of the greatest bound at or below it. */
function classOf(latency: Millis): number {
  let [low, high] = [0, CLASSES - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((BOUNDS[middle] as number) <= latency) low = middle
    else high = middle - 1
  }
  return low
}

/** Slots that have passed since the last request are emptied. */
function turn(record: LatencyRecord, now: Millis): void {
  const slot = Math.floor(now / SLOT)
  const missed = Math.min(SLOTS, slot - record.slot)
  for (let i = 0; i < missed; i += 1) {
    const place = (slot - i) % SLOTS
    record.classes.fill(0, place * CLASSES, (place + 1) * CLASSES)
  }
  record.slot = slot
}

/** Notes `count` requests whose latencies lie evenly between two ends. */
export function answered(
  record: LatencyRecord,
  from: Millis,
  to: Millis,
  count: number,
  goal: Millis,
  now: Millis,
): void {
  turn(record, now)
  const [low, high] = from < to ? [from, to] : [to, from]
  const within = high <= goal ? 1 : low >= goal ? (low === goal ? 1 : 0) : (goal - low) / (high - low)
  record.fast += count * within
  const base = (record.slot % SLOTS) * CLASSES
  const first = classOf(low)
  const last = classOf(high)
  if (first === last) {
    record.classes[base + first] = (record.classes[base + first] as number) + count
    return
  }
  for (let at = first; at <= last; at += 1) {
    const left = at === first ? low : (BOUNDS[at] as number)
    const right = at === last ? high : (BOUNDS[at + 1] as number)
    record.classes[base + at] = (record.classes[base + at] as number) + (count * (right - left)) / (high - low)
  }
}

/** The latency that a share of the last minute's answers does not exceed, to the class; NaN when there is none. */
export function quantile(record: LatencyRecord, share: number, now: Millis): Millis {
  const oldest = Math.floor(now / SLOT) - SLOTS
  const sums = new Float64Array(CLASSES)
  let total = 0
  for (let slot = record.slot; slot > oldest && slot > record.slot - SLOTS && slot >= 0; slot -= 1) {
    const base = (slot % SLOTS) * CLASSES
    for (let at = 0; at < CLASSES; at += 1) {
      const count = record.classes[base + at] as number
      sums[at] = (sums[at] as number) + count
      total += count
    }
  }
  if (total < 0.5) return NaN
  let passed = 0
  for (let at = 0; at < CLASSES; at += 1) {
    const count = sums[at] as number
    if (passed + count >= share * total) return inside(at, (share * total - passed) / count)
    passed += count
  }
  return BOUNDS[CLASSES - 1] as number
}

const inside = (at: number, part: number): Millis => {
  const left = BOUNDS[at] as number
  const right = BOUNDS[at + 1] ?? left
  return left + (right - left) * Math.min(1, Math.max(0, part))
}
