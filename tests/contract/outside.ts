import { search } from '../../src/experiment/search.ts'
import type { AnyLab } from '../../src/lab/lab.ts'
import type { Import, Search } from '../../src/lab/lesson.ts'
import type { Params, ParamValue } from '../../src/lab/param.ts'
import type { Check } from './check.ts'
import { illegal, twice } from './declarations.ts'

const searchesOf = (lab: AnyLab): readonly Search<Params>[] => lab.searches ?? []
const importsOf = (lab: AnyLab): readonly Import<Params>[] => lab.imports ?? []

/** Searches look through this many runs under settings that must not be found at fault. */
const MOST_RUNS = 200

/** Texts that no reader may choke on. */
const hostile = [
  '',
  ' ',
  '\u0000',
  '{',
  '[1,',
  '- - -',
  '---\n...\n',
  'a: &a [*a, *a]',
  '<script>alert(1)</script>',
  '1,2\n3',
]

function* found(lab: AnyLab, sought: Search<Params>, runs: number, set: object): Iterable<string> {
  const values = set as Readonly<Record<string, ParamValue>>
  for (const result of search(lab, sought, values, 1, runs)) if (result.found) yield `after ${result.runs} runs`
}

export const outside: readonly Check[] = [
  {
    name: 'searches name only what there is',
    *offences({ lab }) {
      for (const key of twice(searchesOf(lab).map(({ key }) => key))) yield `the search ${key} stands twice`
      for (const { key, part, acts, varies, runs, until, finds, findsNone } of searchesOf(lab)) {
        if (!lab.book.names.includes(part)) yield `${key} looks for the unknown part ${part}`
        for (const act of acts) if (!Object.hasOwn(lab.acts, act)) yield `${key} does the unknown act ${act}`
        for (const [name, values] of Object.entries(varies as Readonly<Record<string, readonly ParamValue[]>>)) {
          if (values.length < 2) yield `${key} varies ${name} over fewer than two values`
          for (const value of values) yield* illegal(lab, { [name]: value }, key)
        }
        yield* illegal(lab, finds, `${key} finds`)
        yield* illegal(lab, findsNone, `${key} finds none`)
        if (!(runs >= 1 && until > 0)) yield `${key} looks through nothing`
      }
    },
  },
  {
    name: 'each search finds what it looks for where it must, and nothing where it must not',
    *offences({ lab }) {
      for (const sought of searchesOf(lab)) {
        const [first] = found(lab, sought, sought.runs, sought.finds)
        if (first === undefined) yield `${sought.key} finds nothing in ${sought.runs} runs`
        for (const where of found(lab, sought, Math.min(sought.runs, MOST_RUNS), sought.findsNone))
          yield `${sought.key} finds something ${where} where there must be nothing`
      }
    },
  },
  {
    name: 'what is imported is legal, and nothing that is read makes a reader fail',
    async *offences({ lab }) {
      for (const key of twice(importsOf(lab).map(({ key }) => key))) yield `the import ${key} stands twice`
      for (const { key, example, read } of importsOf(lab)) {
        const given = await read(example)
        if ('failed' in given) yield `${key} cannot read its own example: ${given.failed}`
        else {
          if (Object.keys(given.set).length === 0) yield `the example of ${key} sets nothing`
          yield* illegal(lab, given.set, `the example of ${key}`)
        }
        for (const text of hostile) {
          const answer = await read(text)
          if ('failed' in answer) {
            if (!/^[A-Z].*\.$/.test(answer.failed)) yield `${key} fails without a sentence: ${answer.failed}`
          } else yield* illegal(lab, answer.set, `${key}, told ${JSON.stringify(text)},`)
        }
      }
    },
  },
]
