import { expect, test } from 'vitest'
import { firstTaken, search } from '../../src/experiment/search.ts'
import { presetScenario } from '../../src/scenario/scenario.ts'
import { toyLab } from '../contract/toy-lab.ts'

const [breaks] = toyLab.searches ?? []
if (!breaks) throw new Error('the toy lab has a search')

const sought = (params: Parameters<typeof search>[2], seed = 1, runs = breaks.runs) => [
  ...search(toyLab, breaks as never, params, seed, runs),
]

test('a search tells of every run, and ends with the first that takes the part', () => {
  const told = sought({ breaks: 0.01 })
  expect(told.map(({ runs }) => runs)).toEqual(told.map((_, i) => i + 1))
  expect(told.filter(({ found }) => found)).toHaveLength(1)
  expect(told.at(-1)?.found).toBeDefined()
})

test('what is found is an ordinary run that takes the part where it says, and nowhere before', () => {
  const found = sought({ breaks: 0.01 }).at(-1)?.found
  expect(found && firstTaken(toyLab, found.scenario, breaks.part, breaks.until)).toEqual(found?.position)
})

test(
  'what is found is made small: no act is left that can be missed, and settings that do not matter ' + 'are usual',
  () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { found } = sought({ breaks: 0.5, slots: 2 }, seed).at(-1) ?? {}
      if (!found) throw new Error('half of all calls break the gate')
      expect(found.scenario.acts).toEqual([])
      expect(found.scenario.params['slots']).toBe(2)
    }
  },
)

test('a needed act stays, at a round time and with its usual number', () => {
  const rare = { ...breaks, acts: ['burst'], mostActs: 6, until: 1000 }
  const params = { breaks: 0.05, rate: 0.5, load: 'even' }
  const found = [...search(toyLab, rare as never, params, 3, 500)].at(-1)?.found
  if (!found) throw new Error('in 500 runs some burst breaks the gate')
  expect(found.scenario.acts.length).toBeLessThanOrEqual(found.drawnActs)
  for (const act of found.scenario.acts) expect(act.at % 10).toBe(0)
})

test('the same search finds the same, and nothing is found where nothing can be', () => {
  expect(sought({ breaks: 0.01 })).toEqual(sought({ breaks: 0.01 }))
  const none = sought({ breaks: 0 })
  expect(none).toHaveLength(breaks.runs)
  expect(none.some(({ found }) => found)).toBe(false)
})

test('a part that there is not is the declaration’s mistake', () => {
  expect(() => firstTaken(toyLab, presetScenario(toyLab), 'gate.opens', 1000)).toThrow('no part gate.opens')
})
