import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashText, Random, seededStreams, streams } from '../../src/sim/random.ts'

const names = ['arrivals', 'service', 'faults'] as const
const stream = (seed: number, name = 'arrivals'): Random => new Random(seededStreams(seed, [name]), 0)
const draws = (random: Random, count = 8): readonly number[] => Array.from({ length: count }, () => random.bits())

describe('streams of chance', () => {
  test('draw on their own, whatever the others draw', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(fc.constantFrom(...names)), (seed, order) => {
        const state = seededStreams(seed, names)
        const drawn: Record<string, number[]> = { arrivals: [], service: [], faults: [] }
        const all = streams(state, names)
        for (const name of order) drawn[name]?.push(all[name].bits())
        for (const name of names) expect(drawn[name]).toEqual(draws(stream(seed, name), drawn[name]?.length))
      }),
    )
  })

  test('go on from a copy of their state as if nothing had happened', () => {
    const state = seededStreams(7, names)
    const all = streams(state, names)
    for (let i = 0; i < 100; i += 1) all.service.normal(0, 1)
    const kept = state.slice()
    const first = draws(all.service)
    expect(draws(streams(kept, names).service)).toEqual(first)
    state.set(seededStreams(7, names))
    expect(draws(all.service)).not.toEqual(first)
  })

  test('differ by name and by seed, also by the part of a seed above 32 bits', () => {
    const seeds = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER]
    const firsts = seeds.flatMap((seed) => names.map((name) => draws(stream(seed, name), 2).join()))
    expect(new Set(firsts).size).toBe(firsts.length)
  })

  test('of neighbouring seeds are not alike', () => {
    const sameBits = (a: number, b: number): number => {
      let differing = a ^ b
      let count = 32
      for (; differing !== 0; differing &= differing - 1) count -= 1
      return count
    }
    let same = 0
    for (let seed = 0; seed < 4000; seed += 1) same += sameBits(stream(seed).bits(), stream(seed + 1).bits())
    expect(same / 4000).toBeCloseTo(16, 0)
  })
})

describe('a draw', () => {
  test('of `uniform` is a multiple of 2⁻⁵³ in [0, 1)', () => {
    const random = stream(3)
    for (let i = 0; i < 10_000; i += 1) {
      const value = random.uniform()
      expect(value >= 0 && value < 1 && Number.isInteger(value * 2 ** 53)).toBe(true)
    }
  })

  test('of `chance` takes as much of the stream whatever its share', () => {
    const left = (share: number): readonly number[] => {
      const random = stream(5)
      random.chance(share)
      return draws(random)
    }
    expect(left(1)).toEqual(left(0))
    expect([stream(5).chance(0), stream(5).chance(1)]).toEqual([false, true])
  })

  test('of `below` is every whole number equally often', () => {
    const counts = new Array<number>(10).fill(0)
    const random = stream(11)
    for (let i = 0; i < 100_000; i += 1) {
      const drawn = random.below(10)
      counts[drawn] = (counts[drawn] ?? NaN) + 1
    }
    expect(counts).toHaveLength(10)
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * 95)
  })
})

const COUNT = 200_000

/** The mean and the variance of many draws. */
function moments(draw: (random: Random) => number): { readonly mean: number; readonly variance: number } {
  const random = stream(41)
  let mean = 0
  let squares = 0
  for (let i = 1; i <= COUNT; i += 1) {
    const value = draw(random)
    const off = value - mean
    mean += off / i
    squares += off * (value - mean)
  }
  return { mean, variance: squares / (COUNT - 1) }
}

const MANY = 1_000_000

/** The share of a million draws of which something holds. */
function share(holds: (random: Random) => boolean): number {
  const random = stream(23)
  let count = 0
  for (let i = 0; i < MANY; i += 1) count += holds(random) ? 1 : 0
  return count / MANY
}

/** Within five standard errors of a share of a million. */
const about = (expected: number) => (measured: number) =>
  Math.abs(measured - expected) < 5 * Math.sqrt((expected * (1 - expected)) / MANY)

