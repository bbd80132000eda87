import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LaneKey, laneOf } from '../../../src/labs/rate-limiting/lanes.ts'
import { singleLevel } from '../../../src/labs/rate-limiting/levels.ts'
import type { LimiterParams } from '../../../src/labs/rate-limiting/params.ts'
import { placeOf } from '../../../src/labs/rate-limiting/run/trail.ts'
import { curveOf } from '../../../src/labs/rate-limiting/view/curve.ts'
import { readSideBySide } from '../../../src/labs/rate-limiting/view/side-by-side.ts'
import { begin, type LimiterRun, play } from './run.ts'

const drawn: readonly LaneKey[] = [
  'tokenBucket',
  'slidingLog',
  'slidingCounter',
  'fixedWindow',
  'leakyQueue',
  'leakyMeter',
  'gcra',
  'referenceToken',
  'referenceLog',
]

const traffic = fc.record({
  pattern: fc.constantFrom<LimiterParams['pattern']>('straddler', 'bursts', 'poisson', 'none'),
  background: fc.constantFrom(1.25, 4, 8),
  patternRate: fc.constantFrom(3, 12),
  patternSpread: fc.constantFrom(0, 500, 900),
  limit: fc.integer({ min: 1, max: 20 }),
  capacity: fc.integer({ min: 1, max: 20 }),
  refill: fc.constantFrom(0.5, 2, 5),
  window: fc.constantFrom(1000, 2500, 5000),
})

/** The level that a line shows at a time, where it does not jump. */
function levelOf(line: readonly number[], time: number): number {
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [from = NaN, low = NaN, to = NaN, high = NaN] = line.slice(i, i + 4)
    if (from <= time && time < to) return low + ((high - low) * (time - from)) / (to - from)
  }
  return line.at(-1) ?? NaN
}

test('the lines drawn afterwards are the levels that were', () => {
  fc.assert(
    fc.property(traffic, fc.nat(1000), (set, seed) => {
      const run = begin(set, [], seed)
      const seen: { readonly time: number; readonly levels: readonly number[] }[] = []
      for (let time = 37; time < 12_000; time += 211) seen.push({ time, levels: levelsAt(play(run, time)) })
      drawn.forEach((lane, i) => {
        const line = curveOf(run.world.trail, run.world.rules, laneOf[lane], 1, 0, run.now)
        for (const { time, levels } of seen) {
          const level = levels[i] ?? NaN
          expect(Math.abs(levelOf(line, time) - level), `${lane} at ${time}`).toBeLessThan(1e-3)
        }
      })
    }),
    { numRuns: 25 },
  )
})

function levelsAt({ world, now }: LimiterRun): readonly number[] {
  return drawn.map((lane) => {
    const single = world.configs.single.find((one) => one.lane === laneOf[lane])
    if (!single) throw new Error(`${lane} keeps no limiter for each key`)
    return singleLevel(world, single.config, single.lane, world.key, now)
  })
}

test('the most in any window is what a recount of the admitted calls gives', () => {
  fc.assert(
    fc.property(traffic, fc.nat(1000), (set, seed) => {
      const run = play(begin(set, [], seed), 20_000)
      const { measures, trail } = run.world
      expect(trail.total).toBeLessThan(1000)
      for (const lane of drawn.filter((one) => one !== 'leakyQueue')) {
        const bit = 1 << laneOf[lane]
        const times = Array.from({ length: trail.total }, (_, i) => placeOf(i))
          .filter((at) => ((trail.admitted[at] ?? 0) & bit) !== 0)
          .map((at) => trail.time[at] ?? NaN)
        const most = Math.max(
          0,
          ...times.map((end) => times.filter((time) => time <= end && time > end - set.window + 1e-6).length),
        )
        expect(measures.most[laneOf[lane]], lane).toBe(most)
      }
    }),
    { numRuns: 25 },
  )
})

test('rows are those that the settings show, with the document’s code in place of ours or beneath it', () => {
  const names = (set: Partial<LimiterParams>): readonly string[] => {
    const run = play(begin(set), 3000)
    return readSideBySide(run.world, run.params, run.now).rows.map(({ name }) => name)
  }
  expect(names({})).toEqual(['Token bucket', 'Sliding log', 'Sliding counter', 'Fixed window', 'Leaky queue'])
  expect(names({ code: 'document', showSlidingLog: false })).toEqual([
    'Token bucket, document',
    'Sliding counter',
    'Fixed window',
    'Leaky queue',
  ])
  expect(names({ code: 'both', showFixedWindow: false, showLeakyQueue: false })).toEqual([
    'Token bucket',
    'Token bucket, document',
    'Sliding log',
    'Sliding log, document',
    'Sliding counter',
  ])
})

test('the wait that a row tells is the wait: a call just before is refused, at its end admitted', () => {
  const set = { pattern: 'none', background: 0, showGcra: true, showLeakyMeter: true } as const
  const run = play(begin(set, [{ at: 1000, do: 'burst' }]), 1200)
  const { rows } = readSideBySide(run.world, run.params, run.now)
  expect(rows.length).toBe(7)
  for (const { lane, name, wait } of rows) {
    const after = (time: number): number => {
      const later = play(
        begin(set, [
          { at: 1000, do: 'burst' },
          { at: time, do: 'call' },
        ]),
        20_000,
      )
      return later.world.measures.admitted[lane] ?? NaN
    }
    const before = run.world.measures.admitted[lane] ?? NaN
    expect(wait, name).toBeGreaterThan(0)
    expect(after(1200 + wait - 0.01), name).toBe(before)
    expect(after(1200 + wait + 0.001), name).toBe(before + 1)
  }
})
