import { expect, test } from 'vitest'
import { groups, listedLabs, matching } from '../../../src/app/pages/lab-list.ts'
import { loadLabs } from '../../../src/labs/catalog.ts'

const catalog = await loadLabs()

test('all twenty labs are listed in order, and those of the catalog are at their numbers', () => {
  const listed = listedLabs(catalog)
  expect(listed.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  expect(listed.filter(({ lab }) => lab).map(({ number }) => number)).toEqual(catalog.map((lab) => lab.number))
})

test('every group has a lab', () => {
  const listed = listedLabs(catalog)
  for (const { key } of groups) expect(listed.some(({ group }) => group === key)).toBe(true)
})

test('a filter finds labs by all words typed, in titles, questions, situations and settings', () => {
  const found = (typed: string) => matching(listedLabs(catalog), typed).map(({ id }) => id)
  expect(found('')).toHaveLength(20)
  expect(found('GOSSIP member')).toEqual(['gossip'])
  expect(found('arrival rate')).toContain('circuit-breaker')
  expect(found('flapping backend')).toContain('circuit-breaker')
  expect(found('no such thing')).toEqual([])
})
