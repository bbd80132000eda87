import { describe, expect, test } from 'vitest'
import { agrees, measure, places } from '../../src/experiment/law.ts'
import type { Theory, TheoryRow } from '../../src/lab/theory.ts'
import { gossipTheory } from '../../src/labs/gossip/theory.ts'

const lawOf = (key: string): Theory => {
  const found = gossipTheory.find((theory) => theory.key === key)
  if (!found) throw new Error(`no law ${key}`)
  return found
}

const printed = (theory: Theory): readonly TheoryRow[] => theory.rows.filter((row) => row.printed !== undefined)

/** Each law at its first printed row, the tables of Demers et al. also at their last; `npm run theory` measures all. */
const some = gossipTheory.flatMap((theory) => {
  const rows = printed(theory)
  const chosen = /^demers|^rumor/.test(theory.key) ? [rows[0], rows.at(-1)] : [rows[0]]
  return chosen.flatMap((row) => (row ? [{ theory, row, key: theory.key }] : []))
})

test.each(some)('the engine keeps to the printed figure of $key at $row.at', ({ theory, row }) => {
  const { measured, error } = measure(theory, row, 7)
  expect(agrees(row, measured), `${measured} ± ${error} against ${row.printed}`).toBe(true)
})

describe('closed forms give what is printed, where they are exact', () => {
  const exact = ['rumorFixedPoint', 'pullEndGame', 'pushEndGame', 'retransmitLimit', 'shrinkingSuspicion'].concat([
    'firstDetection',
    'falsePositives',
    'swimLoad',
    'heartbeatLoad',
  ])
  test.each(exact)('%s', (key) => {
    const theory = lawOf(key)
    for (const row of printed(theory)) {
      expect(Math.abs(theory.expected(row.at) / (row.printed as number) - 1)).toBeLessThan(5e-4)
    }
  })
})

describe('recurrences for n → ∞ give the tables of Demers et al. to half a unit of what is printed', () => {
  test.each([
    ['demersPush.residue', [0.1745, 0.0107, 0.00356]],
    ['demersPush.traffic', [1.745, 4.534, 5.638]],
    ['demersPull.residue', [0.0317, 3.4e-6]],
    ['demersPull.traffic', [2.7, 6.09]],
  ])('%s', (key, figures) => {
    const theory = lawOf(key)
    const values = printed(theory).map((row) => theory.expected(row.at))
    expect(values).toHaveLength(figures.length)
    values.forEach((value, i) => {
      expect(Math.abs(value / (figures[i] as number) - 1)).toBeLessThan(0.01)
    })
  })
})

test('the planning formula of Serf gives its figures, and the epidemic that it plans is faster', () => {
  const theory = lawOf('serfPlanning')
  const figures = [0.3932, 0.9286, 0.9962]
  theory.rows.forEach((row, i) => {
    expect(theory.expected(row.at)).toBeCloseTo(figures[i] as number, 4)
    expect(measure(theory, row, 7).measured).toBeGreaterThan(figures[i] as number)
  })
})

test('the planning formula reaches 99.99% of 100 members after 9.22 rounds of fan-out 3', () => {
  const { expected } = lawOf('serfPlanning')
  expect(expected({ n: 100, f: 3, t: 9.21 })).toBeLessThan(0.9999)
  expect(expected({ n: 100, f: 3, t: 9.23 })).toBeGreaterThan(0.9999)
})

test('mean rounds of push lie between the bounds of Doerr and Künnemann', () => {
  const theory = lawOf('pushRounds')
  for (const n of [16, 64, 256, 1000]) {
    const { measured } = measure({ ...theory, replications: 60 }, { at: { n } }, 3)
    expect(measured).toBeGreaterThan(Math.floor(Math.log2(n)) + Math.log(n) - 1.116)
    expect(measured).toBeLessThan(Math.ceil(Math.log2(n)) + Math.log(n) + 2.765)
  }
})

test('Lifeguard declares at least five times fewer healthy members dead', () => {
  const theory = lawOf('lifeguard')
  expect(measure({ ...theory, replications: 3 }, { at: { n: 40, slow: 0.1 } }, 1).measured).toBeGreaterThanOrEqual(5)
})

test('open rows are predicted by the engine near what the law says, and have no verdict', () => {
  for (const key of ['rumorFixedPoint', 'demersPush.traffic', 'demersBlind.traffic', 'demersPull.traffic']) {
    const theory = lawOf(key)
    const open = theory.rows.filter((row) => row.printed === undefined)
    expect(open.length).toBeGreaterThan(0)
    for (const row of open) {
      const { measured, expected, agrees: verdict } = measure({ ...theory, replications: 60 }, row, 5)
      expect(verdict).toBeUndefined()
      expect(Math.abs(measured / expected - 1)).toBeLessThan(0.1)
    }
  }
})

test('laws of whole numbers are measured at whole numbers, each once', () => {
  const xs = places(lawOf('demersPush.residue')).map(({ at }) => at['k'])
  expect(xs).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
})

test('every law stands alone: its key is its own, and it names source and pitfall', () => {
  expect(new Set(gossipTheory.map(({ key }) => key)).size).toBe(gossipTheory.length)
  for (const { source, pitfall, law } of gossipTheory)
    expect(Math.min(source.length, pitfall.length, law.length)).toBeGreaterThan(0)
})
