import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memberStates } from '../../../src/engines/gossip/member.ts'
import {
  type Entry,
  type MergeConfig,
  mergedTable,
  mergeEntry,
  mergeReasons,
  mergeTables,
  type Table,
} from '../../../src/engines/gossip/merge.ts'

const byDocument: MergeConfig = { rule: 'document', remoteDead: 'dead' }
const byIncarnation: MergeConfig = { rule: 'incarnation', remoteDead: 'dead' }
const hearsay: MergeConfig = { rule: 'incarnation', remoteDead: 'suspect' }

const entry = (text: string): Entry => {
  const [state, version] = text.split(' ')
  return { state: state as Entry['state'], version: Number(version) }
}

const table = (lines: Readonly<Record<string, string>>): Table =>
  Object.fromEntries(Object.entries(lines).map(([member, text]) => [member, entry(text)]))

const anyEntry: fc.Arbitrary<Entry> = fc.record({
  state: fc.constantFrom(...memberStates),
  version: fc.integer({ min: 0, max: 3 }),
})
const anyTable = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), anyEntry, { noNullPrototype: true })
const merge = (local: Table, remote: Table, config: MergeConfig): Table =>
  mergedTable(mergeTables(local, remote, config))

/** Entries with one state a version, as members that number their own changes have. */
const versioned = (drawn: Table): Table =>
  Object.fromEntries(
    Object.entries(drawn).map(([member, { version }]) => [
      member,
      { version, state: memberStates[(version + member.charCodeAt(0)) % 4] ?? 'alive' },
    ]),
  )

describe('the example of the document', () => {
  const local = table({ A: 'alive 5', B: 'alive 3', C: 'dead 2' })
  const remote = table({ A: 'alive 4', B: 'dead 4', D: 'alive 1' })

  test.each([byDocument, byIncarnation])('merges to A alive 5, B dead 4, C dead 2, D alive 1: $rule', (config) => {
    const rows = mergeTables(local, remote, config)
    expect(mergedTable(rows)).toEqual(table({ A: 'alive 5', B: 'dead 4', C: 'dead 2', D: 'alive 1' }))
    expect(rows.map((row) => `${row.member} ${row.reason}`)).toEqual([
      'A higherLocal',
      'B higherRemote',
      'C onlyLocal',
      'D onlyRemote',
    ])
  })
})

test.each([
  ['alive 3', 'suspect 3', 'suspect 3', 'strongerRemote'],
  ['suspect 3', 'alive 3', 'suspect 3', 'strongerLocal'],
  ['suspect 3', 'alive 4', 'alive 4', 'higherRemote'],
  ['dead 3', 'alive 3', 'dead 3', 'strongerLocal'],
  ['dead 3', 'alive 4', 'alive 4', 'higherRemote'],
  ['suspect 3', 'dead 3', 'dead 3', 'strongerRemote'],
  ['alive 4', 'dead 3', 'alive 4', 'higherLocal'],
  ['dead 3', 'left 3', 'left 3', 'strongerRemote'],
  ['left 3', 'dead 3', 'left 3', 'strongerLocal'],
  ['dead 3', 'dead 3', 'dead 3', 'same'],
])('by incarnation %s and %s is %s: %s', (local, remote, merged, reason) => {
  expect(mergeEntry(entry(local), entry(remote), byIncarnation)).toEqual({ merged: entry(merged), reason })
})

test('plain versions cannot decide between equal ones: each side keeps its own, and says so', () => {
  const alive = entry('alive 3')
  const dead = entry('dead 3')
  expect(mergeEntry(alive, dead, byDocument)).toEqual({ merged: alive, reason: 'conflict' })
  expect(mergeEntry(dead, alive, byDocument)).toEqual({ merged: dead, reason: 'conflict' })
})

test('a remote dead is only a suspicion where that is asked for, and its farewell is not', () => {
  expect(mergeEntry(entry('alive 3'), entry('dead 3'), hearsay)).toEqual({
    merged: entry('suspect 3'),
    reason: 'suspected',
  })
  expect(mergeEntry(entry('alive 3'), entry('dead 4'), hearsay).merged).toEqual(entry('suspect 4'))
  expect(mergeEntry(entry('dead 3'), entry('dead 3'), hearsay).reason).toBe('same')
  expect(mergeEntry(entry('suspect 3'), entry('dead 3'), hearsay).merged).toEqual(entry('suspect 3'))
  expect(mergeEntry(entry('alive 3'), entry('left 3'), hearsay).merged).toEqual(entry('left 3'))
  expect(merge({}, table({ A: 'dead 3' }), hearsay)).toEqual(table({ A: 'suspect 3' }))
})

test.each([
  ['suspect 5', 'alive 6', 'refuted'],
  ['dead 7', 'alive 8', 'refuted'],
  ['suspect 4', 'alive 5', 'higherLocal'],
  ['alive 9', 'alive 10', 'refuted'],
  ['alive 5', 'alive 5', 'same'],
])('a member alive at 5 that hears itself called %s is %s: %s', (remote, merged, reason) => {
  const config = { ...byIncarnation, self: 'A' }
  const [row] = mergeTables(table({ A: 'alive 5' }), table({ A: remote }), config)
  expect(row).toMatchObject({ merged: entry(merged), reason })
})

test('a member that has left does not refute its own farewell', () => {
  const config = { ...byIncarnation, self: 'A' }
  expect(merge(table({ A: 'left 5' }), table({ A: 'dead 5' }), config)).toEqual(table({ A: 'left 5' }))
})

describe.each([
  ['incarnation', byIncarnation, (drawn: Table) => drawn],
  ['document, one state a version', byDocument, versioned],
] as const)('merging by %s', (_, config, prepared) => {
  const tables = anyTable.map(prepared)

  test('is commutative', () => {
    fc.assert(
      fc.property(tables, tables, (a, b) => {
        expect(merge(a, b, config)).toEqual(merge(b, a, config))
      }),
    )
  })

  test('is associative', () => {
    fc.assert(
      fc.property(tables, tables, tables, (a, b, c) => {
        expect(merge(merge(a, b, config), c, config)).toEqual(merge(a, merge(b, c, config), config))
      }),
    )
  })
})

test('merging is idempotent by any rule, and no version goes back', () => {
  fc.assert(
    fc.property(anyTable, anyTable, fc.constantFrom(byDocument, byIncarnation, hearsay), (a, b, config) => {
      const merged = merge(a, b, config)
      expect(merge(merged, b, config)).toEqual(merged)
      expect(merge(merged, merged, config)).toEqual(merged)
      for (const [member, { version }] of Object.entries(a))
        expect(merged[member]?.version).toBeGreaterThanOrEqual(version)
    }),
  )
})

test('by plain versions the order of a conflict decides what is kept', () => {
  const a = table({ A: 'alive 3' })
  const b = table({ A: 'dead 3' })
  expect(merge(a, b, byDocument)).not.toEqual(merge(b, a, byDocument))
})

test('a remote dead as a suspicion makes the merge depend on who is asked', () => {
  const a = table({ A: 'alive 3' })
  const b = table({ A: 'dead 3' })
  expect(merge(a, b, hearsay)).toEqual(table({ A: 'suspect 3' }))
  expect(merge(b, a, hearsay)).toEqual(b)
})

test('every reason has words of its own', () => {
  const means = Object.values(mergeReasons).map((reason) => reason.means)
  expect(new Set(Object.values(mergeReasons).map(({ label }) => label)).size).toBe(means.length)
})
