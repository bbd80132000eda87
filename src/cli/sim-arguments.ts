import { LONGEST_RUN } from '../scenario/legal.ts'
import { nearNames } from '../scenario/near.ts'
import { quoted } from '../scenario/notice.ts'
import type { Millis } from '../units.ts'

export const usage = `Usage: npm run -s sim -- <link or file, or --lab id> [options]
  Runs a scenario without the page and prints where it stands at the end.

  <link>            an address of the page, or what stands behind its #
  <file>            a scenario saved as JSON
  --lab id          a lab by its id, with its first preset
  --preset key      another preset of that lab
  --set name=value  a parameter; may be repeated
  --act time:deed   an act, as in a link: 5s:burst(calls=50) or 5s:rate=3; may be repeated
  --seed number     the seed of chance
  --until time      where to stop: 60s, 1500ms, 2m, 1h, or plain milliseconds;
                    without it the position of the link or file, else 60s
  --json            print JSON
  --help            print this

Exit status: 0 all invariants held, 1 one broke, 2 bad input, 3 the lab itself failed.
`

/** Bad input: its message is one sentence for the user. */
export class BadInput extends Error {}

export interface Arguments {
  readonly source?: string
  readonly lab?: string
  readonly preset?: string
  readonly set: readonly string[]
  readonly act: readonly string[]
  readonly seed?: string
  readonly until?: Millis
  readonly json: boolean
  readonly help: boolean
}

const valued = ['--lab', '--preset', '--set', '--act', '--seed', '--until']
const repeated = ['--set', '--act']
const bare = ['--json', '--help']

/** The arguments of the command line, taken apart; throws `BadInput`. */
export function argumentsOf(argv: readonly string[]): Arguments {
  const flags = new Set<string>()
  const values = new Map<string, string[]>()
  const rest = [...argv]
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    const [flag, inline] = splitFlag(next)
    if (bare.includes(flag) && inline === undefined) flags.add(flag)
    else if (valued.includes(flag)) put(values, flag, inline ?? rest.shift())
    else if (next.startsWith('-'))
      throw new BadInput(`There is no option ${quoted(flag)}${nearSentence(flag, [...valued, ...bare])}`)
    else put(values, 'source', next)
  }
  const one = (key: string): string | undefined => values.get(key)?.[0]
  const until = one('--until')
  return {
    ...optional({ source: one('source'), lab: one('--lab'), preset: one('--preset'), seed: one('--seed') }),
    ...(until === undefined ? {} : { until: durationOf('--until', until) }),
    set: values.get('--set') ?? [],
    act: values.get('--act') ?? [],
    json: flags.has('--json'),
    help: flags.has('--help'),
  }
}

function splitFlag(text: string): readonly [string, string | undefined] {
  const sign = text.indexOf('=')
  return text.startsWith('--') && sign > 0 ? [text.slice(0, sign), text.slice(sign + 1)] : [text, undefined]
}

function put(values: Map<string, string[]>, key: string, value: string | undefined): void {
  if (value === undefined) throw new BadInput(`${key} needs a value.`)
  const before = values.get(key)
  if (before && key === 'source')
    throw new BadInput(`One link or file is run at a time, not ${quoted(before[0])} and ${quoted(value)}.`)
  if (before && !repeated.includes(key)) throw new BadInput(`${key} is given twice.`)
  values.set(key, [...(before ?? []), value])
}

const optional = <T extends Record<string, string | undefined>>(record: T): { readonly [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: string }

/** The end of a sentence about an unknown name: the names that it may mean, else all that there are. */
export function nearSentence(name: string, names: readonly string[]): string {
  const near = nearNames(name, names)
  if (near.length > 0) return `; did you mean ${near.join(' or ')}?`
  return names.length === 0 ? '; there is none.' : `; there are ${names.join(', ')}.`
}

const units: Readonly<Record<string, Millis>> = { '': 1, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 }

/** A time as people write it; throws `BadInput` that names `what` it was for. */
export function durationOf(what: string, text: string): Millis {
  const [, digits = '', unit = ''] = /^(\d+\.?\d*|\.\d+)(ms|s|min|m|h)?$/.exec(text) ?? []
  const time = Number(digits) * (units[unit] ?? 1)
  if (digits === '') throw new BadInput(`${what} takes a time such as 60s, 1500ms or 2m, not ${quoted(text)}.`)
  if (time > LONGEST_RUN) throw new BadInput(`${what} takes at most ${LONGEST_RUN} ms, not ${quoted(text)}.`)
  return time
}
