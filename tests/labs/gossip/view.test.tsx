// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPropagation } from '../../../src/labs/gossip/reading/propagation.ts'
import { readTables } from '../../../src/labs/gossip/reading/tables.ts'
import View from '../../../src/labs/gossip/View.tsx'
import { play, playPreset } from './run.ts'

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const show = (view: string, data: unknown) => act(() => root.render(<View view={view} data={data} />))
const rows = () =>
  [...page.querySelectorAll('tbody tr')].map((row) => ({
    member: row.querySelector('th')?.textContent,
    merged: row.querySelector('.gossip-merged')?.textContent,
    rule: row.querySelector('b')?.textContent,
  }))

function choose(name: string, value: string): void {
  const field = page.querySelector(`[aria-label="${name}"]`) as HTMLInputElement
  const prototype = field.tagName === 'SELECT' ? HTMLSelectElement.prototype : HTMLInputElement.prototype
  act(() => {
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
  })
}

const press = (name: string) =>
  act(() => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click())

test('the playground begins with the tables of the exercise and their merge', () => {
  show('merge', { local: '' })
  expect(rows()).toEqual([
    { member: 'A', merged: 'alive v5', rule: 'higher version (local)' },
    { member: 'B', merged: 'dead v4', rule: 'higher version (remote)' },
    { member: 'C', merged: 'dead v2', rule: 'only local' },
    { member: 'D', merged: 'alive v1', rule: 'new' },
  ])
})

test('an edited entry is merged by the rule in force', () => {
  show('merge', { local: '' })
  choose('Version of A, remote', '5')
  choose('State of A, remote', 'suspect')
  expect(rows()[0]).toEqual({ member: 'A', merged: 'suspect v5', rule: 'stronger state (remote)' })
  const rule = page.querySelector('select.menu') as HTMLSelectElement
  act(() => {
    rule.value = 'document'
    rule.dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(rows()[0]).toEqual({ member: 'A', merged: 'alive v5', rule: 'conflict' })
  expect(page.querySelector('.gossip-law')?.getAttribute('data-holds')).toBe('false')
})

test('a member answers a claim about itself with a higher incarnation, and only in its own table', () => {
  show('merge', { local: '' })
  const owner = page.querySelectorAll('select.menu')[1] as HTMLSelectElement
  act(() => {
    owner.value = 'B'
    owner.dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(rows()[1]).toEqual({ member: 'B', merged: 'alive v5', rule: 'refuted' })
  expect(page.querySelector('.gossip-law')?.textContent).toContain('only B itself')
})

test('a merge that is kept changes nothing when it is merged again', () => {
  show('merge', { local: '' })
  press('Keep the merge')
  expect(rows().map(({ merged }) => merged)).toEqual(['alive v5', 'dead v4', 'dead v2', 'alive v1'])
})

test('the tables of two nodes of the run can be taken over', () => {
  const run = playPreset('death', 15_000)
  show('merge', readTables(run.world, run.params, run.now))
  press('Tables of n0 and n1')
  expect(rows().find(({ member }) => member === 'n3')).toEqual({ member: 'n3', merged: 'dead v0', rule: 'equal' })
})

test('the picture of the rumor says in words how many nodes are in each state', () => {
  const run = play(1500, { watch: 'off', nodes: 100 }, [{ at: 700, do: 'crash', with: { node: 9 } }])
  const data = readPropagation(run.world, run.params, run.now)
  expect(data.counts.reduce((sum, count) => sum + count, 0)).toBe(100)
  show('propagation', data)
  const said = [...page.querySelectorAll('dl div')].map(({ textContent }) => textContent)
  const { informed } = run.world.rumor
  const counts = said.map((text) => Number(/\d+$/.exec(text ?? '')?.[0]))
  expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(informed)
  expect(said).toContain(`not yet${99 - informed}`)
  expect(said).toContain('down in fact1')
})

test('the messages of a large group are a bounded sample of the round at hand', () => {
  const run = play(4190, { watch: 'off', nodes: 10_000 })
  const { kinds, pairs, sent } = readPropagation(run.world, run.params, run.now)
  expect(kinds.length).toBeGreaterThan(500)
  expect(kinds.length).toBeLessThanOrEqual(1200)
  expect(pairs.length).toBe(2 * kinds.length)
  expect(Math.min(...sent)).toBeGreaterThanOrEqual(run.world.round.at)
  expect(Math.max(...pairs)).toBeLessThan(10_000)
})
