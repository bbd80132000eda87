import { existsSync, readFileSync } from 'node:fs'
import type { AnyLab } from '../lab/lab.ts'
import { legalValue, type Param, type Params } from '../lab/param.ts'
import { actsOf } from '../scenario/act-text.ts'
import { readLink } from '../scenario/codec.ts'
import { readFile } from '../scenario/file.ts'
import { LAST_EVENT } from '../scenario/legal.ts'
import { quoted } from '../scenario/notice.ts'
import { presetScenario, type Shared } from '../scenario/scenario.ts'
import { validated } from '../scenario/validate.ts'
import { typed } from '../scenario/value-text.ts'
import type { Millis } from '../units.ts'
import { type Arguments, BadInput, durationOf, nearSentence } from './sim-arguments.ts'

/** Where a run without position ends. */
const USUAL_END: Millis = 60_000

/** What the command line asks to run; `notices` are told but hinder nothing. */
export interface Asked {
  readonly lab: AnyLab
  readonly shared: Shared & { readonly position: NonNullable<Shared['position']> }
  readonly notices: readonly string[]
}

/** Finds the scenario and lays the options over it; throws `BadInput` for all that is not as it should be. */
export function asked(args: Arguments, labs: readonly AnyLab[]): Asked {
  const { shared, notices } = args.source === undefined ? ofLab(args, labs) : ofSource(args, args.source, labs)
  const { scenario } = shared
  const lab = labs.find(({ id }) => id === scenario.lab) as AnyLab
  const position = args.until === undefined ? shared.position : { time: args.until, event: LAST_EVENT }
  const checked = validated(
    {
      ...scenario,
      seed: args.seed === undefined ? scenario.seed : seedOf(args.seed),
      params: { ...scenario.params, ...Object.fromEntries(args.set.map((text) => setting(text, lab))) },
      acts: [...scenario.acts, ...args.act.flatMap((text) => acts(text, lab))].sort((a, b) => timeOf(a) - timeOf(b)),
    },
    lab,
  )
  if (checked.faults[0]) throw new BadInput(`The options do not fit ${lab.id}: ${checked.faults[0]}.`)
  const end = position ?? { time: USUAL_END, event: LAST_EVENT }
  return { lab, shared: { ...checked.shared, position: end }, notices }
}

function ofLab(
  { lab: id, preset }: Arguments,
  labs: readonly AnyLab[],
): Pick<Asked, 'notices'> & { readonly shared: Shared } {
  if (id === undefined) throw new BadInput('Name a link, a file or a lab to run; --help tells more.')
  const lab = labs.find((candidate) => candidate.id === id)
  if (!lab) throw new BadInput(noLab(id, labs))
  const keys = lab.presets.map(({ key }) => key)
  if (preset !== undefined && !keys.includes(preset)) {
    throw new BadInput(`${lab.id} has no preset ${quoted(preset)}${nearSentence(preset, keys)}`)
  }
  return { shared: { scenario: presetScenario(lab, preset), breakpoints: [] }, notices: [] }
}

function ofSource(
  args: Arguments,
  source: string,
  labs: readonly AnyLab[],
): Pick<Asked, 'notices'> & { readonly shared: Shared } {
  if (args.lab !== undefined) throw new BadInput('A link or file names its lab, so --lab cannot stand beside it.')
  if (args.preset !== undefined) throw new BadInput('A preset belongs to a lab: give --preset with --lab.')
  const read = existsSync(source) ? readFile(fileText(source), labs) : readLink(linkText(source), labs)
  switch (read.kind) {
    case 'lab':
      if (read.faults.length > 0) throw new BadInput(`The scenario is not as it should be: ${read.faults.join('; ')}.`)
      return read
    case 'unknown':
      throw new BadInput(noLab(read.name, labs))
    case 'unreadable':
      throw new BadInput(read.notice)
    default:
      throw new BadInput(`The link ${quoted(source)} opens no lab.`)
  }
}

const noLab = (name: string, labs: readonly AnyLab[]): string =>
  `There is no lab ${quoted(name)}${nearSentence(
    name,
    labs.map(({ id }) => id),
  )}`

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new BadInput(`The file ${quoted(path)} cannot be read.`)
  }
}

function linkText(text: string): string {
  if (/\.json$/i.test(text)) throw new BadInput(`There is no file ${quoted(text)}.`)
  return text
}

function seedOf(text: string): number {
  const seed = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed
  throw new BadInput(`--seed takes a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not ${quoted(text)}.`)
}

function setting(text: string, lab: AnyLab): readonly [string, unknown] {
  const [name = '', ...rest] = text.split('=')
  const names = Object.keys(lab.params)
  if (!names.includes(name)) {
    throw new BadInput(`${lab.id} has no parameter ${quoted(name)}${nearSentence(name, names)}`)
  }
  const param = (lab.params as Params)[name] as Param
  const value = typed(rest.join('='))
  if (legalValue(param, value) === value) return [name, value]
  throw new BadInput(`${name} takes ${rangeOf(param)}, not ${quoted(rest.join('='))}.`)
}

function rangeOf(param: Param): string {
  if (param.kind === 'switch') return 'true or false'
  if (param.kind === 'choice') return `one of ${Object.keys(param.options).join(', ')}`
  if (param.kind === 'trace') return 'a load as seconds:rate pairs such as 0:12,60:30'
  return `a number from ${param.min} to ${param.max} in steps of ${param.step}`
}

/** The acts of one option; their times may carry a unit. */
function acts(text: string, lab: AnyLab): readonly unknown[] {
  return actsOf(text).map((act) => {
    if (typeof act !== 'object' || act === null) {
      throw new BadInput(`--act takes a time and a deed such as 5s:burst, not ${quoted(text)}.`)
    }
    const { at, do: name } = act as { readonly at?: unknown; readonly do?: unknown }
    const names = Object.keys(lab.acts)
    if (typeof name === 'string' && !names.includes(name)) {
      throw new BadInput(`${lab.id} has no act ${quoted(name)}${nearSentence(name, names)}`)
    }
    return { ...act, at: typeof at === 'string' ? durationOf('--act', at) : at }
  })
}

const timeOf = (act: unknown): Millis => (act as { readonly at: Millis }).at
