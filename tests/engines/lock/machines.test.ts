import { expect, test } from 'vitest'
import { clientMachine } from '../../../src/engines/lock/client-machine.ts'
import { lockMachine } from '../../../src/engines/lock/lock-machine.ts'
import { type Machine, resting } from '../../../src/machine/machine.ts'

/** States that can be reached from the first one. */
function reachable(machine: Machine): readonly string[] {
  const found = [machine.initial]
  for (const state of found)
    for (const edge of machine.partNames)
      if (machine.allows(state, edge) && !found.includes(machine.next(state, edge)))
        found.push(machine.next(state, edge))
  return found
}

test('a released lock and an expired one are both free again, and nothing else frees a lock that is kept', () => {
  expect(lockMachine.next('released', 'frees')).toBe('available')
  expect(lockMachine.next('expired', 'reclaims')).toBe('available')
  const freeing = lockMachine.partNames.filter((edge) => lockMachine.edges[edge].to === 'available')
  expect(freeing).toEqual(['frees', 'reclaims', 'forgets'])
})

test(
  'an extended lock is as an acquired one with a later deadline: heartbeats, release and expiry lead ' + 'the same way',
  () => {
    for (const edge of ['releases', 'snatches', 'expires', 'forgets'] as const)
      expect(lockMachine.next('extended.active', edge)).toBe(lockMachine.next('acquired.active', edge))
    expect(lockMachine.next('extended.checking', 'invalid')).toBe(lockMachine.next('acquired.checking', 'invalid'))
    expect(lockMachine.next('acquired.checking', 'extends')).toBe('extended.active')
    expect(lockMachine.next('extended.checking', 'prolongs')).toBe('extended.active')
  },
)

test.each([lockMachine, clientMachine] as readonly Machine[])(
  'every state of $title can be reached, and left',
  (machine) => {
    const states = resting(machine.states)
    expect([...reachable(machine)].sort()).toEqual([...states].sort())
    for (const state of states) expect(machine.partNames.some((edge) => machine.allows(state, edge))).toBe(true)
  },
)

test.each([lockMachine, clientMachine] as readonly Machine[])(
  'every template of $title names only its own numbers',
  (machine) => {
    for (const key of machine.partNames) {
      const { rule = '', says = '', numbers = [] } = machine.partText(key)
      const named = numbers.map((number) => number.split(':')[0])
      for (const [, name] of `${rule} ${says}`.matchAll(/\{(\w+)\}/g)) expect(named, key).toContain(name)
    }
  },
)
