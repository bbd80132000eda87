import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exp, log, power } from '../../src/sim/exact.ts'

const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

/** The place of a number among all doubles, so that neighbours differ by 1. */
function place(value: number): bigint {
  double[0] = value
  const raw = bits[0] as bigint
  return raw < 0n ? -(raw & 0x7fffffffffffffffn) : raw
}

/** How many doubles lie between two numbers. */
const apart = (a: number, b: number): number =>
  Number(place(a) - place(b) < 0n ? place(b) - place(a) : place(a) - place(b))

const hex = (value: number): string => {
  double[0] = value
  return (bits[0] as bigint).toString(16)
}

const positive = fc.double({ min: 0, minExcluded: true, max: Number.MAX_VALUE, noNaN: true })

describe('log lies within 2 units in the last place of the built-in one', () => {
  test('over all magnitudes, the smallest included', () => {
    fc.assert(
      fc.property(positive, (x) => apart(log(x), Math.log(x)) <= 2),
      { numRuns: 4000 },
    )
  })

  test('near 1, where it is near 0', () => {
    const near = fc.double({ min: 0.5, max: 2, noNaN: true })
    fc.assert(
      fc.property(near, (x) => apart(log(x), Math.log(x)) <= 2),
      { numRuns: 4000 },
    )
    for (const x of [1 - 2 ** -53, 1 + 2 ** -52, 1 - 1e-9, 1 + 1e-9])
      expect(apart(log(x), Math.log(x))).toBeLessThanOrEqual(2)
  })

  test('at every power of two, and beside it', () => {
    for (let exponent = -1074; exponent <= 1023; exponent += 1) {
      for (const x of [2 ** exponent, 2 ** exponent * Math.SQRT2, 2 ** exponent * (Math.SQRT2 - 2 ** -52)]) {
        expect(apart(log(x), Math.log(x))).toBeLessThanOrEqual(2)
      }
    }
  })

  test('at its edges', () => {
    expect([log(0), log(-0), log(1), log(Infinity)]).toEqual([-Infinity, -Infinity, 0, Infinity])
    expect([log(-1), log(-Infinity), log(NaN)]).toEqual([NaN, NaN, NaN])
  })
})

describe('exp lies within 2 units in the last place of the built-in one', () => {
  test('over its whole range', () => {
    const range = fc.double({ min: -746, max: 710, noNaN: true })
    fc.assert(
      fc.property(range, (x) => apart(exp(x), Math.exp(x)) <= 2),
      { numRuns: 4000 },
    )
  })

  test('near 0', () => {
    const near = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(near, (x) => apart(exp(x), Math.exp(x)) <= 2),
      { numRuns: 4000 },
    )
  })

  test('at its edges', () => {
    expect([exp(0), exp(-0), exp(-Infinity), exp(Infinity), exp(NaN)]).toEqual([1, 1, 0, Infinity, NaN])
    expect([exp(709.782712893384), exp(709.7827128933841)]).toEqual([
      expect.closeTo(1.797693134862e308, -297),
      Infinity,
    ])
    expect([exp(-745.1332191019411), exp(-745.1332191019412), exp(-746)]).toEqual([5e-324, 0, 0])
  })
})

test('exp undoes log within the error that the logarithm brings', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      expect(Math.abs(exp(log(x)) / x - 1)).toBeLessThan(4e-13)
    }),
  )
})

test('powers agree with the built-in ones to a millionth of a millionth', () => {
  const base = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
  const exponent = fc.double({ min: -20, max: 20, noNaN: true })
  fc.assert(fc.property(base, exponent, (b, e) => Math.abs(power(b, e) / b ** e - 1) < 1e-12))
  expect(power(0, 3)).toBe(0)
})

test('the bits of some values must never change, or old links would run differently', () => {
  const at = [5e-324, 1e-10, 0.1, 0.7, 2, 10, 12345.678, 1e300]
  expect(at.map((x) => hex(log(x)))).toMatchInlineSnapshot(`
    [
      "-3f78bc7abb928e3d",
      "-3fc8f961d55d55a5",
      "-3ffd944e444aaaeb",
      "-40292c3cdb1ec0b0",
      "3fe62e42fefa39ef",
      "40026bb1bbb55516",
      "4022d79559791e31",
      "4085963447f87fb5",
    ]
  `)
  expect([-700, -1, -1e-8, 0.1, 1, 2.5, 100, 700].map((x) => hex(exp(x)))).toMatchInlineSnapshot(`
    [
      "d14f2b0fb9307f",
      "3fd78b56362cef38",
      "3feffffffaa19c48",
      "3ff1aec7b35a00d4",
      "4005bf0a8b14576a",
      "40285d6fd931e0bb",
      "48f3494a9b171bf5",
      "7f0d945df4f8ec8e",
    ]
  `)
})
