import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beats, createHeartbeats, silence, verdict } from '../../../src/engines/gossip/heartbeat.ts'
import { type MergeConfig, mergedTable, mergeTables, type Table } from '../../../src/engines/gossip/merge.ts'
import {
  createGaps,
  crossing,
  gapDeviation,
  heartbeat,
  meanGap,
  type PhiConfig,
  phi,
  phiDefaults,
  phiOf,
  suspects,
} from '../../../src/engines/gossip/phi.ts'
import { exp, log } from '../../../src/sim/exact.ts'

const maths = { log, exp }

describe('fixed time-outs', () => {
  const config = { suspectAfter: 5, deadAfter: 10 }

  test('count from the last heartbeat, and are over at the very instant', () => {
    const heartbeats = createHeartbeats(2, 3)
    expect(verdict(heartbeats, config, 1, 2, 50)).toBe('unknown')
    beats(heartbeats, 1, 2, 100)
    const seen = [100, 104, 105, 109, 110].map((now) => verdict(heartbeats, config, 1, 2, now))
    expect(seen).toEqual(['alive', 'alive', 'suspect', 'suspect', 'dead'])
    expect(verdict(heartbeats, config, 0, 2, 110)).toBe('unknown')
    beats(heartbeats, 1, 2, 112)
    expect(verdict(heartbeats, config, 1, 2, 113)).toBe('alive')
  })

  test('ignore a heartbeat that was overtaken', () => {
    const heartbeats = createHeartbeats(1, 1)
    beats(heartbeats, 0, 0, 100)
    beats(heartbeats, 0, 0, 90)
    expect(silence(heartbeats, 0, 0, 101)).toBe(1)
  })
})

describe('the timeline of the document', () => {
  const byIncarnation: MergeConfig = { rule: 'incarnation', remoteDead: 'dead' }
  const own = { suspectAfter: 5, deadAfter: Infinity }
  const delays = [0, 3, 5] as const

  /** One observer: A told everybody at 5 that it lives, for the last time; news of alive and dead need their delay. */
  function timeline(delay: number): readonly string[] {
    const heartbeats = createHeartbeats(1, 1)
    let table: Table = {}
    return Array.from({ length: 26 }, (_, now) => {
      if (now === 5) beats(heartbeats, 0, 0, now)
      if (now === delay) table = merged(table, { A: { state: 'alive', version: 1 } })
      const silent = verdict(heartbeats, own, 0, 0, now) === 'suspect'
      if (silent) table = merged(table, { A: { state: 'suspect', version: 1 } })
      if (now === 15 + delay) table = merged(table, { A: { state: 'dead', version: 1 } })
      return table['A']?.state ?? 'unknown'
    })
  }
  const merged = (local: Table, remote: Table) => mergedTable(mergeTables(local, remote, byIncarnation))
  const changes = (states: readonly string[]) =>
    states.flatMap((state, at) => (state === states[at - 1] ? [] : [`${state} ${at}`]))

  test('suspicion is local and begins everywhere at once, death spreads with each delay', () => {
    expect(delays.map((delay) => changes(timeline(delay)))).toEqual([
      ['alive 0', 'suspect 10', 'dead 15'],
      ['unknown 0', 'alive 3', 'suspect 10', 'dead 18'],
      ['unknown 0', 'alive 5', 'suspect 10', 'dead 20'],
    ])
  })
})

describe('phi', () => {
  test.each([
    ['normal', 1, 1128.2],
    ['normal', 3, 1309],
    ['normal', 5, 1426.5],
    ['normal', 8, 1561.2],
    ['logistic', 1, 1128.2],
    ['logistic', 3, 1305.9],
    ['logistic', 5, 1411.9],
    ['logistic', 8, 1522.6],
    ['logistic', 12, 1629.2],
  ] as const)('with %s gaps of 1000 ± 100 ms reaches %f after %f ms', (model, threshold, after) => {
    expect(Math.abs(crossing(model, threshold, 1000, 100, maths) - after)).toBeLessThan(0.6)
  })

  test('with exponential gaps grows by one with every ln 10 means', () => {
    expect(crossing('exponential', 3, 1000, 100, maths)).toBeCloseTo(3 * 1000 * Math.LN10, 2)
  })

  test.each([
    [0, 0.5],
    [1, 0.158655253931457],
    [2, 0.0227501319481792],
    [-2, 0.977249868051821],
    [4, 3.16712418331199e-5],
    [-4, 0.999968328758167],
    [10, 7.61985302416052e-24],
  ])('is exact for the normal tail beyond %f deviations', (y, tail) => {
    expect(phiOf('normal', 1000 + 100 * y, 1000, 100, maths)).toBeCloseTo(-Math.log10(tail), 11)
  })

  test('never falls as the silence lasts, by any model', () => {
    const model = fc.constantFrom('normal' as const, 'logistic' as const, 'exponential' as const)
    fc.assert(
      fc.property(
        model,
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (by, at, more) => {
          expect(phiOf(by, at + more, 1000, 200, maths)).toBeGreaterThanOrEqual(phiOf(by, at, 1000, 200, maths) - 1e-9)
        },
      ),
    )
  })

  test('starts from the first estimate and learns the gaps that it sees, of the window only', () => {
    const config: PhiConfig = { ...phiDefaults, window: 4 }
    const gaps = createGaps(config)
    expect(phi(gaps, config, 9000, maths)).toBe(0)
    heartbeat(gaps, config, 0)
    expect([meanGap(gaps), gapDeviation(gaps)]).toEqual([1000, 250])
    for (const now of [100, 300, 400, 600]) heartbeat(gaps, config, now)
    expect([meanGap(gaps), gapDeviation(gaps)]).toEqual([150, 50])
  })

  test('takes the deviation for no smaller than its bound, and suspects at the threshold', () => {
    const config: PhiConfig = { ...phiDefaults, window: 10 }
    const gaps = createGaps(config)
    for (let beat = 0; beat <= 20; beat += 1) heartbeat(gaps, config, beat * 1000)
    expect(gapDeviation(gaps)).toBe(0)
    const at = 20_000 + crossing('logistic', 8, 1000, 100, maths)
    expect([suspects(gaps, config, at - 1, maths), suspects(gaps, config, at, maths)]).toEqual([false, true])
    const patient = { ...config, acceptablePause: 3000 }
    expect(suspects(gaps, patient, at, maths)).toBe(false)
    expect(suspects(gaps, patient, at + 3000, maths)).toBe(true)
  })
})
