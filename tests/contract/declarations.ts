import type { Act, AnyLab } from '../../src/lab/lab.ts'
import type { Preset } from '../../src/lab/lesson.ts'
import { legalValue, type Param, type Params } from '../../src/lab/param.ts'
import { linkKeys } from '../../src/scenario/link-text.ts'
import type { Check } from './check.ts'

/** Names stand in links and lessons: letters, digits and dashes, with a letter first. */
const NAME = /^[a-z][a-zA-Z0-9-]*$/
/** Keys of the page; letters count in both cases. */
const RESERVED = [' ', '.', ',', '>', ':', '[', ']', 'r', 'b', '?', '/']

const paramsOf = (lab: AnyLab): readonly (readonly [string, Param])[] => Object.entries(lab.params as Params)
const actsOf = (lab: AnyLab): readonly (readonly [string, Act<Params, unknown>])[] => Object.entries(lab.acts)

/** What is named twice. */
export const twice = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index)

/** The entries of a partial record of parameters that are not legal, or that the lab does not have. */
export function* illegal(lab: AnyLab, values: object, where: string): Iterable<string> {
  for (const [name, value] of Object.entries(values)) {
    const param = Object.hasOwn(lab.params, name) ? (lab.params as Params)[name] : undefined
    if (!param) yield `${where} names the unknown parameter ${name}`
    else if (legalValue(param, value) !== value) yield `${where} sets ${name} to ${value}, which is not legal`
  }
}

export const declarations: readonly Check[] = [
  {
    name: 'every parameter has a plain name of its own, a range and a legal default',
    *offences({ lab }) {
      for (const [name, param] of paramsOf(lab)) {
        if (!NAME.test(name)) yield `${name} is no plain name`
        if (linkKeys.includes(name)) yield `${name} is a key of links`
        if (legalValue(param, param.default) !== param.default) yield `the default of ${name} is not legal`
        if (param.kind === 'choice') {
          for (const key of Object.keys(param.options))
            if (!NAME.test(key)) yield `the option ${key} of ${name} is no plain name`
          if (Object.keys(param.options).length < 2) yield `${name} leaves no choice`
        }
        if (param.kind !== 'number') continue
        if (!(param.min < param.max && param.step > 0)) yield `${name} has no range`
        if (param.scale === 'log' && param.min < 0) yield `${name} has a logarithmic scale from below 0`
        if (legalValue(param, param.max) !== param.max) yield `the maximum of ${name} is off its grid`
      }
      if (!['load', 'mechanism', 'faults'].every((group) => paramsOf(lab).some(([, param]) => param.group === group))) {
        yield 'a group of parameters is empty'
      }
    },
  },
  {
    name: 'every act has a key of its own, does something, and does it with plain data',
    *offences({ lab }) {
      const acts = actsOf(lab)
      for (const key of twice(acts.map(([, { key }]) => key.toLowerCase()))) yield `the key ${key} does two acts`
      for (const [name, { key, args = {}, sets, event }] of acts) {
        if (!NAME.test(name)) yield `${name} is no plain name`
        if (key.length !== 1 || RESERVED.includes(key.toLowerCase()))
          yield `${name} has the key “${key}”, which is the page's`
        if (!event && !sets) yield `${name} does nothing`
        yield* illegal(lab, sets ?? {}, name)
        for (const set of Object.keys(sets ?? {}))
          if ((lab.params as Params)[set]?.restarts) yield `${name} sets ${set}, which restarts`
        for (const [arg, param] of Object.entries(args)) {
          if (!NAME.test(arg)) yield `${arg} of ${name} is no plain name`
          if (legalValue(param, param.default) !== param.default) yield `the default of ${arg} of ${name} is not legal`
        }
        const made = event?.(Object.fromEntries(Object.entries(args).map(([arg, param]) => [arg, param.default])))
        if (JSON.stringify(made) !== JSON.stringify(structuredClone(made)))
          yield `${name} makes an event that is not plain`
      }
    },
  },
  {
    name: 'diagrams, charts and marks name only what there is',
    *offences({ lab }) {
      const { diagrams, charts, book, main, probes } = lab
      for (const key of twice([...diagrams, ...(lab.views ?? [])].map(({ key }) => key)))
        yield `the diagram ${key} stands twice`
      for (const { key, labels } of diagrams) {
        if (!Object.hasOwn(book.diagrams, key)) yield `the diagram ${key} is not in the book`
        const labelled = Object.keys(labels?.(defaultsOf(lab)) ?? {})
        for (const part of labelled)
          if (!book.names.includes(`${key}.${part}`)) yield `${key} labels the unknown part ${part}`
      }
      for (const key of Object.keys(book.diagrams))
        if (!diagrams.some((shown) => shown.key === key)) yield `${key} is never shown`
      if (main !== undefined && book.diagrams[main]?.kind !== 'machine') yield `${String(main)} is no machine`
      for (const key of twice(charts.map(({ key }) => key))) yield `the chart ${key} stands twice`
      for (const { key, series } of charts) {
        for (const { probe } of series)
          if (!Object.hasOwn(probes, probe)) yield `the chart ${key} shows the unknown probe ${probe}`
      }
      for (const name of Object.keys(probes)) if (!NAME.test(name)) yield `${name} is no plain name`
    },
  },
  {
    name: 'a lab has what every lab has',
    *offences({ lab }) {
      const counts: readonly (readonly [string, number, number, number])[] = [
        ['presets', lab.presets.length, 3, 9],
        ['tour steps', lab.tour.length, 4, 8],
        ['challenges', lab.challenges.length, 2, 4],
        ['diagrams', lab.diagrams.length, 1, 6],
        ['charts at once', Math.max(...lab.presets.map((preset) => chartsShown(lab, preset))), 1, 9],
        ['invariants', lab.invariants.length, 1, 8],
        ['take-homes', lab.takeHome.length, 1, 8],
        ['things left out', lab.leavesOut.length, 1, 8],
      ]
      for (const [what, count, least, most] of counts) {
        if (count < least || count > most) yield `it has ${count} ${what}, not ${least} to ${most}`
      }
      if (!NAME.test(lab.id) || !(lab.number >= 1 && lab.number <= 20) || !(lab.semantics >= 1))
        yield 'its id, number or semantics is not legal'
      if (!Number.isInteger(lab.every) || lab.every <= 0) yield 'its sampling period is no whole number of milliseconds'
    },
  },
]

/** How many charts a preset begins with. */
const chartsShown = (lab: AnyLab, { params }: Preset<Params>): number => {
  const values = { ...(defaultsOf(lab) as object), ...params }
  return lab.charts.filter(({ shownWhen }) => shownWhen?.(values as never) ?? true).length
}

/** The default of every parameter. */
export const defaultsOf = (lab: AnyLab): never =>
  Object.fromEntries(paramsOf(lab).map(([name, param]) => [name, param.default])) as never
