import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLabs } from '../../src/labs/catalog.ts'
import { fileOf, LONGEST_FILE, readFile } from '../../src/scenario/file.ts'
import { presetScenario } from '../../src/scenario/scenario.ts'
import { toyLab } from '../contract/toy-lab.ts'
import { legalShared } from './arbitrary.ts'

const catalog = await loadLabs()

const scenario = presetScenario(toyLab, 'breaking')

test.each([toyLab, ...catalog])('any legal scenario of $id comes back from its file exactly', (lab) => {
  fc.assert(
    fc.property(legalShared(lab), (shared) => {
      expect(readFile(fileOf(shared), [lab])).toEqual({ kind: 'lab', shared, notices: [], faults: [] })
    }),
    { numRuns: 40 },
  )
})

test('a file is JSON that a person can read and change', () => {
  const text = fileOf({ scenario, position: { time: 20, event: 3 }, breakpoints: ['gate.fills'] })
  expect(text.split('\n').slice(0, 7)).toEqual([
    '{',
    '  "setpoint": 1,',
    '  "lab": "toy-gate",',
    '  "semantics": 3,',
    '  "seed": 3,',
    '  "params": {',
    '    "rate": 20,',
  ])
  const changed = readFile(text.replace('"rate": 20', '"rate": "fast"'), [toyLab])
  expect(changed).toMatchObject({
    shared: { scenario: { params: { rate: 8 } } },
    notices: ['One part of this file was not valid. “rate” was “fast” and is now 8. The rest is as sent.'],
  })
})

test.each([
  ['', 'This file is not JSON. Nothing was changed.'],
  ['{"lab":', 'This file is not JSON. Nothing was changed.'],
  ['null', 'This file names no lab, so it holds no scenario. Nothing was changed.'],
  ['[1]', 'This file names no lab, so it holds no scenario. Nothing was changed.'],
  [' '.repeat(LONGEST_FILE + 1), `This file is longer than ${LONGEST_FILE} characters. Nothing was changed.`],
])('a file that is none is refused in one sentence (%#)', (text, notice) => {
  expect(readFile(text, [toyLab])).toEqual({ kind: 'unreadable', notice })
})

test('a file of an unknown lab is answered with near names', () => {
  expect(readFile('{"lab":"toygate"}', [toyLab])).toEqual({ kind: 'unknown', name: 'toygate', near: ['toy-gate'] })
  expect(readFile('{"lab":{"__proto__":1}}', [toyLab])).toEqual({ kind: 'unknown', name: '', near: [] })
})

test('keys of prototypes in a file change nothing', () => {
  const read = readFile(
    '{"lab":"toy-gate","semantics":3,"params":{"__proto__":{"rate":5},"toString":1},"__proto__":{"seed":7}}',
    [toyLab],
  )
  expect(read).toMatchObject({ shared: { scenario: { seed: 1, params: { rate: 8 } } } })
  expect({}).not.toHaveProperty('rate')
})
