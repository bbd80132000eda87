import { step } from '../../machine/trail.ts'
import type { Millis } from '../../units.ts'
import { type QueueEdge, queueMachine } from './machine.ts'
import { fillsFrom, type Marks, pressesFrom, pressureMark, refusesFrom, relaxesAt, reliefMark } from './marks.ts'
import { type Queue, type Signal, signalOf } from './queue.ts'

/** Takes an edge of the machine and notes it with its numbers; throws when the machine has no such edge from here. */
export function go(queue: Queue, edge: QueueEdge, a: number, b: number, c = 0): void {
  queue.state = queueMachine.next(queue.state, edge)
  step(queue.trail, edge, a, b, c)
}

/**
 * Brings the state in line with the depth: one edge after the other, as long as a guard holds. A new signal begins a
 * new era.
 */
export function judge(queue: Queue, marks: Marks, now: Millis): void {
  const before = signalOf(queue.state)
  const depth = queue.line.size
  if (depth > queue.deepest) queue.deepest = depth
  for (let signal: Signal | 'done' = before; signal !== 'done'; ) signal = move(queue, marks, signal, depth)
  if (signalOf(queue.state) === before) return
  queue.era += 1
  queue.since = now
}

/** Takes the next edge, if one is due, and tells what is to be looked at then. */
function move(queue: Queue, marks: Marks, signal: Signal, depth: number): Signal | 'done' {
  switch (signal) {
    case 'green':
      return moveGreen(queue, marks, depth)
    case 'yellow':
      return moveYellow(queue, marks, depth)
    case 'red':
      if (depth >= refusesFrom(marks)) return 'done'
      go(queue, 'eases', depth, refusesFrom(marks))
      return 'yellow'
  }
}

function moveGreen(queue: Queue, marks: Marks, depth: number): Signal | 'done' {
  if (depth >= pressesFrom(marks)) {
    go(queue, 'presses', depth, pressesFrom(marks), pressureMark(marks))
    return 'yellow'
  }
  const first = fillsFrom(marks)
  if (queue.state === 'accepting.normal' && depth >= first) go(queue, 'fills', depth, first)
  else if (queue.state === 'accepting.filling' && depth < first) go(queue, 'empties', depth, first)
  return 'done'
}

function moveYellow(queue: Queue, marks: Marks, depth: number): Signal | 'done' {
  if (depth >= refusesFrom(marks)) {
    go(queue, 'fillsUp', depth, refusesFrom(marks), marks.capacity)
    return 'red'
  }
  if (depth > relaxesAt(marks)) return 'done'
  go(queue, 'relaxes', depth, relaxesAt(marks), reliefMark(marks))
  return 'green'
}
