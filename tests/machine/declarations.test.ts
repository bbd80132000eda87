import { expect, test } from 'vitest'
import { defineFlow } from '../../src/machine/flow.ts'
import { partBook } from '../../src/machine/part.ts'
import { defineSequence } from '../../src/machine/sequence.ts'
import { begin, step, trail } from '../../src/machine/trail.ts'
import { type breaker, lock, request } from './samples.ts'

test('the parts of several diagrams are numbered once, in the order of their declaration', () => {
  const book = partBook({ request, lock })
  expect(book.names.slice(0, 2)).toEqual(['request.arrived', 'request.goes'])
  expect(book.parts.lock.acquire).toBe(request.partKeys.length)
  expect(book.names[book.parts.lock.release]).toBe('lock.release')
  expect(book.texts[book.parts.request.refused]?.label).toBe('Open')
})

test('parts of a sequence stand in the order in which they are drawn', () => {
  expect(lock.partKeys).toEqual(['acquire', 'token', 'write', 'check', 'wait', 'release'])
  expect(lock.partText('check').means).toBe('Is it the highest?')
})

test('a flow with a node that no edge touches is refused', () => {
  const node = { label: '', means: '', shape: 'step' } as const
  expect(() =>
    defineFlow<string, string>({
      title: 'f',
      direction: 'LR',
      subject: 'call',
      nodes: { a: node, b: node, alone: node },
      edges: { go: { from: 'a', to: 'b', means: '' } },
    }),
  ).toThrow('f: no edge touches alone')
})

test('a message that stands nowhere or twice in the order is refused', () => {
  const declare = (order: readonly 'm'[]) => () =>
    defineSequence({
      title: 's',
      participants: { a: { label: '', means: '' } },
      messages: { m: { from: 'a', to: 'a', means: '' } },
      order,
    })
  expect(declare([])).toThrow('message m stands 0 times')
  expect(declare(['m', 'm'])).toThrow('message m stands 2 times')
  expect(declare(['m'])).not.toThrow()
})

test('a trail keeps the edges of one operation with their numbers and forgets the one before', () => {
  const taken = trail<keyof typeof breaker.edges>()
  step(taken, 'ends', 1)
  begin(taken)
  step(taken, 'ends', 7, 8)
  step(taken, 'opens', 5, 5, 8, 8)
  expect(taken.edges.slice(0, taken.count)).toEqual(['ends', 'opens'])
  expect([...taken.numbers.slice(0, 8)]).toEqual([7, 8, 0, 0, 5, 5, 8, 8])
})

test('an operation that takes more edges than a trail holds throws', () => {
  const taken = trail<'a'>()
  for (let count = 0; count < 8; count += 1) step(taken, 'a')
  expect(() => step(taken, 'a')).toThrow('more than 8 edges')
})
