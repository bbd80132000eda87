import type { Chart, Mark } from '../../src/lab/chart.ts'
import type { Act, AnyLab } from '../../src/lab/lab.ts'
import type { Params } from '../../src/lab/param.ts'
import { numberName } from '../../src/lab/text.ts'
import type { PartText } from '../../src/machine/part.ts'
import type { Check } from './check.ts'

const UNITS = [
  'ms',
  '/s',
  'share',
  'calls',
  'requests',
  'tokens',
  'workers',
  'instances',
  'nodes',
  'messages',
  'threads',
  'x',
  '',
]
/** A part carries at most four numbers. */
const MOST_NUMBERS = 4

const names = (template: string): readonly string[] => [...template.matchAll(/\{(.*?)\}/g)].map(([, name = '']) => name)

type Text = readonly [where: string, text: string, longest: number]

const texts = (where: string, record: Readonly<Record<string, string>>, longest: number): readonly Text[] =>
  Object.entries(record).map(([name, text]) => [`${where} ${name}`, text, longest] as const)

/** All texts that the page shows of a lab, with the room that there is for each. */
function shown(lab: AnyLab): readonly Text[] {
  const params = Object.entries(lab.params as Params)
  const acts = Object.entries(lab.acts as Readonly<Record<string, Act<Params, unknown>>>)
  const charts: readonly Chart[] = lab.charts
  return [
    ['the title', lab.title, 40],
    ['the question', lab.question, 120],
    ...params.flatMap(([name, param]): readonly Text[] => [
      ...texts(name, { label: param.label }, 40),
      ...texts(name, { help: param.help }, 240),
      ...(param.kind === 'choice'
        ? Object.entries(param.options).flatMap(([key, option]): readonly Text[] => [
            ...texts(`${name} ${key}`, { label: option.label }, 40),
            ...texts(`${name} ${key}`, { help: option.help }, 240),
          ])
        : []),
    ]),
    ...acts.flatMap(([name, { label, help, flag }]): readonly Text[] => [
      ...texts(name, { label, flag }, 30),
      ...texts(name, { help }, 200),
    ]),
    ...charts.flatMap(({ key, title, empty, series }): readonly Text[] => [
      ...texts(key, { title }, 40),
      ...texts(key, { empty }, 100),
      ...series.map(({ probe, label }): Text => [`${key} ${probe}`, label, 30]),
    ]),
    ...lab.presets.flatMap(({ key, title, look }): readonly Text[] => [
      ...texts(key, { title }, 40),
      ...texts(key, { look }, 200),
    ]),
    ...lab.tour.flatMap(({ title, text }): readonly Text[] => [
      ...texts('tour', { title }, 60),
      ...texts(`“${title}”`, { text }, 400),
    ]),
    ...lab.challenges.flatMap(({ key, title, text, hint }): readonly Text[] => [
      ...texts(key, { title }, 90),
      ...texts(key, { text, hint }, 400),
    ]),
    ...(lab.searches ?? []).flatMap(({ key, title, text }): readonly Text[] => [
      ...texts(key, { title }, 60),
      ...texts(key, { text }, 400),
    ]),
    ...(lab.imports ?? []).flatMap(({ key, label, help }): readonly Text[] => [
      ...texts(key, { label }, 40),
      ...texts(key, { help }, 300),
    ]),
    ...lab.invariants.flatMap(({ key, label, unchecked }): readonly Text[] => [
      ...texts(key, { label }, 80),
      ...(unchecked === undefined ? [] : texts(key, { unchecked }, 240)),
    ]),
    ...(lab.leavesOut as readonly string[]).map((text, index): Text => [`left out ${index + 1}`, text, 240]),
    ...lab.book.texts.map((part: PartText, index): Text => [`${lab.book.names[index]} means`, part.means, 320]),
    ...lab.diagrams.map(({ key, tab }): Text => [`${key} tab`, tab, 24]),
  ]
}

export const wording: readonly Check[] = [
  {
    name: 'texts are there, short, and without exclamation marks',
    *offences({ lab }) {
      for (const [where, text, longest] of shown(lab)) {
        if (text.trim() === '') yield `${where} is empty`
        if (text.length > longest) yield `${where} has ${text.length} characters, more than ${longest}`
        if (text.includes('!')) yield `${where} has an exclamation mark`
      }
    },
  },
  {
    name: 'templates name only the numbers and parameters that there are',
    *offences({ lab }) {
      const params = Object.keys(lab.params)
      for (const [index, part] of (lab.book.texts as readonly PartText[]).entries()) {
        const where = lab.book.names[index]
        const numbers = part.numbers?.map(numberName) ?? []
        const known = [...params, ...numbers.map(({ name }) => name)]
        if (numbers.length > MOST_NUMBERS) yield `${where} has ${numbers.length} numbers`
        for (const { name, unit } of numbers)
          if (!UNITS.includes(unit)) yield `${name} of ${where} has the unknown unit ${unit}`
        for (const template of [part.rule, part.says]) {
          for (const name of names(template ?? ''))
            if (!known.includes(name)) yield `${where} names the unknown ${name}`
        }
        for (const name of names(part.label ?? ''))
          if (!params.includes(name)) yield `the label of ${where} names the unknown ${name}`
      }
      for (const [name, { flag, args }] of Object.entries(lab.acts as Readonly<Record<string, Act<Params, unknown>>>)) {
        const known = [...params, ...Object.keys(args ?? {})]
        for (const used of names(flag)) if (!known.includes(used)) yield `the flag of ${name} names the unknown ${used}`
      }
      for (const { key, marks = [] } of lab.charts as readonly Chart[]) {
        const labels = (marks as readonly Mark<Params>[]).flatMap(({ label }) => names(label))
        for (const used of labels) if (!params.includes(used)) yield `a mark of ${key} names the unknown ${used}`
      }
    },
  },
]
