import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_TRACE, traceOf, traceText } from '../../src/lab/trace.ts'

test('a recorded load comes back from its text', () => {
  const trace = { times: [0, 60_000, 90_500], rates: [12, 30.5, 0] }
  expect(traceText(trace)).toBe('0:12,60:30.5,90.5:0')
  expect(traceOf('0:12,60:30.5,90.5:0')).toEqual(trace)
  expect(traceOf('')).toEqual({ times: [], rates: [] })
})

test.each([
  ['a load that does not begin at 0', '5:1'],
  ['times that do not grow', '0:1,10:2,10:3'],
  ['a rate above the largest', '0:100001'],
  ['a negative rate', '0:-1'],
  ['a pair without a rate', '0:1,10'],
  ['words', 'steady'],
  ['too many points', Array.from({ length: LONGEST_TRACE + 1 }, (_, i) => `${i}:1`).join(',')],
])('%s is refused', (_, text) => {
  expect(traceOf(text)).toBeUndefined()
})

test('any text is a load that its own text repeats, or nothing', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const trace = traceOf(text)
      if (trace) expect(traceOf(traceText(trace))).toEqual(trace)
    }),
  )
})
