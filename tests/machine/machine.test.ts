import { expect, test } from 'vitest'
import { defineMachine, outer, resting } from '../../src/machine/machine.ts'
import { breaker } from './samples.ts'

test('a machine begins in the initial inner state of its initial state', () => {
  expect(breaker.initial).toBe('closed.monitoring')
  expect(breaker.enter('open')).toBe('open.rejecting')
  expect(breaker.enter('forced')).toBe('forced')
})

test('an edge from a composite may be taken in each of its inner states and enters the initial one', () => {
  expect(breaker.allows('closed.monitoring', 'opens')).toBe(true)
  expect(breaker.next('closed.counting', 'opens')).toBe('open.rejecting')
})

test('an edge with several sources may be taken in each and nowhere else', () => {
  expect(['closed.counting', 'open.timerCheck'].map((state) => breaker.next(state as never, 'forces'))).toEqual([
    'forced',
    'forced',
  ])
  expect(breaker.allows('halfOpen.testing', 'forces')).toBe(false)
})

test('an edge from an inner state may not be taken in its sister', () => {
  expect(breaker.allows('closed.counting', 'ends')).toBe(false)
  expect(() => breaker.next('closed.counting', 'ends')).toThrow('no edge ends from closed.counting')
})

test('a machine rests in simple states and in inner states, never in a composite', () => {
  expect(resting(breaker.states)).toEqual([
    'closed.monitoring',
    'closed.counting',
    'open.rejecting',
    'open.timerCheck',
    'halfOpen.testing',
    'halfOpen.tracking',
    'forced',
  ])
  expect(outer('open.rejecting')).toBe('open')
  expect(outer('forced')).toBe('forced')
})

const state = { label: '', means: '', tone: 'fine' } as const

test('a table that cannot be run is refused', () => {
  const wrong = (states: object, edges: object) => () =>
    defineMachine({ title: 'm', initial: 'a', states, edges } as never)
  expect(wrong({ a: state }, { x: { from: 'b', to: 'a', means: '' } })).toThrow('edge x leaves the unknown state b')
  expect(wrong({ a: state }, { x: { from: 'a', to: 'b', means: '' } })).toThrow('edge x enters the unknown state b')
  expect(wrong({ a: { ...state, initial: 'i' } }, {})).toThrow('a needs both inner and initial')
  expect(wrong({ a: { ...state, initial: 'i', inner: { j: state } } }, {})).toThrow('unknown inner state i')
})
