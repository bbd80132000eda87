import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redlock } from '../../../src/engines/lock/quorum.ts'
import { type Jump, overlap, playQuorum, type Setting } from './quorum-play.ts'

const NODES = 5
const CLIENTS = 3
const TTL = 1000

/** Any number in between, all about equally likely. */
const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1e6 }).map((part) => min + ((max - min) * part) / 1e6)

const delay = fc.oneof(
  { weight: 8, arbitrary: between(0, 40) },
  { weight: 1, arbitrary: between(0, 1500) },
  { weight: 1, arbitrary: fc.constant(Infinity) },
)

const wish = fc.record({
  client: fc.integer({ min: 1, max: CLIENTS }),
  at: between(0, 4000),
  work: between(0, 3000),
  extends: fc.boolean(),
  delays: fc.array(delay, { minLength: 2 * NODES, maxLength: 2 * NODES }),
})

/**
 * Rates within half a per cent of the truth: no two clocks drift apart by more than the 1 % that Redlock allows for.
 */
const setting = (drift: number): fc.Arbitrary<Setting> =>
  fc.record({
    config: fc.constant(redlock),
    ttl: fc.constant(TTL),
    rates: fc.array(between(1 - drift, 1 + drift), {
      minLength: NODES + CLIENTS,
      maxLength: NODES + CLIENTS,
    }),
    offsets: fc.array(between(-1e5, 1e5), {
      minLength: NODES + CLIENTS,
      maxLength: NODES + CLIENTS,
    }),
    wishes: fc.array(wish, { minLength: 6, maxLength: 14, size: 'max' }),
    jumps: fc.constant([] as readonly Jump[]),
  })

test('while clocks keep within the drift allowed for, two clients never rely on a majority at once', () => {
  let relied = 0
  fc.assert(
    fc.property(setting(0.0049), (played) => {
      const reliances = playQuorum(played)
      relied += reliances.length
      expect(overlap(reliances)).toBeUndefined()
    }),
    { numRuns: 300 },
  )
  expect(relied).toBeGreaterThan(600)
})

test('when two of five clocks are set on, they do in some runs', () => {
  const jumps = [0, 1].map((node) => ({ node, at: 2000, by: 5000 }))
  const settings = fc.sample(setting(0.0049), { numRuns: 300, seed: 8 })
  const broken = settings.filter((played) => overlap(playQuorum({ ...played, jumps })) !== undefined)
  expect(broken.length).toBeGreaterThan(0)
})

test('when clocks drift by a fifth instead of a hundredth, they do in some runs', () => {
  const settings = fc.sample(setting(0.2), { numRuns: 300, seed: 8 })
  expect(settings.some((played) => overlap(playQuorum(played)) !== undefined)).toBe(true)
})
