import type { AnyLab } from '../../src/lab/lab.ts'
import type { Challenge, PlannedAct, Preset, TourStep } from '../../src/lab/lesson.ts'
import type { Params } from '../../src/lab/param.ts'
import { readLink } from '../../src/scenario/codec.ts'
import { presetScenario } from '../../src/scenario/scenario.ts'
import { validated } from '../../src/scenario/validate.ts'
import type { Check } from './check.ts'
import { illegal, twice } from './declarations.ts'

const presetsOf = (lab: AnyLab): readonly Preset<Params>[] => lab.presets
const challengesOf = (lab: AnyLab): readonly Challenge<Params>[] => lab.challenges
const tourOf = (lab: AnyLab): readonly TourStep<Params>[] => lab.tour

function* illegalActs(lab: AnyLab, acts: readonly PlannedAct[], where: string): Iterable<string> {
  for (const fault of validated({ ...presetScenario(lab), acts }, lab).faults) yield `${where}: ${fault}`
}

function* unknownParts(lab: AnyLab, names: readonly string[], where: string): Iterable<string> {
  for (const name of names) if (!lab.book.names.includes(name)) yield `${where} names the unknown part ${name}`
}

/** Every target of a link in Markdown or HTML. */
const targets = (lesson: string): readonly string[] =>
  [...lesson.matchAll(/\]\(([^)\s]*)[^)]*\)|href="([^"]*)"|^\[[^\]]+\]:\s*(\S+)/gm)].map(
    ([, a, b, c]) => a ?? b ?? c ?? '',
  )

export const teaching: readonly Check[] = [
  {
    name: 'presets are legal scenarios with names of their own',
    *offences({ lab }) {
      for (const key of twice(presetsOf(lab).map(({ key }) => key))) yield `the preset ${key} stands twice`
      for (const { key, params, acts, seed, shows } of presetsOf(lab)) {
        yield* illegal(lab, params, `the preset ${key}`)
        yield* illegalActs(lab, acts, `the preset ${key}`)
        if (!Number.isSafeInteger(seed) || seed < 0) yield `the preset ${key} has no legal seed`
        if (Object.keys(shows.parts).length === 0) yield `the preset ${key} promises nothing`
        yield* unknownParts(lab, Object.keys(shows.parts), `the preset ${key}`)
      }
    },
  },
  {
    name: 'challenges name only what there is, and their solutions leave alone what they fix',
    *offences({ lab }) {
      for (const key of twice(challengesOf(lab).map(({ key }) => key))) yield `the challenge ${key} stands twice`
      for (const { key, fixed, solution, acts, seeds, goals } of challengesOf(lab)) {
        yield* illegal(lab, fixed, `the challenge ${key}`)
        yield* illegal(lab, solution, `the solution of ${key}`)
        yield* illegalActs(lab, acts, `the challenge ${key}`)
        for (const name of Object.keys(solution))
          if (name in fixed) yield `the solution of ${key} sets ${name}, which is fixed`
        if (seeds.length < 3 || new Set(seeds).size < seeds.length) yield `${key} is not measured over several seeds`
        if (goals.length === 0) yield `${key} has no goal`
        for (const { probe, atMost, atLeast } of goals) {
          if (!Object.hasOwn(lab.probes, probe)) yield `${key} has a goal on the unknown probe ${probe}`
          if (atMost === undefined && atLeast === undefined) yield `a goal of ${key} has no bound`
        }
      }
    },
  },
  {
    name: 'the tour names only what there is',
    *offences({ lab }) {
      for (const { title, preset, does, waits, diagram } of tourOf(lab)) {
        if (preset !== undefined && !presetsOf(lab).some(({ key }) => key === preset))
          yield `“${title}” opens the unknown preset ${preset}`
        if (does?.act !== undefined && !Object.hasOwn(lab.acts, does.act))
          yield `“${title}” does the unknown act ${does.act}`
        yield* illegal(lab, does?.set ?? {}, `“${title}”`)
        yield* unknownParts(lab, waits === undefined ? [] : [waits], `“${title}”`)
        const shown = [...lab.diagrams, ...(lab.views ?? [])].some(({ key }) => key === diagram)
        if (diagram !== undefined && !shown) yield `“${title}” shows the unknown diagram ${diagram}`
      }
    },
  },
  {
    name: 'invariants, laws and take-homes have keys of their own',
    *offences({ lab }) {
      for (const list of [lab.invariants, lab.theory, lab.takeHome]) {
        for (const key of twice(list.map(({ key }: { readonly key: string }) => key)))
          yield `the key ${key} stands twice`
      }
    },
  },
  {
    name: 'every link of the lesson resolves',
    *offences({ lab, lesson }) {
      if (lesson.trim() === '') yield 'there is no lesson'
      for (const target of targets(lesson)) {
        if (/^https:\/\/[a-z0-9.-]+\.[a-z]+(\/\S*)?$/i.test(target)) continue
        if (!target.startsWith('#/')) yield `${target} leads nowhere`
        const read = readLink(target, [lab])
        if (read.kind === 'unknown') yield `${target} names an unknown lab`
        if (read.kind === 'lab') for (const fault of read.faults) yield `${target}: ${fault}`
      }
    },
  },
]
