import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/lab/yaml.ts'

const documents = async (text: string) => {
  const read = await readYaml(text)
  if ('failed' in read) throw new Error(read.failed)
  return read.documents
}

const failure = async (text: string) => {
  const read = await readYaml(text)
  if (!('failed' in read)) throw new Error(`read ${JSON.stringify(read.documents)}`)
  return read.failed
}

describe('what is read', () => {
  test('is plain: text, numbers, booleans, null, lists, objects', async () => {
    expect(await documents('a: 1\nb: [x, 2.5, true, null]\nc: {d: "e"}\nf: .inf')).toEqual([
      { a: 1, b: ['x', 2.5, true, null], c: { d: 'e' }, f: Infinity },
    ])
  })

  test('may be JSON, or several documents, of which empty ones are left out', async () => {
    expect(await documents('{"a": [1]}')).toEqual([{ a: [1] }])
    expect(await documents('---\na: 1\n---\n---\nb: 2\n...\n')).toEqual([{ a: 1 }, { b: 2 }])
  })

  test('knows no dates and no yes, whatever version the text claims', async () => {
    expect(await documents('%YAML 1.1\n---\na: 2020-01-01\nb: yes\n')).toEqual([{ a: '2020-01-01', b: 'yes' }])
  })

  test('keeps a key named like a part of every object to itself', async () => {
    const [value] = await documents('__proto__:\n  polluted: true\n')
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('what is not', () => {
  test.each([
    ['', 'There is nothing to read: the text is empty.'],
    ['# only a comment\n', 'There is nothing to read: the text holds no value.'],
    ['a: 1\nb:\n\t- 2\n', 'Line 3 is no YAML: a tab is used as indentation.'],
    ['a: 1\na: 2\n', 'Line 2 is no YAML: this key stands there already.'],
    [
      'a: [1, 2\n',
      'Line 2 is no YAML: the indentation does not fit the lines above, or a bracket there is not closed.',
    ],
    ['a: b: c\n', 'Line 1 is no YAML: a nested key may not stand on one line with its parent.'],
    ['a: "x\n', 'Line 2 is no YAML: a sign is missing, such as a comma, a quote or a bracket.'],
    [
      'a:\n   b: 1\n  c: 2\n',
      'Line 3 is no YAML: the indentation does not fit the lines above, or a bracket there is not closed.',
    ],
  ])('%j is told in one sentence with the line', async (text, sentence) => {
    expect(await failure(text)).toBe(sentence)
  })

  test('aliases that multiply, and depth without end', async () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (let i = 0; i < 8; i += 1) {
      const [from, to] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)]
      bomb.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(',')}]`)
    }
    expect(await failure(bomb.join('\n'))).toMatch(/^The text cannot be read/)
    const deep = ['['.repeat(500) + ']'.repeat(500), '['.repeat(50_000), '- '.repeat(3000), '? '.repeat(3000)]
    deep.push(Array.from({ length: 440 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'))
    deep.push(Array.from({ length: 150 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'))
    for (const text of deep) expect(await failure(text)).toMatch(/deep in one another/)
  })

  test('a text of more than 100,000 characters', async () => {
    expect(await failure('a'.repeat(100_001))).toBe('The text is longer than 100,000 characters.')
  })
})

test('no text makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), yamlish()), async (text) => {
      const read = await readYaml(text)
      if ('failed' in read) expect(read.failed).toMatch(/\.$/)
      else expect(read.documents).toBeInstanceOf(Array)
    }),
    { numRuns: 100, seed: 3 },
  )
})

test('what JSON holds is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), async (value) => {
      const text = JSON.stringify(value)
      expect(await documents(text)).toEqual([JSON.parse(text)])
    }),
    { numRuns: 100, seed: 3 },
  )
})

/** Text made of the signs that mean something. */
function yamlish(): fc.Arbitrary<string> {
  const signs = [
    'a',
    '1',
    ':',
    ' ',
    '\n',
    '-',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&',
    '*',
    '!',
    '|',
    '>',
    '#',
    '%',
    '---',
    '\t',
    '?',
    ',',
    '<<',
    '~',
  ]
  return fc.array(fc.constantFrom(...signs), { maxLength: 40 }).map((parts) => parts.join(''))
}
