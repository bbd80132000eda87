import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { fieldText, fieldValue, reading } from '../../../src/app/controls/field-text.ts'
import type { NumberParam } from '../../../src/lab/param.ts'

const common = { kind: 'number', group: 'mechanism', label: 'x', help: '', default: 0 } as const
const recovery: NumberParam = { ...common, unit: 'ms', min: 0, max: 60_000, step: 100 }
const latency: NumberParam = { ...common, unit: 'ms', min: 0, max: 2000, step: 1 }
const share: NumberParam = { ...common, unit: 'share', min: 0, max: 1, step: 0.005 }
const nodes: NumberParam = { ...common, unit: 'nodes', min: 0, max: 10_000, step: 1 }

test.each([
  [recovery, 5000, '5.0', 's'],
  [latency, 250, '250', 'ms'],
  [share, 0.015, '1.5', '%'],
  [nodes, 1000, '1,000', 'nodes'],
])('a field shows its value in the unit beside it', (param, value, text, unit) => {
  expect(fieldText(param, value)).toBe(text)
  expect(reading(param).unit).toBe(unit)
})

test.each([
  [recovery, '8', 8000],
  [recovery, '250 ms', 300],
  [recovery, '1 min', 60_000],
  [latency, '0.3s', 300],
  [share, '2.5%', 0.025],
  [nodes, '1,200', 1200],
  [nodes, '99999', 10_000],
])('a typed text means a value on the grid', (param, text, value) => {
  expect(fieldValue(param, text)).toBe(value)
})

test.each(['', 'many', '1e9x9', '--3', '1 2'])('“%s” means no value', (text) => {
  expect(fieldValue(nodes, text)).toBeUndefined()
})

test('what a field shows means the value that it shows', () => {
  assert(
    property(integer({ min: 0, max: 600 }), (step) => {
      const value = step * 100
      expect(fieldValue(recovery, fieldText(recovery, value))).toBe(value)
    }),
  )
})
