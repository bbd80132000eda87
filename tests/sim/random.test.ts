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
      10.86060182525651,
      1.0216706416881065,
      160.32157647153798,
      67.37806884056393,
      262,
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
