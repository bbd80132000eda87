import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkOf, readLink } from '../../src/scenario/codec.ts'
import { type FileRead, fileOf, readFile } from '../../src/scenario/file.ts'
import { LONGEST_RUN } from '../../src/scenario/legal.ts'
import { LONGEST_LINK } from '../../src/scenario/link-text.ts'
import { MOST_UNPACKED, packed } from '../../src/scenario/packing.ts'
import { presetScenario, type Shared } from '../../src/scenario/scenario.ts'
import { validated } from '../../src/scenario/validate.ts'
import { toyLab } from '../contract/toy-lab.ts'
import { anyText, legalShared } from './arbitrary.ts'

const labs = [toyLab]
const scenario = presetScenario(toyLab, 'breaking')
const full = linkOf({ scenario, position: { time: 23868.539, event: 539 }, breakpoints: ['gate.fills'] })

function noticesOf(link: string): readonly string[] {
  const read = readLink(link, labs)
  return read.kind === 'lab' ? read.notices : [read.kind]
}

/** A read is a legal scenario or a plain answer; a legal one validates again without a fault. */
function expectLegal(read: FileRead | ReturnType<typeof readLink>): void {
  if (read.kind !== 'lab') {
    expect(['home', 'page', 'unknown', 'unreadable']).toContain(read.kind)
    return
  }
  const { shared } = read
  const again = validated({ ...shared.scenario, position: shared.position, breakpoints: shared.breakpoints }, toyLab)
  expect(again).toEqual({ shared, faults: [], changed: false, newer: false })
  expect(Object.keys(shared.scenario.params)).toEqual(Object.keys(toyLab.params))
  for (const notice of read.notices) expect(notice).toMatch(/^[A-Z\d][^\n<>]*\.$/u)
}

const clean = (text: string): string => text.replaceAll(/[<>]/g, '')

describe('any text gives a legal run or a plain answer, never an exception:', () => {
  test('texts of all kinds', () => {
    fc.assert(fc.property(anyText(300), (text) => expectLegal(readLink(clean(text), labs))))
  })

  test('queries with every key and any value', () => {
    const keys = [
      'v',
      's',
      'seed',
      'preset',
      'acts',
      'packed',
      'at',
      'stop',
      'end',
      'rate',
      'load',
      '__proto__',
      'toString',
    ]
    const values = fc.oneof(
      fc.constantFrom(
        '1e999',
        'NaN',
        '-1',
        '',
        'true',
        '%',
        '[object Object]',
        '5:burst(calls=1e9),__proto__=1',
        '~',
        '1~2~3',
      ),
      anyText(20).map(clean),
      fc.double().map(String),
    )
    const query = fc.array(fc.tuple(fc.constantFrom(...keys), values))
    fc.assert(
      fc.property(query, (pairs) => {
        expectLegal(readLink(`/toy-gate?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`, labs))
      }),
      { numRuns: 300 },
    )
  })

  test('valid links with a piece cut out, doubled or replaced', () => {
    const piece = fc.tuple(fc.nat(), fc.nat(30), anyText(8).map(clean))
    fc.assert(
      fc.property(legalShared(toyLab), piece, (shared, [start, length, put]) => {
        const link = linkOf(shared)
        const from = start % link.length
        expectLegal(readLink(link.slice(0, from) + put + link.slice(from + length), labs))
      }),
      { numRuns: 300 },
    )
  })

  test('files of any JSON and any text', () => {
    const odd = fc.jsonValue()
    const near = fc.record(
      {
        setpoint: odd,
        lab: fc.constant('toy-gate'),
        semantics: odd,
        seed: odd,
        params: odd,
        acts: fc.oneof(odd, fc.array(fc.record({ at: odd, do: odd, with: odd, set: odd }, { requiredKeys: [] }))),
        position: odd,
        breakpoints: odd,
      },
      { requiredKeys: ['lab'] },
    )
    fc.assert(
      fc.property(fc.oneof(near, odd), (value) => expectLegal(readFile(clean(JSON.stringify(value)), labs))),
      { numRuns: 300 },
    )
    fc.assert(fc.property(anyText(50), (text) => expectLegal(readFile(text, labs))))
  })
})