/** The bands are five standard errors of 200,000 draws, from each distribution's second and fourth moment. */
describe('distributions have their moments', () => {
  test.each([
    ['uniform', (r: Random) => r.uniform(), 0.5, 1 / 12, 0.0033, 0.0009],
    ['chance of 0.3', (r: Random) => (r.chance(0.3) ? 1 : 0), 0.3, 0.21, 0.0052, 0.0021],
    ['exponential of mean 200', (r: Random) => r.exponential(200), 200, 40_000, 2.3, 1270],
    ['normal of mean 10 and deviation 3', (r: Random) => r.normal(10, 3), 10, 9, 0.034, 0.143],
    ['log-normal of mean 100 and variation 0.5', (r: Random) => r.lognormal(100, 0.5), 100, 2500, 0.56, 84],
    ['Pareto of mean 100 and shape 10', (r: Random) => r.pareto(100, 10), 100, 125, 0.13, 7],
  ] as const)('%s', (_, draw, mean, variance, band, wide) => {
    const measured = moments(draw)
    expect(Math.abs(measured.mean - mean)).toBeLessThan(band)
    expect(Math.abs(measured.variance - variance)).toBeLessThan(wide)
  })

  test('half of all exponential draws lie below the mean times ln 2', () => {
    const { mean } = moments((random) => (random.exponential(200) < 200 * Math.LN2 ? 1 : 0))
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.0056)
  })

  test('exponential draws fall into equally likely cells equally often', () => {
    const random = stream(17)
    const cells = new Array<number>(64).fill(0)
    for (let i = 0; i < COUNT; i += 1) {
      const cell = Math.floor((1 - Math.exp(-random.exponential(1))) * cells.length)
      cells[cell] = (cells[cell] ?? NaN) + 1
    }
    const expected = COUNT / cells.length
    const square = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 63 degrees of freedom: mean 63, deviation 11.2.
    expect(Math.abs(square - 63)).toBeLessThan(5 * 11.2)
  })

  test.each([1, 3, 5, 7.5, 8, 9])('exponential draws lie beyond %s means as often as they should', (beyond) => {
    expect(share((random) => random.exponential(10) > 10 * beyond)).toSatisfy(about(Math.exp(-beyond)))
  })

  test.each([
    [0.5, 0.308537538725987],
    [1, 0.158655253931457],
    [2, 0.022750131948179],
    [3, 0.00134989803163],
    [3.6, 0.000159108590158],
    [3.7, 0.000107799733477],
  ])('normal draws lie %s deviations off on either side as often as they should', (beyond, expected) => {
    expect(share((random) => random.normal(10, 3) > 10 + 3 * beyond)).toSatisfy(about(expected))
    expect(share((random) => random.normal(10, 3) < 10 - 3 * beyond)).toSatisfy(about(expected))
  })

  test('a Pareto draw is never below its smallest value', () => {
    const random = stream(2)
    for (let i = 0; i < 10_000; i += 1) expect(random.pareto(90, 3)).toBeGreaterThanOrEqual(60 * (1 - 1e-15))
  })
})

test('the first draws of a seed must never change, or old links would run differently', () => {
  const random = stream(41)
  expect([seededStreams(41, ['arrivals']), seededStreams(2 ** 40 + 1, ['x'])]).toMatchInlineSnapshot(`
    [
      Int32Array [
        -1435711602,
        1992573284,
        -2006919535,
        13,
      ],
      Int32Array [
        -1398120002,
        1723619955,
        -985640343,
        13,
      ],
    ]
  `)
  expect(draws(random, 4)).toMatchInlineSnapshot(`
    [
      556861695,
      1114025579,
      1500837580,
      -1593608988,
    ]
  `)
  expect([
    random.uniform(),
    random.exponential(100),
    random.normal(0, 1),
    random.lognormal(100, 0.5),
    random.pareto(100, 2.5),
    random.below(1000),
  ]).toMatchInlineSnapshot(`
    [
      0.2324770642116054,
      19.91717782870004,
      0.11579006245113777,
      56.33772864619522,
      119.55216917556777,
      662,
    ]
  `)
  expect([hashText(''), hashText('arrivals'), hashText('é')]).toMatchInlineSnapshot(`
    [
      -2128831035,
      507947475,
      1812687940,
    ]
  `)
})
