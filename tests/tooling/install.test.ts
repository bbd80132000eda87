import { expect, test } from 'vitest'
import { demandNode, matches } from '../../src/cli/install.mjs'

const locked = {
  '': {},
  'node_modules/react': { version: '19.3.1' },
  'node_modules/binding': { version: '1.0.0', optional: true },
}
const react = { 'node_modules/react': { version: '19.3.1' } }

test('an install is current when every package has the version of the lock file', () => {
  expect(matches(locked, react)).toBe(true)
})

test('an install is stale when a package is missing, differs or is no longer wanted', () => {
  expect(matches(locked, {})).toBe(false)
  expect(matches(locked, { 'node_modules/react': { version: '19.3.0' } })).toBe(false)
  expect(matches(locked, { ...react, 'node_modules/old': { version: '1.0.0' } })).toBe(false)
})

test('an install made on another system is stale', () => {
  const binding = (os: string) => ({ ...react, 'node_modules/binding': { version: '1.0.0', os: [os] } })
  expect(matches(locked, binding(process.platform))).toBe(true)
  expect(matches(locked, binding('another'))).toBe(false)
  expect(matches(locked, binding(`!${process.platform}`))).toBe(false)
  expect(matches(locked, binding('!another'))).toBe(true)
})

test.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0'])('Node %s is new enough', (version) => {
  expect(() => demandNode(version)).not.toThrow()
})

test.each(['18.20.0', '20.18.9', '21.7.0', '22.11.0'])('Node %s is refused by name', (version) => {
  expect(() => demandNode(version)).toThrow(version)
})
