import type { AnyLab } from '../lab/lab.ts'
import type { Position } from '../sim/model.ts'
import { actsText } from './act-text.ts'
import { LAST_EVENT } from './legal.ts'
import { untrustedLink } from './link-text.ts'
import { FORMAT, type Migration, migrations } from './migration.ts'
import { packed } from './packing.ts'
import { type Read, readOf } from './read.ts'
import type { Shared } from './scenario.ts'
import { numberText, valueText } from './value-text.ts'

/** Acts are packed when their text is longer. */
const LONGEST_ACTS = 1_500

/** The pages besides the home page and the labs. */
const pages = ['glossary', 'about'] as const

/** What a link opens. */
export type Opened = Read | { readonly kind: 'home' } | { readonly kind: 'page'; readonly page: (typeof pages)[number] }

/** The fragment of a link, without its `#`: the whole scenario as plain text, with many acts packed. */
export function linkOf({ scenario, position, breakpoints }: Shared): string {
  const acts = actsText(scenario.acts)
  const pairs: readonly (readonly [string, string])[] = [
    ['v', String(FORMAT)],
    ['s', String(scenario.semantics)],
    ['seed', numberText(scenario.seed)],
    ...Object.entries(scenario.params).map(([name, value]) => [name, valueText(value)] as const),
    ...(acts.length > LONGEST_ACTS ? [['packed', packed(acts)] as const] : acts ? [['acts', acts] as const] : []),
    ...(position ? [['at', positionText(position)] as const] : []),
    ...(breakpoints.length > 0 ? [['stop', breakpoints.join(',')] as const] : []),
  ]
  return `/${encoded(scenario.lab)}?${pairs.map(([key, text]) => `${encoded(key)}=${encoded(text)}`).join('&')}&end`
}

const positionText = ({ time, event }: Position): string =>
  event === LAST_EVENT ? numberText(time) : `${numberText(time)}~${numberText(event)}`

/** Percent-encoded but for the marks that separate, so that acts stay readable. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%3B', ';').replaceAll('%2C', ',').replaceAll('%3D', '=')

/** The name of the lab that a link is for, before anything else of it is read; undefined for other pages. */
export function labNamed(text: string): string | undefined {
  const { path, raw } = untrustedLink(text)
  const elsewhere = path === '' || pages.some((name) => name === path)
  return elsewhere || typeof raw.lab !== 'string' ? undefined : raw.lab
}

/** What a link opens; takes the fragment, with or without its `#`, or the whole address. Never throws. */
export function readLink(text: string, labs: readonly AnyLab[], steps: readonly Migration[] = migrations): Opened {
  const { path, raw, faults } = untrustedLink(text)
  if (path === '') return { kind: 'home' }
  const page = pages.find((name) => name === path)
  return page ? { kind: 'page', page } : readOf(raw, labs, 'link', steps, faults)
}
