import { expect, test } from 'vitest'
import { fill, flagText, named, numberTexts, paramTexts, valueText } from '../../src/lab/text.ts'
import { params } from '../contract/toy-diagrams.ts'
import { toyLab } from '../contract/toy-lab.ts'

const values = { rate: 8, load: 'random', hold: 2500, strict: true, breaks: 0.15, slots: 2 }

test('values are told with their unit, options by their label', () => {
  const { rate, load, hold, strict, breaks, slots } = params
  expect([valueText(rate, 8), valueText(hold, 2500), valueText(breaks, 0.15), valueText(slots, 1)]).toEqual([
    '8/s',
    '2.5 s',
    '15%',
    '1 call',
  ])
  expect([valueText(load, 'even'), valueText(strict, true), valueText(strict, false)]).toEqual(['Even', 'on', 'off'])
})

test('in templates counts stand without their unit, which the sentence has', () => {
  expect(paramTexts(params, values)).toEqual({
    rate: '8/s',
    load: 'Random',
    hold: '2.5 s',
    strict: 'on',
    breaks: '15%',
    slots: '2',
  })
})

test('the numbers of a visit are named and told in their declared units', () => {
  const part = { means: 'It waits.', numbers: ['waited:ms', 'share:share', 'calls'] }
  const numbers = [0, 0, 0, 0, 1500, 0.25, 3, 0]
  expect(named(part, numbers, 4)).toEqual({ waited: 1500, share: 0.25, calls: 3 })
  expect(numberTexts(part, numbers, 4)).toEqual({ waited: '1.5 s', share: '25%', calls: '3' })
})

test('a template is filled, and what is unknown stays to be found', () => {
  expect(fill('{taken} ≥ {slots}, {nothing}', { taken: '3', slots: '2' })).toBe('3 ≥ 2, {nothing}')
})

test('a flag says what was done with which numbers, or what was set', () => {
  expect(flagText(toyLab, { at: 0, do: 'burst', with: { calls: 9 } }, values)).toBe('burst of 9')
  expect(flagText(toyLab, { at: 0, do: 'burst' }, values)).toBe('burst of 5')
  expect(flagText(toyLab, { at: 0, set: { rate: 4, load: 'even' } }, values)).toBe('rate 4/s, load even')
})
