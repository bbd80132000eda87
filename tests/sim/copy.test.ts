import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copy } from '../../src/sim/copy.ts'
import { Digest } from '../../src/sim/digest.ts'

const plain = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.float64Array(),
    fc.int32Array(),
  ),
  value: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ minLength: 1, maxLength: 6 }).filter((key) => key !== '__proto__'),
      tie('value'),
      {
        noNullPrototype: true,
        maxKeys: 4,
      },
    ),
  ),
})).value

const digestOf = (value: unknown): string => {
  const digest = new Digest()
  digest.value(value)
  return digest.toString()
}

/** Every object within a value, itself included. */
const objectsIn = (value: unknown): readonly object[] =>
  typeof value !== 'object' || value === null
    ? []
    : [value, ...(ArrayBuffer.isView(value) ? [value.buffer] : Object.values(value).flatMap(objectsIn))]

describe('a copy', () => {
  test('equals its original and shares nothing with it', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const copied = copy(value)
        expect(copied).toStrictEqual(value)
        const originals = new Set(objectsIn(value))
        expect(objectsIn(copied).filter((part) => originals.has(part))).toEqual([])
      }),
    )
  })

  test.each([
    ['a map', new Map()],
    ['a set', { inside: new Set() }],
    ['a class', [new (class Thing {})()]],
    ['an error', new Error('x')],
    ['a function', { inside: () => 1 }],
  ])('refuses %s, which a world may not hold', (_, value) => {
    expect(() => copy(value)).toThrow('a world may hold plain data only')
  })
})

describe('a digest', () => {
  test('is the same for the same data, whatever the order of keys', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(digestOf(copy(value))).toBe(digestOf(value))
      }),
    )
    expect(digestOf({ a: 1, b: [2] })).toBe(digestOf({ b: [2], a: 1 }))
    expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }))
  })

  test('differs as soon as one number differs in its last bit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), fc.nat(), (list, pick) => {
        const at = pick % list.length
        const changed = list.map((value, i) => (i === at ? nextTo(value) : value))
        expect(digestOf(changed)).not.toBe(digestOf(list))
      }),
    )
  })

  test('tells apart what only its shape tells apart', () => {
    const shapes = [
      [],
      [[]],
      [[1], [2]],
      [[1, 2]],
      [1, 2],
      {},
      { a: 1 },
      { b: 1 },
      { a: { b: 1 } },
      { ab: 1 },
      'a',
      0,
      1,
    ]
    const digests = [...shapes, true, false, null, NaN, ['a', 'b'], ['ab']].map(digestOf)
    expect(new Set(digests).size).toBe(digests.length)
  })

  test('takes −0 for 0, every NaN for one, and a typed array for the list of its numbers', () => {
    expect(digestOf(-0)).toBe(digestOf(0))
    expect(digestOf([0 / 0])).toBe(digestOf([Number.NaN]))
    expect(digestOf(Float64Array.of(1, 2))).toBe(digestOf([1, 2]))
  })

  test('of some data must never change', () => {
    expect([
      digestOf(0),
      digestOf('setpoint'),
      digestOf({ list: [1, 2.5, -1e-300], on: true, none: null }),
    ]).toMatchInlineSnapshot(`
      [
        "e851eb48b463dff5",
        "0cb694956dd538da",
        "1db1f3c469f2946c",
      ]
    `)
  })
})

const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

function nextTo(value: number): number {
  double[0] = Number.isFinite(value) ? value + 0 : 1
  bits[0] = (bits[0] as bigint) ^ 1n
  return double[0]
}
