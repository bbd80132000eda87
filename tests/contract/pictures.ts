import type { Act, AnyLab, Diagram, Lit, View } from '../../src/lab/lab.ts'
import type { TakeHome } from '../../src/lab/lesson.ts'
import type { Params } from '../../src/lab/param.ts'
import { fill, flagText, numberTexts, paramTexts } from '../../src/lab/text.ts'
import type { Flow } from '../../src/machine/flow.ts'
import { type Machine, resting } from '../../src/machine/machine.ts'
import type { PartText } from '../../src/machine/part.ts'
import type { Sequence } from '../../src/machine/sequence.ts'
import { NUMBERS } from '../../src/sim/simulation.ts'
import { lookAt } from '../../src/worker/explain.ts'
import type { Check } from './check.ts'
import { type AnyRun, begun, MOST_EVENTS, presetsOf, randomScenarios, SPAN, some } from './running.ts'

/** Moments of a run at which its pictures are looked at. */
const LOOKS = 40
const LONGEST_CAPTION = 220
/** A label with its parameters may be so much wider than the declared one, and a line longer. */
const WIDER = 16

const lines = (label: string): readonly string[] => label.split('<br/>')
const width = (label: string): number => Math.max(...lines(label).map(({ length }) => length))

/** Whether a label needs more room than the drawing has kept for the declared one. */
const outgrows = (label: string, declared: string): boolean =>
  lines(label).length > lines(declared).length + 1 || width(label) > width(declared) + WIDER

/** What a text must not say: names left unfilled and values that there are not. */
const odd = (text: string): boolean => text.trim() === '' || /\{|\}|undefined|NaN|\[object/.test(text)

/** The names of the places that a diagram has. */
function places(lab: AnyLab, key: string): readonly string[] {
  const drawable = lab.book.diagrams[key] as Machine | Flow | Sequence
  if (drawable.kind === 'machine') return [...Object.keys(drawable.states), ...resting(drawable.states)]
  return Object.keys(drawable.kind === 'flow' ? drawable.nodes : drawable.participants)
}

/** Every diagram, caption and view of a lab at many moments of some runs. */
function* moments(lab: AnyLab): Iterable<{ readonly name: string; readonly run: AnyRun }> {
  for (const { name, scenario } of some(lab)) {
    const run = begun(lab, scenario)
    for (let i = 0; i <= LOOKS; i += 1) {
      run.advance({ time: (i * SPAN) / LOOKS, event: MOST_EVENTS })
      yield { name: `${name} at ${run.now} ms`, run }
    }
  }
}

const named = ({ current, unreachable = [], notes = {}, population = {} }: Lit): readonly string[] => [
  ...current,
  ...unreachable,
  ...Object.keys(notes),
  ...Object.keys(population),
]

export const pictures: readonly Check[] = [
  {
    name: 'diagrams light only places that they have, and a machine always stands somewhere',
    *offences({ lab }) {
      for (const { name, run } of moments(lab)) {
        for (const { key, lit } of lab.diagrams as readonly Diagram<Params, unknown>[]) {
          const shown = lit(run.world, run.params as never, run.now)
          const known = places(lab, key)
          for (const place of named(shown))
            if (!known.includes(place)) yield `${key} lights the unknown ${place} in ${name}`
          for (const text of Object.values(shown.notes ?? {})) if (odd(text)) yield `${key} notes “${text}” in ${name}`
          const standing = shown.current.length > 0 || shown.population !== undefined
          if (lab.book.diagrams[key]?.kind === 'machine' && !standing) yield `${key} stands nowhere in ${name}`
        }
      }
    },
  },
  {
    name: 'captions, evidence and sentences are whole, short texts at every moment',
    *offences({ lab }) {
      for (const { name, run } of moments(lab)) {
        const look = lookAt(lab, run)
        const { text } = lab.caption(look)
        if (odd(text) || text.length > LONGEST_CAPTION) yield `the caption of ${name} is “${text}”`
        if (![1, 3].includes(text.split('**').length)) yield `the caption of ${name} has not one bold word: “${text}”`
        const params = paramTexts(lab.params as Params, run.params)
        for (const [part, declared] of (lab.book.texts as readonly PartText[]).entries()) {
          if (!look.count(part)) continue
          const known = { ...params, ...numberTexts(declared, run.tally.numbers, part * NUMBERS) }
          const evidence = lab.evidence?.(part, look)
          const texts = [declared.rule, declared.says].flatMap((template) => (template ? [fill(template, known)] : []))
          const since = (lab.sinceThen?.(part, look) ?? []).flat()
          const items = evidence ? [evidence.title, ...evidence.items.map(({ label }) => label)] : []
          for (const said of [...texts, ...since, ...items])
            if (odd(said)) yield `${lab.book.names[part]} says “${said}” in ${name}`
          for (const { event } of evidence?.items ?? []) {
            if (!(event >= 0 && event <= run.number))
              yield `${lab.book.names[part]} has evidence from event ${event} in ${name}`
          }
        }
      }
    },
  },
  {
    name: 'events and acts are told in whole sentences',
    *offences({ lab }) {
      for (const { name, scenario } of some(lab)) {
        const run = begun(lab, scenario)
        const told: string[] = []
        run.observer = {
          handling(number, _now, _cause, event) {
            const text = event === undefined ? undefined : lab.tells(event)
            if (text !== undefined && odd(text)) told.push(`event ${number} of ${name} is told as “${text}”`)
          },
        }
        run.advance({ time: SPAN, event: MOST_EVENTS / 10 })
        yield* told
        for (const act of scenario.acts) {
          const flag = flagText(lab, act, scenario.params)
          if (odd(flag)) yield `an act of ${name} has the flag “${flag}”`
        }
      }
      for (const key of Object.keys(lab.acts as Readonly<Record<string, Act<Params, unknown>>>)) {
        const flag = flagText(lab, { at: 0, do: key }, some(lab)[0]?.scenario.params ?? {})
        if (odd(flag)) yield `${key} has the flag “${flag}”`
      }
    },
  },
  {
    name: 'labels, configurations and views are whole whatever the parameters',
    *offences({ lab }) {
      for (const { name, scenario } of [...presetsOf(lab), ...randomScenarios(lab, 20)]) {
        for (const { key, labels } of lab.diagrams as readonly Diagram<Params, unknown>[]) {
          for (const [part, text] of Object.entries(labels?.(scenario.params as never) ?? {})) {
            const declared =
              (lab.book.texts as readonly PartText[])[lab.book.names.indexOf(`${key}.${part}`)]?.label ?? ''
            if (odd(text)) yield `${key}.${part} is labelled “${text}” in ${name}`
            if (outgrows(text, declared)) yield `${key}.${part} outgrows “${declared}”: “${text}”`
          }
        }
        for (const { key, text } of lab.takeHome as readonly TakeHome<Params>[]) {
          const config = text(scenario.params as never)
          if (config.trim() === '' || /undefined|NaN|\[object/.test(config)) yield `${key} is not whole in ${name}`
        }
      }
      for (const { name, run } of moments(lab)) {
        for (const { read } of (lab.views ?? []) as readonly View<Params, unknown>[]) {
          if (structuredClone(read(run.world, run.params as never, run.now)) === undefined)
            yield `a view is empty in ${name}`
        }
      }
    },
  },
]
