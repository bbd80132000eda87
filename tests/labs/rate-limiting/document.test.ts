import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../../../src/engines/rate-limit/algorithm.ts'
import { blankDecision } from '../../../src/engines/rate-limit/decision.ts'
import { leakyMeter } from '../../../src/engines/rate-limit/leaky-meter.ts'
import { referenceLeakyBucket } from '../../../src/engines/rate-limit/reference.ts'
import { rateLimiting } from '../../../src/labs/rate-limiting/lab.ts'
import { laneOf } from '../../../src/labs/rate-limiting/lanes.ts'
import { readSideBySide } from '../../../src/labs/rate-limiting/view/side-by-side.ts'
import { lookAt } from '../../../src/worker/explain.ts'
import { admitted, begin, type LimiterRun, play } from './run.ts'

const quiet = { pattern: 'none', background: 0, code: 'both' } as const

const rowOf = (run: LimiterRun, name: string) =>
  readSideBySide(run.world, run.params, run.now).rows.find((row) => row.name === name)

test('the document’s bucket tells the wait of long ago, where ours tells that a call would pass (B10)', () => {
  const run = play(begin(quiet, [{ at: 1000, do: 'burst' }]), 60_000)
  expect(rowOf(run, 'Token bucket')?.wait).toBe(0)
  expect(rowOf(run, 'Token bucket, document')?.wait).toBe(500)
})

test('the document’s hybrid tells no wait', () => {
  const run = play(begin({ ...quiet, showHybrid: true }, [{ at: 1000, do: 'burst' }]), 2000)
  expect(rowOf(run, 'Hybrid')?.wait).toBe(0)
  expect(rowOf(run, 'Hybrid, document')?.wait).toBeNaN()
})

test('the document’s bucket keeps a key for every user ever seen, ours for those that are busy (B13)', () => {
  const keys = (code: 'correct' | 'document'): number => {
    const run = play(begin({ ...quiet, users: 1000, background: 40, capacity: 2, code }), 60_000)
    const lit = rateLimiting.diagrams.find(({ key }) => key === 'bucket')?.lit(run.world, run.params, run.now)
    return Number(lit?.notes?.['bucket']?.match(/(\d+) keys$/)?.[1])
  }
  expect(keys('document')).toBeGreaterThan(800)
  expect(keys('correct')).toBeLessThan(200)
})

test('13 calls a second into a leak of 10 pass at 10 a second, in the document’s code at 6.5 (B15)', () => {
  const run = play(begin({ pattern: 'steady', patternRate: 13, background: 0, refill: 10 }), 60_000)
  expect((admitted(run, 'leakyMeter') - 10) / 60).toBeCloseTo(10, 1)
  expect((admitted(run, 'referenceLeaky') - 10) / 60).toBeCloseTo(6.5, 1)
})

test('counting the leak from the last leak is no fault: nothing passes that an exact meter would refuse (B16)', () => {
  const gap = fc.oneof(fc.nat(40), fc.nat(300)).map((ticks) => ticks / 1024)
  fc.assert(
    fc.property(fc.array(gap, { maxLength: 200 }), fc.integer({ min: 1, max: 6 }), (gaps, capacity) => {
      const config = { kind: 'referenceLeakyBucket', rate: 8, capacity } as const
      const exact = { kind: 'leakyMeter', rate: 8, capacity } as const
      const bucket = referenceLeakyBucket.create(config, 0)
      const meter = leakyMeter.create(exact, 0)
      const decision = blankDecision()
      const held: number[] = []
      let now = 0
      for (const wait of [0, ...gaps]) {
        now += wait
        decide(referenceLeakyBucket, config, bucket, now, 1, decision)
        const passes = decision.allowed
        const left = held.splice(0, held.length + (passes ? 1 : 0) - bucket.stamps.count)
        for (const came of left) expect(now - came).toBeGreaterThanOrEqual(1 / 8)
        if (!passes) continue
        held.push(now)
        decide(leakyMeter, exact, meter, now, 1, decision)
        expect(decision.allowed).toBe(true)
      }
    }),
  )
})

test('a window that is no whole number of seconds makes the document’s shared window fail on every call (B22)', () => {
  const set = { ...quiet, showDistributed: true, order: 'atomic' } as const
  const acts = [1000, 1100, 1200, 1300, 1400].map((at) => ({ at, do: 'call' }))
  expect(admitted(play(begin({ ...set, window: 2000 }, acts), 2000), 'referenceShared')).toBe(5)
  const run = play(begin({ ...set, window: 2500 }, acts), 2000)
  expect(admitted(run, 'referenceShared')).toBe(0)
  expect(run.world.measures.refused[laneOf.referenceShared]).toBe(5)
  expect(rowOf(run, 'Distributed, document')?.level).toBe(5)
  expect(rateLimiting.caption(lookAt(rateLimiting as never, run as never) as never).text).toBe(
    'An expiry of 3.5 s is no whole number of seconds: the server refuses it after the call was added, and the ' +
      'document’s code **failed** 5 times.',
  )
})
