import { assert, double, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import {
  challengeScenario,
  changedNames,
  originals,
  otherSeed,
  presetOf,
  resized,
  startedOver,
} from '../../../src/app/state/scenario-edits.ts'
import { circuitBreaker as lab } from '../../../src/labs/circuit-breaker/lab.ts'
import { presetScenario } from '../../../src/scenario/scenario.ts'

const outage = presetScenario(lab, 'outage')
const touched = {
  ...outage,
  acts: [
    { at: 1000, set: { arrivalRate: 20 } },
    ...outage.acts,
    { at: 8000, do: 'burst' },
    { at: 9000, set: { arrivalRate: 30 } },
  ],
}

test('starting over keeps the last settings and the plan of the preset, and drops acts of one’s own', () => {
  const again = startedOver(lab, touched, 'outage')
  expect(again.params['arrivalRate']).toBe(30)
  expect(again.params['backend']).toBe(outage.params['backend'])
  expect(again.acts).toEqual(outage.acts)
})

test('a preset is known by its settings, seed and plan, whatever was done later', () => {
  for (const { key } of lab.presets) expect(presetOf(lab, presetScenario(lab, key))).toBe(key)
  expect(presetOf(lab, touched)).toBe('outage')
  expect(presetOf(lab, { ...outage, seed: outage.seed + 1 })).toBeUndefined()
})

test('only what differs counts as changed', () => {
  const first = originals(lab, 'outage')
  expect(changedNames(first, first)).toEqual([])
  expect(changedNames({ ...first, arrivalRate: 33 }, first)).toEqual(['arrivalRate'])
})

test('a setting that sizes the world holds from the beginning, and nothing later overrides it', () => {
  const sized = resized(touched, 'arrivalRate', 5)
  expect(sized.params['arrivalRate']).toBe(5)
  expect(sized.acts).toEqual([...outage.acts, { at: 8000, do: 'burst' }])
})

test('another seed is another one', () => {
  assert(
    property(
      integer({ min: 0, max: 20_000 }),
      double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (seed, chance) => {
        const other = otherSeed(seed, chance)
        expect(other).not.toBe(seed)
        expect(Number.isSafeInteger(other) && other > 0).toBe(true)
      },
    ),
  )
})

test('the situation of a challenge has its fixed settings over the visitor’s', () => {
  const [challenge] = lab.challenges
  if (!challenge) throw new Error('the lab has a challenge')
  const scenario = challengeScenario(lab, challenge as never, { ...outage.params, arrivalRate: 7 }, 3)
  expect(scenario).toMatchObject({ seed: 3, acts: challenge.acts, params: challenge.fixed })
})
