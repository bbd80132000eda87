import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { onGrid, sliderStops } from '../../../src/app/controls/slider-stops.ts'
import { legalValue, type NumberParam } from '../../../src/lab/param.ts'

const rate: NumberParam = {
  kind: 'number',
  group: 'load',
  label: 'Arrival rate',
  help: '',
  unit: '/s',
  min: 0,
  max: 40,
  step: 0.5,
  default: 10,
}

const nodes: NumberParam = { ...rate, unit: 'nodes', min: 5, max: 10_000, step: 1, scale: 'log' }
const loss: NumberParam = { ...rate, unit: 'share', min: 0, max: 1, step: 0.001, scale: 'log' }

test('a value on the grid is one that the lab accepts unchanged', () => {
  assert(
    property(integer({ min: -100, max: 5000 }), (tenths) => {
      const value = onGrid(rate, tenths / 10)
      expect(legalValue(rate, value)).toBe(value)
    }),
  )
})

test.each([
  ['even', rate],
  ['logarithmic', nodes],
  ['logarithmic from zero', loss],
])('every place of a slider with %s distances has a value of its own, in order', (_, param) => {
  const stops = sliderStops(param)
  const values = Array.from({ length: stops.last + 1 }, (_unused, place) => stops.valueAt(place))
  expect(values[0]).toBe(param.min)
  expect(values.at(-1)).toBe(param.max)
  expect(values.every((value, i) => i === 0 || value > (values[i - 1] as number))).toBe(true)
})

test.each([
  ['even', rate],
  ['logarithmic', nodes],
  ['logarithmic from zero', loss],
])('a slider with %s distances stands where its value is', (_, param) => {
  const stops = sliderStops(param)
  assert(
    property(array(integer({ min: 0, max: stops.last })), (places) => {
      for (const place of places) expect(stops.placeOf(stops.valueAt(place))).toBe(place)
    }),
  )
})

test('equal distances of a logarithmic slider are about equal factors', () => {
  const stops = sliderStops(nodes)
  const middle = stops.valueAt(Math.round(stops.last / 2))
  expect(middle).toBeGreaterThan(200)
  expect(middle).toBeLessThan(400)
})
