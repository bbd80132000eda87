import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults, defineParams, legalValue, type NumberParam } from '../../src/lab/param.ts'
import { params } from '../contract/toy-diagrams.ts'

const common = { group: 'load', label: 'Rate', help: 'Calls a second.' } as const
const ranged = (min: number, max: number, step: number): NumberParam => ({
  ...common,
  kind: 'number',
  unit: '/s',
  min,
  max,
  step,
  default: min,
})

const range: fc.Arbitrary<NumberParam> = fc
  .tuple(
    fc.integer({ min: -50, max: 50 }),
    fc.integer({ min: 1, max: 400 }),
    fc.constantFrom(0.01, 0.05, 0.1, 0.5, 1, 5),
  )
  .map(([min, cells, step]) => ranged(min, Number((min + cells * step).toPrecision(12)), step))

describe('a legal number', () => {
  test('lies in its range, on its grid, and is legal itself', () => {
    fc.assert(
      fc.property(range, fc.double({ noNaN: true, noDefaultInfinity: true }), (param, value) => {
        const legal = legalValue(param, value) as number
        expect(legal).toBeGreaterThanOrEqual(param.min)
        expect(legal).toBeLessThanOrEqual(param.max)
        const cells = (legal - param.min) / param.step
        expect(Math.abs(cells - Math.round(cells))).toBeLessThan(1e-6)
        expect(legalValue(param, legal)).toBe(legal)
      }),
    )
  })

  test('is the nearest one, and written without rounding errors', () => {
    const share = ranged(0, 1, 0.05)
    expect([0.15, 0.3, 0.35, 0.6, 0.7].map((value) => legalValue(share, value))).toEqual([0.15, 0.3, 0.35, 0.6, 0.7])
    expect([0.149, -1, 7, 0.97, 0.98].map((value) => legalValue(share, value))).toEqual([0.15, 0, 1, 0.95, 1])
    expect(legalValue(ranged(10, 5000, 10), 1234.5)).toBe(1230)
  })

  test.each([NaN, Infinity, -Infinity, '5', true, null, undefined, {}, [5]])('is not meant by %j', (value) => {
    expect(legalValue(ranged(0, 10, 1), value)).toBeUndefined()
  })
})

test('choices and switches must match', () => {
  const { load, strict } = params
  expect([
    legalValue(load, 'even'),
    legalValue(load, 'odd'),
    legalValue(load, 'toString'),
    legalValue(load, 1),
  ]).toEqual(['even', undefined, undefined, undefined])
  expect([legalValue(strict, false), legalValue(strict, 'false'), legalValue(strict, 0)]).toEqual([
    false,
    undefined,
    undefined,
  ])
})

test('a declaration with an illegal default is a mistake', () => {
  expect(() => defineParams({ rate: { ...ranged(0, 10, 1), default: 11 } })).toThrow(
    'the default of rate is not legal: 11',
  )
  expect(() => defineParams({ rate: { ...ranged(0, 10, 1), default: 0.5 } })).toThrow(
    'the default of rate is not legal: 0.5',
  )
})

test('the defaults are the declared ones', () => {
  expect(defaults(params)).toEqual({ rate: 8, load: 'random', hold: 200, strict: true, breaks: 0.1, slots: 2 })
})
