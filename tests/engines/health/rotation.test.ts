import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createOutliers,
  ejectionTime,
  forgetHost,
  noteAnswer,
  type OutlierConfig,
  outlierDefaults,
  sweep,
} from '../../../src/engines/health/outlier.ts'
import { createRotation, inPanic, nextHost, rotate } from '../../../src/engines/health/rotation.ts'

describe('rotation', () => {
  test('takes the hosts that pass, in turn', () => {
    const rotation = createRotation(4, true)
    rotation.passing[1] = 0
    rotate(rotation, 0.5)
    expect(Array.from({ length: 5 }, () => nextHost(rotation))).toEqual([0, 2, 3, 0, 2])
  })

  test('uses all hosts when fewer than half are available, and not when exactly half are', () => {
    const rotation = createRotation(4, true)
    rotation.passing.set([0, 0])
    expect(rotate(rotation, 0.5)).toBe(false)
    expect([rotation.panic, rotation.size]).toEqual([false, 2])
    rotation.passing[2] = 0
    expect(rotate(rotation, 0.5)).toBe(true)
    expect([rotation.panic, rotation.size, rotation.available, rotation.panics]).toEqual([true, 4, 1, 1])
    expect([rotate(rotation, 0.5), rotation.panics]).toEqual([false, 1])
    rotation.passing[1] = 1
    expect(rotate(rotation, 0.5)).toBe(true)
    expect([rotation.panic, rotation.size]).toEqual([false, 2])
  })

  test('without a threshold has nobody to send to when nobody passes', () => {
    const rotation = createRotation(3, false)
    rotate(rotation, 0)
    expect([rotation.panic, nextHost(rotation)]).toEqual([false, -1])
  })

  test('counts hosts that are gone nowhere', () => {
    const rotation = createRotation(4, true)
    rotation.present.set([0, 0])
    rotation.passing.set([0, 0, 0])
    rotate(rotation, 0.5)
    expect([rotation.hosts, rotation.available, rotation.panic]).toEqual([2, 1, false])
    expect(nextHost(rotation)).toBe(3)
  })

  test('is as it is said to be for any hosts and threshold', () => {
    const host = fc.record({ present: fc.boolean(), passing: fc.boolean(), ejected: fc.boolean() })
    fc.assert(
      fc.property(fc.array(host, { maxLength: 12 }), fc.constantFrom(0, 0.25, 0.5, 0.75, 1), (hosts, threshold) => {
        const rotation = createRotation(hosts.length, true)
        hosts.forEach(({ present, passing }, i) => {
          rotation.present[i] = present ? 1 : 0
          rotation.passing[i] = passing ? 1 : 0
        })
        rotate(
          rotation,
          threshold,
          Uint8Array.from(hosts, ({ ejected }) => (ejected ? 1 : 0)),
        )
        const there = hosts.flatMap(({ present }, i) => (present ? [i] : []))
        const good = there.filter((i) => hosts[i]?.passing && !hosts[i]?.ejected)
        const panic = good.length / Math.max(1, there.length) < threshold && there.length > 0
        expect([...rotation.pool.slice(0, rotation.size)]).toEqual(panic ? there : good)
        expect(rotation.panic).toBe(panic)
        if (threshold > 0 && there.length > 0) expect(rotation.size).toBeGreaterThan(0)
        expect(inPanic(good.length, there.length, threshold)).toBe(panic)
      }),
      { numRuns: 300, seed: 2 },
    )
  })
})

describe('ejection of outliers', () => {
  const config: OutlierConfig = { ...outlierDefaults, errorsInRow: 3, mostEjected: 0.5 }
  const errors = (outliers: ReturnType<typeof createOutliers>, host: number, count: number, now = 0) =>
    Array.from({ length: count }, () => noteAnswer(outliers, config, host, false, now))

  test('takes so many errors in a row; a success forgives', () => {
    const outliers = createOutliers(4)
    expect(errors(outliers, 0, 2)).toEqual([false, false])
    noteAnswer(outliers, config, 0, true, 0)
    expect(errors(outliers, 0, 3)).toEqual([false, false, true])
    expect(outliers.active).toBe(1)
  })

  test('lasts at least the base time, ends at a sweep, and is twice as long the next time', () => {
    const outliers = createOutliers(4)
    errors(outliers, 0, 3, 5000)
    expect([sweep(outliers, config, 30_000), sweep(outliers, config, 34_999)]).toEqual([0, 0])
    expect([sweep(outliers, config, 35_000), outliers.ejected[0]]).toEqual([1, 0])
    errors(outliers, 0, 3, 36_000)
    expect(ejectionTime(outliers, config, 0)).toBe(60_000)
    expect([sweep(outliers, config, 95_999), sweep(outliers, config, 96_000)]).toEqual([0, 1])
  })

  test('grows no longer than the longest, and shrinks with every sweep that finds the host in', () => {
    const outliers = createOutliers(2)
    let now = 0
    for (let i = 0; i < 15; i += 1) {
      errors(outliers, 0, 3, now)
      now += ejectionTime(outliers, config, 0)
      sweep(outliers, config, now)
    }
    errors(outliers, 0, 3, now)
    expect(ejectionTime(outliers, config, 0)).toBe(300_000)
    sweep(outliers, config, now + 300_000)
    for (let i = 0; i < 15; i += 1) sweep(outliers, config, now + 310_000 + 10_000 * i)
    errors(outliers, 0, 3, now + 1e6)
    expect(ejectionTime(outliers, config, 0)).toBe(60_000)
  })

  test('spares a host when too many are out, but one may always go', () => {
    const small = { ...config, mostEjected: 0.1 }
    const outliers = createOutliers(5)
    const three = (host: number, rule: OutlierConfig) =>
      Array.from({ length: 3 }, () => noteAnswer(outliers, rule, host, false, 0)).at(-1)
    expect([three(0, { ...small, alwaysOne: false }), outliers.spared]).toEqual([false, 1])
    expect(three(0, small)).toBe(true)
    expect([three(1, small), outliers.spared]).toEqual([false, 2])
  })

  test('is forgotten when another host stands in its place', () => {
    const outliers = createOutliers(2)
    errors(outliers, 0, 3)
    forgetHost(outliers, 0)
    expect([outliers.active, outliers.ejected[0], outliers.multiplier[0]]).toEqual([0, 0, 0])
  })

  test('never takes more hosts than its share, whatever they answer', () => {
    const deed = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean(), fc.integer({ min: 0, max: 20_000 }))
    const shares = fc.constantFrom(0, 0.1, 0.25, 0.5, 1)
    fc.assert(
      fc.property(shares, fc.boolean(), fc.array(deed, { maxLength: 150 }), (mostEjected, alwaysOne, deeds) => {
        const rule = { ...outlierDefaults, errorsInRow: 2, mostEjected, alwaysOne }
        const outliers = createOutliers(10)
        let now = 0
        for (const [host, answered, later] of deeds) {
          now += later
          noteAnswer(outliers, rule, host, answered, now)
          if (later > 15_000) sweep(outliers, rule, now)
          const out = outliers.ejected.reduce((sum, one) => sum + one, 0)
          expect(outliers.active).toBe(out)
          expect(out).toBeLessThanOrEqual(Math.max(10 * mostEjected, alwaysOne ? 1 : 0))
        }
      }),
      { numRuns: 100, seed: 4 },
    )
  })
})
