import { expect, test } from 'vitest'
import {
  ALIVE,
  beliefOf,
  DEAD,
  incarnationOf,
  LEFT,
  memberStates,
  SUSPECT,
  stateOf,
  UNKNOWN,
} from '../../../src/engines/gossip/member.ts'
import { edgesBetween, memberMachine } from '../../../src/engines/gossip/member-machine.ts'

const states = [ALIVE, SUSPECT, DEAD, LEFT]
const later = states
  .flatMap((before) =>
    states.flatMap((after) =>
      [2, 3].map((incarnation) => [beliefOf(before, 2), beliefOf(after, incarnation)] as const),
    ),
  )
  .filter(([before, after]) => after > before || (after === before && stateOf(after) === SUSPECT))
  .concat(states.map((after) => [UNKNOWN, beliefOf(after, 0)] as const))
  .concat([DEAD, LEFT].map((before) => [beliefOf(before, 3), UNKNOWN] as const))

test('a belief keeps its state and incarnation, and orders by incarnation, then left > dead > suspect > alive', () => {
  const ordered = [1, 2].flatMap((incarnation) => states.map((state) => beliefOf(state, incarnation)))
  expect(ordered).toEqual([...ordered].sort((a, b) => a - b))
  for (const state of states) {
    expect(stateOf(beliefOf(state, 70_000))).toBe(state)
    expect(incarnationOf(beliefOf(state, 70_000))).toBe(70_000)
  }
})

test.each(later)('the edges from belief %d to %d lead from its state to the other', (before, after) => {
  const edges = edgesBetween(before, after)
  expect(edges.length).toBeGreaterThan(0)
  const arrived = edges.reduce<string>((state, edge) => memberMachine.next(state as never, edge), nameOf(before))
  expect(arrived).toBe(nameOf(after))
})

test('every edge of the machine is some change of belief', () => {
  const taken = new Set(later.flatMap(([before, after]) => edgesBetween(before, after)))
  expect([...taken].sort()).toEqual([...memberMachine.partNames].sort())
})

const nameOf = (belief: number) => (belief === UNKNOWN ? 'unknown' : (memberStates[stateOf(belief)] ?? 'alive'))
