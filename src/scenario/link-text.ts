import { actsOf } from './act-text.ts'
import type { Report } from './legal.ts'
import type { Untrusted } from './migration.ts'
import { quoted } from './notice.ts'
import { unpacked } from './packing.ts'
import { typed } from './value-text.ts'

/** What follows is not read; the page offers a file for what would make a longer link. */
export const LONGEST_LINK = 60_000

/** Keys of a link that are no parameters, so no parameter may have such a name. */
export const linkKeys: readonly string[] = ['v', 's', 'seed', 'preset', 'acts', 'packed', 'at', 'stop', 'end']

/** Keys whose value is a list, with the mark between its members: a cut list loses its last member only. */
const lists: Readonly<Record<string, string>> = { acts: ';', packed: '', stop: ',' }

/** A link taken apart, its values unvalidated. */
export interface LinkText {
  readonly path: string
  readonly raw: Untrusted
  readonly faults: readonly string[]
}

/** Takes the text of a link apart; the address before a `#` is no part of it. Never throws. */
export function untrustedLink(text: string): LinkText {
  const faults: string[] = []
  const report: Report = (fault) => faults.push(fault)
  const fragment = fragmentOf(text)
  if (fragment.length > LONGEST_LINK)
    report(`the link is longer than ${LONGEST_LINK} characters and was read up to there`)
  const [path = '', ...query] = fragment.slice(0, LONGEST_LINK).split('?')
  const lab = (decoded(path) ?? path).replace(/^\/+|\/+$/g, '')
  const values = valuesOf(query.join('?'), report)
  return { path: lab, raw: untrusted(lab, values, report), faults }
}

function fragmentOf(text: string): string {
  const mark = text.indexOf('#')
  if (mark >= 0) return text.slice(mark + 1)
  return /^[a-z]+:\/\//i.test(text) ? '' : text
}

/** The text without percent signs; undefined when they are not legal. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The values by key: the first of each. The last of a link that was cut is not trusted. */
function valuesOf(query: string, report: Report): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  let last = ''
  for (const part of query.split('&')) {
    if (part === '') continue
    const [rawKey = '', ...rest] = part.split('=')
    const key = decoded(rawKey)
    const value = decoded(rest.join('='))
    if (key === undefined || value === undefined) report(`the part ${quoted(part)} could not be read and was left out`)
    else if (values.has(key)) report(`${quoted(key)} stands twice and the first was used`)
    else values.set(key, value)
    last = key ?? ''
  }
  const full = values.has('s')
  if (!full || values.has('end')) return values
  report('its end is missing, and what is not named is at its default')
  const value = values.get(last)
  const separator = Object.hasOwn(lists, last) ? lists[last] : undefined
  if (separator === undefined) values.delete(last)
  else if (value !== undefined) values.set(last, separator === '' ? value : upToLast(value, separator))
  return values
}

const upToLast = (text: string, separator: string): string => text.slice(0, Math.max(0, text.lastIndexOf(separator)))

function untrusted(lab: string, values: ReadonlyMap<string, string>, report: Report): Untrusted {
  const value = (key: string): unknown => {
    const text = values.get(key)
    return text === undefined ? undefined : typed(text)
  }
  const params: Record<string, unknown> = Object.create(null)
  for (const [key, text] of values) if (!linkKeys.includes(key)) params[key] = typed(text)
  const acts = actsIn(values, report)
  const at = values.get('at')
  const stop = values.get('stop')
  return {
    lab,
    params,
    format: value('v'),
    semantics: value('s'),
    seed: value('seed'),
    preset: values.get('preset'),
    acts: acts === undefined ? undefined : actsOf(acts),
    position: at === undefined ? undefined : positionOf(at),
    breakpoints: stop === undefined ? undefined : stop.split(',').filter((name) => name !== ''),
  }
}

function actsIn(values: ReadonlyMap<string, string>, report: Report): string | undefined {
  const letters = values.get('packed')
  if (letters === undefined) return values.get('acts')
  const { text, whole } = unpacked(letters)
  if (whole) return text
  const kept = upToLast(text, ';')
  report(`the packed acts are damaged and ${kept === '' ? 'were left out' : 'were read up to there'}`)
  return kept
}

function positionOf(text: string): unknown {
  const [time = '', ...event] = text.split('~')
  return { time: typed(time), ...(event.length > 0 ? { event: typed(event.join('~')) } : {}) }
}
