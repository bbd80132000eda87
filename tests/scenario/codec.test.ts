import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadLabs } from '../../src/labs/catalog.ts'
import { linkOf, readLink } from '../../src/scenario/codec.ts'
import { LAST_EVENT } from '../../src/scenario/legal.ts'
import type { Migration, Untrusted } from '../../src/scenario/migration.ts'
import { presetScenario, type Shared } from '../../src/scenario/scenario.ts'
import { toyLab } from '../contract/toy-lab.ts'
import { legalShared } from './arbitrary.ts'

const catalog = await loadLabs()

const labs = [toyLab]
const { breaking, calm } = { breaking: presetScenario(toyLab, 'breaking'), calm: presetScenario(toyLab, 'calm') }
const full = linkOf({ scenario: breaking, position: { time: 23868.539, event: 539 }, breakpoints: ['gate.fills'] })

/** What a link of the toy lab opens, and what it has to tell. */
function opened(link: string): Shared & { readonly notices: readonly string[]; readonly faults: readonly string[] } {
  const read = readLink(link, labs)
  if (read.kind !== 'lab') throw new Error(`${link} opens ${read.kind}`)
  return { ...read.shared, notices: read.notices, faults: read.faults }
}

test('a link is one line of plain text with every value in it', () => {
  expect(full).toBe(
    '/toy-gate?v=1&s=3&seed=3&rate=20&load=random&hold=200&strict=true&breaks=0.1&slots=2' +
      '&acts=2000:burst(calls=9)&at=23868.539~539&stop=gate.fills&end',
  )
})

test.each([toyLab, ...catalog])('any legal scenario of $id comes back from its link exactly', (lab) => {
  fc.assert(
    fc.property(legalShared(lab), (shared) => {
      const read = readLink(linkOf(shared), [lab])
      expect(read).toEqual({ kind: 'lab', shared, notices: [], faults: [] })
    }),
    { numRuns: 60 },
  )
})

test('thousands of acts are packed and come back exactly', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e9), { minLength: 300, maxLength: 2000 }), (times) => {
      const acts = times
        .sort((one, other) => one - other)
        .map((time, i) => ({ at: time / 1000, set: { rate: 0.5 + (i % 90) / 2 } }))
      const link = linkOf({ scenario: { ...breaking, acts }, breakpoints: [] })
      expect(link).not.toContain('acts=')
      expect(link.length).toBeLessThan(times.length * 12)
      expect(opened(link)).toMatchObject({ scenario: { acts }, notices: [] })
    }),
    { numRuns: 10 },
  )
})

describe('a link may be short:', () => {
  test('the bare name of a lab opens its first preset', () => {
    for (const link of ['/toy-gate', '#/toy-gate', 'toy-gate/', 'https://example.org/setpoint/#/toy-gate']) {
      expect(opened(link)).toEqual({ scenario: breaking, breakpoints: [], notices: [], faults: [] })
    }
  })

  test('a preset is named by its key, and what else stands there is laid over it', () => {
    const params = { ...calm.params, rate: 4 }
    expect(opened('/toy-gate?preset=calm&rate=4&seed=9').scenario).toEqual({ ...calm, params, seed: 9 })
    expect(opened('/toy-gate?preset=breaking&acts=').scenario).toEqual({ ...breaking, acts: [] })
  })

  test('a time alone is a position after all events due then', () => {
    const position = { time: 20_000, event: LAST_EVENT }
    expect(opened('/toy-gate?at=20000').position).toEqual(position)
    expect(linkOf({ scenario: calm, position, breakpoints: [] })).toContain('&at=20000&')
  })
})

test('links open the home page and the other pages too', () => {
  for (const link of ['', '#', '#/', '/', 'https://example.org/', '?seed=1'])
    expect(readLink(link, labs).kind).toBe('home')
  expect(readLink('#/glossary', labs)).toEqual({ kind: 'page', page: 'glossary' })
  expect(readLink('/about?x=1', labs)).toEqual({ kind: 'page', page: 'about' })
})

test('an unknown lab is answered with the names that are near', () => {
  expect(readLink('/toy-gaet?seed=1', labs)).toEqual({ kind: 'unknown', name: 'toy-gaet', near: ['toy-gate'] })
  expect(readLink('/gate', labs)).toEqual({ kind: 'unknown', name: 'gate', near: ['toy-gate'] })
  expect(readLink('/something-else', labs)).toEqual({ kind: 'unknown', name: 'something-else', near: [] })
})

test('numbers are read back in every notation that a number is written in', () => {
  for (const time of [0, 1e-7, 0.1 + 0.2, 5e-324, 1e10, 123456789.123]) {
    expect(opened(linkOf({ scenario: calm, position: { time, event: 1 }, breakpoints: [] })).position?.time).toBe(time)
  }
})

test('a link made under other semantics says that the run may differ', () => {
  const { notices, faults } = opened(full.replace('s=3', 's=2'))
  expect(notices).toEqual([
    'The rules of this lab have changed since this link was made. The run may differ from the one that was sent.',
  ])
  expect(faults).toEqual([])
})

test('a link of a newer format says so and keeps what is understood', () => {
  const read = opened(full.replace('v=1', 'v=9'))
  expect(read.notices).toEqual([
    'This link comes from a newer version of Setpoint. What this version understands was kept.',
  ])
  expect(read.faults).toEqual(['its format is newer than this version'])
  expect(read.scenario).toEqual(breaking)
})

describe('an older format is brought up to date:', () => {
  const renamed = (raw: Untrusted): Untrusted => {
    const { speed, ...params } = raw.params as Record<string, unknown>
    return { ...raw, params: { ...params, rate: speed } }
  }
  const minutes = (raw: Untrusted): Untrusted => ({ ...raw, position: { time: Number(raw.seed) * 60_000, event: 7 } })
  const steps: readonly Migration[] = [
    { from: 0.5, to: 1, change: minutes },
    { from: 0, to: 0.5, change: renamed },
  ]

  test('one step after the other, whatever their order in the list', () => {
    const read = readLink('/toy-gate?v=0&s=3&seed=2&speed=12&end', labs, steps)
    expect(read).toMatchObject({
      notices: [],
      shared: { scenario: { params: { rate: 12 } }, position: { time: 120_000, event: 7 } },
    })
  })

  test('a format that no step leads away from is read as the present one, with a notice', () => {
    const read = readLink('/toy-gate?v=-3&s=3&seed=2&end', labs, steps)
    expect(read).toMatchObject({ shared: { scenario: { seed: 2 } } })
    expect('notices' in read && read.notices[0]).toContain('The format was -3 and was read as 1')
  })
})