describe('one notice names what was wrong and what stands there now:', () => {
  const rest = ' The rest is as sent.'
  const one = 'One part of this link was not valid.'
  const two = 'Two parts of this link were not valid.'
  test.each([
    ['rate=0', `${one} “rate” was 0 and is now 0.5.`],
    ['rate=8.3', `${one} “rate” was 8.3 and is now 8.5.`],
    ['rate=fast', `${one} “rate” was “fast” and is now 20.`],
    ['rate=1e999', `${one} “rate” was Infinity and is now 20.`],
    ['rate=NaN', `${one} “rate” was “NaN” and is now 20.`],
    ['load=toString', `${one} “load” was “toString” and is now “random”.`],
    ['strict=1', `${one} “strict” was 1 and is now true.`],
    ['__proto__=1', `${one} The parameter “__proto__” is unknown and was left out.`],
    ['constructor=1', `${one} The parameter “constructor” is unknown and was left out.`],
    ['seed=1.5', `${one} The seed was 1.5 and is now 3.`],
    ['seed=9007199254740992', `${one} The seed was 9007199254740992 and is now 3.`],
    ['seed=1&seed=2', `${one} “seed” stands twice and the first was used.`],
    ['rate=%E0%A4', `${one} The part “rate=%E0%A4” could not be read and was left out.`],
    ['preset=best', `${one} The preset “best” is unknown and “breaking” was used.`],
    ['at=-1~2', `${one} The position could not be read and is now the start.`],
    ['stop=gate.opens', `${one} The breakpoint “gate.opens” is unknown and was left out.`],
    ['acts=5:explode', `${one} The act “explode” is unknown and was left out.`],
    ['acts=5:', `${one} An act at 5 does nothing and was left out.`],
    ['acts=soon:burst', `${one} An act had the time “soon” and was left out.`],
    [
      'acts=5:slots=3',
      `${two} “slots” cannot change during a run and was left out; an act at 5 does nothing and was left out.`,
    ],
    [
      'acts=5:burst(calls=500,x=1)',
      `${two} “calls” was 500 and is now 100; “x” of the act “burst” is unknown and was left out.`,
    ],
    ['acts=9:burst;5:burst', `${one} The acts were not in order of time and were sorted.`],
    [`at=1e300`, `One part of this link was not valid. The time 1e+300 is too late and is now ${LONGEST_RUN}.`],
  ])('%s', (query, notice) => {
    expect(noticesOf(`/toy-gate?${query}`)).toEqual([notice + rest])
  })

  test('of many faults the first are named and the others counted', () => {
    expect(noticesOf('/toy-gate?a=1&b=1&c=1&d=1&e=1&f=1')).toEqual([
      'Six parts of this link were not valid. ' +
        'The parameter “a” is unknown and was left out; the parameter “b” is unknown ' +
        `and was left out; the parameter “c” is unknown and was left out; 3 more were set right or left out.${rest}`,
    ])
  })

  test('hostile names are quoted as short plain text', () => {
    const [notice = ''] = noticesOf(`/toy-gate?${encodeURIComponent('<img src=x onerror=alert(1)>\u202e\u0007')}=1`)
    expect(notice).toContain('“<img src=x onerror=alert…”')
    expect(readLink('/%3Cscript%3E\u0000alert(1)', labs)).toEqual({
      kind: 'unknown',
      name: '<script>alert(1)',
      near: [],
    })
  })
})

describe('a cut link', () => {
  test('keeps what is whole, and never runs as if it were complete', () => {
    for (let length = full.indexOf('&s=3') + 4; length < full.length; length += 1) {
      const read = readLink(full.slice(0, length), labs)
      expectLegal(read)
      expect('notices' in read && read.notices[0]).toContain('end is missing')
    }
  })

  test('loses the value that may be incomplete, and of a list the last member only', () => {
    const read = readLink(full.slice(0, full.indexOf('&hold=200') + '&hold=20'.length), labs)
    expect(read).toMatchObject({
      shared: { scenario: { seed: 3, params: { rate: 20, hold: 200, strict: true }, acts: [] } },
    })
    const cut = readLink('/toy-gate?v=1&s=3&acts=1:burst;2:calm;3:bur', labs)
    expect(cut).toMatchObject({
      shared: {
        scenario: {
          acts: [
            { at: 1, do: 'burst' },
            { at: 2, do: 'calm' },
          ],
        },
      },
    })
  })

  test('keeps the packed acts before the cut', () => {
    const acts = Array.from({ length: 900 }, (_, i) => ({ at: i * 17.25, set: { rate: 0.5 + (i % 99) / 2 } }))
    const link = linkOf({ scenario: { ...scenario, acts }, breakpoints: [] })
    const read = readLink(link.slice(0, link.length * 0.7), labs) as { readonly shared: Shared }
    const kept = read.shared.scenario.acts
    expect(kept.length).toBeGreaterThan(300)
    expect(kept).toEqual(acts.slice(0, kept.length))
  })
})

describe('limits hold:', () => {
  test('a link is read up to its greatest length', () => {
    const [notice] = noticesOf(`/toy-gate?rate=5&x=${'y'.repeat(LONGEST_LINK)}`)
    expect(notice).toContain(`longer than ${LONGEST_LINK} characters`)
  })

  test('a short link that would unpack to a huge text is not unpacked', () => {
    const bomb = packed('0'.repeat(MOST_UNPACKED + 1))
    expect(bomb.length).toBeLessThan(2000)
    expect(noticesOf(`/toy-gate?packed=${bomb}`)).toEqual([
      `One part of this link was not valid. The packed acts are damaged and were left out. The rest is as sent.`,
    ])
  })

  test('more acts than the limit are left out', () => {
    const acts = Array.from({ length: 10_050 }, (_, at) => ({ at, do: 'burst' }))
    const read = readFile(fileOf({ scenario: { ...scenario, acts }, breakpoints: [] }), labs)
    expect(read).toMatchObject({
      shared: { scenario: { acts: acts.slice(0, 10_000) } },
      faults: ['of 10050 acts the first 10000 were kept'],
    })
  })
})
