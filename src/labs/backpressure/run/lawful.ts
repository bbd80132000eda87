import type { QueueEdge } from '../../../engines/backpressure/machine.ts'
import type { Marks } from '../../../engines/backpressure/marks.ts'

/** Whether a depth is past the room, worked out from the marks themselves. */
const full = ({ rule, capacity, high }: Marks, depth: number): boolean =>
  depth >= capacity || (rule === 'bands' && depth > high)

/** Whether a depth is where pressure may begin. */
function presses(marks: Marks, depth: number): boolean {
  if (full(marks, depth)) return true
  const { high, low, rule } = marks
  if (depth < 1) return false
  return rule === 'watermarks' ? depth > high : rule === 'bands' ? depth >= low : depth >= high
}

/** Whether a depth is where pressure may end. */
function relieves(marks: Marks, depth: number): boolean {
  if (depth === 0) return true
  if (presses(marks, depth)) return false
  const { hysteresis, low, rule } = marks
  if (rule === 'drain') return false
  return rule === 'bands' || !hysteresis || depth < low
}

/** Whether the outer state may change over this edge at this depth, by the marks alone. */
export function lawful(edge: QueueEdge, marks: Marks, depth: number): boolean {
  switch (edge) {
    case 'presses':
      return presses(marks, depth)
    case 'relaxes':
      return relieves(marks, depth)
    case 'fillsUp':
      return full(marks, depth)
    case 'eases':
      return !full(marks, depth)
    default:
      return true
  }
}
