import { expect, test } from 'vitest'
import { rateLimiting } from '../../../src/labs/rate-limiting/lab.ts'
import { probes } from '../../../src/labs/rate-limiting/probes.ts'
import { lookAt } from '../../../src/worker/explain.ts'
import { admitted, begin, beginPreset, type LimiterRun, most, play } from './run.ts'

const read = (run: LimiterRun, probe: keyof typeof probes): number => probes[probe].read(run.world, run.params, run.now)

const caption = (run: LimiterRun): string =>
  rateLimiting.caption(lookAt(rateLimiting as never, run as never) as never).text

test('a burst across the boundary passes the fixed window nearly twice, and the sliding log not once too often', () => {
  const run = play(beginPreset('boundary'), 12_000)
  expect(most(run, 'fixedWindow')).toBeGreaterThanOrEqual(17)
  expect(most(run, 'fixedWindow')).toBeLessThanOrEqual(20)
  expect(most(run, 'slidingLog')).toBe(10)
  expect(most(run, 'tokenBucket')).toBeLessThanOrEqual(20)
  expect(most(run, 'leakyQueue')).toBeLessThanOrEqual(10)
})

test('bucket, meter and GCRA of the same numbers let the same calls through', () => {
  const run = play(beginPreset('boundary'), 60_000)
  expect(admitted(run, 'tokenBucket')).toBeGreaterThan(80)
  expect(admitted(run, 'leakyMeter')).toBe(admitted(run, 'tokenBucket'))
  expect(admitted(run, 'gcra')).toBe(admitted(run, 'tokenBucket'))
})

test('the reference runs: 20 of 25, a second later 10 of 15, and in the window 10 of 11', () => {
  const run = beginPreset('reference')
  for (const lane of ['tokenBucket', 'referenceToken'] as const) expect(admitted(play(run, 1500), lane)).toBe(20)
  for (const lane of ['tokenBucket', 'referenceToken'] as const) expect(admitted(play(run, 2500), lane)).toBe(30)
  const before = admitted(play(run, 9999), 'slidingLog')
  expect(admitted(play(run, 12_000), 'slidingLog') - before).toBe(10)
  expect(admitted(run, 'referenceLog') - before).toBe(10)
})

test('the example: 45 tokens, one second later one call leaves 54, and the caption says so', () => {
  const run = play(beginPreset('example'), 4500)
  expect(read(run, 'tokensFirst')).toBe(50)
  expect(caption(run)).toBe('The bucket held 45 tokens at 00:04.000. **No call** has come since.')
  play(run, 5000)
  expect(read(run, 'tokensFirst')).toBe(54)
  expect(caption(run)).toBe('The bucket held 45 tokens at 00:04.000. After 1 s a call found 55 and left **54**.')
})

test('the caption of the boundary burst has the numbers that were counted', () => {
  const run = play(beginPreset('boundary'), 8000)
  const counted = most(run, 'fixedWindow')
  expect(caption(run)).toContain(`The fixed window let **${counted}** calls through in the 5 s from 00:00.`)
  expect(caption(run)).toContain('its limit is 10: the count went back to zero at 00:05.000.')
})

test('a burst by hand is told for each limiter shown', () => {
  const run = play(begin({ pattern: 'none', background: 0 }, [{ at: 1000, do: 'burst' }]), 1500)
  expect(caption(run)).toBe(
    'Of the **burst** of 25 calls at 00:01.000: the token bucket 10, the sliding log 10, the sliding counter 10 ' +
      'and the fixed window 10 admitted.',
  )
  expect(admitted(run, 'leakyQueue')).toBe(11)
})

test('the gates hold a noisy user and refuse nobody else; one limit for all makes everybody pay', () => {
  const run = play(beginPreset('noisy'), 14_000)
  expect(read(run, 'othersRefused')).toBe(0)
  expect(read(run, 'shareOfFirst')).toBeLessThan(0.2)
  const { totals } = run.world
  const dropped = totals.droppedOthers
  play(run, 20_000)
  expect(dropped).toBe(0)
  expect(totals.droppedOthers).toBeGreaterThan(100)
})

test('the hybrid of the document binds by its IP limit first (D12)', () => {
  const run = play(begin({ pattern: 'bursts', patternCalls: 200, patternSpread: 0, background: 0 }), 2000)
  expect(admitted(run, 'hybrid')).toBe(100)
  expect(admitted(run, 'referenceHybrid')).toBe(100)
  expect(run.world.totals.reasons).toMatchObject({ burst: 0, sustained: 0, address: 100 })
})

test('a call that the last gate refuses costs the user nothing together, and a token as it goes (B25)', () => {
  const set = { pattern: 'none', background: 0, addressRate: 5, userRate: 1, userBurst: 20 } as const
  const tokens = (run: LimiterRun): number => {
    const lit = rateLimiting.diagrams.find(({ key }) => key === 'gates')?.lit(run.world, run.params, run.now)
    return Number(lit?.notes?.['userLimits']?.match(/\d+/)?.[0])
  }
  const acts = [{ at: 1000, do: 'burst', with: { calls: 12 } }]
  expect(tokens(play(begin({ ...set, commit: 'together' }, acts), 1000))).toBe(15)
  expect(tokens(play(begin({ ...set, commit: 'asItGoes' }, acts), 1000))).toBe(8)
})

test('the document’s leaky bucket loses the fraction of each leak (B15)', () => {
  const run = play(begin({ pattern: 'steady', patternRate: 13, background: 0, refill: 10 }), 60_000)
  expect(admitted(run, 'leakyMeter') / 60).toBeGreaterThan(9.9)
  expect(admitted(run, 'referenceLeaky') / 60).toBeLessThan(7)
})

test('a clock set back costs the document’s bucket its tokens, and ours nothing (B14)', () => {
  const run = begin({ pattern: 'steady', patternRate: 2, background: 0 }, [{ at: 10_250, do: 'setBack' }])
  play(run, 10_200)
  const before = [admitted(run, 'tokenBucket'), admitted(run, 'referenceToken')] as const
  play(run, 15_200)
  expect(admitted(run, 'tokenBucket') - before[0]).toBe(10)
  expect(admitted(run, 'referenceToken') - before[1]).toBe(0)
})

test('what stood before a refusal are the calls of the window, by what the bucket said', () => {
  const run = play(begin({ pattern: 'none', background: 0 }, [{ at: 1000, do: 'burst', with: { calls: 12 } }]), 1000)
  const part = rateLimiting.book.parts.bucket.refuses
  const evidence = rateLimiting.evidence?.(part, lookAt(rateLimiting as never, run as never) as never)
  expect(evidence?.items.map(({ tone }) => tone).join(' ')).toBe(`${'fine '.repeat(10)}failed failed`)
  expect(new Set(evidence?.items.map(({ event }) => event))).toEqual(new Set([1]))
})
