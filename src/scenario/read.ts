import type { AnyLab } from '../lab/lab.ts'
import { type Migration, migrated, type Untrusted } from './migration.ts'
import { nearNames } from './near.ts'
import { changedNotice, newerNotice, noticeOf, type Source } from './notice.ts'
import type { Shared } from './scenario.ts'
import { validated } from './validate.ts'

/** Foreign names are cut to this length before they are shown. */
const LONGEST_NAME = 40

/** What was read from outside: a legal scenario of a lab, or the name of a lab that there is not. */
export type Read =
  | {
      readonly kind: 'lab'
      readonly shared: Shared
      /** One notice of plain text, whose first sentence is its title; none when all was as it should be. */
      readonly notices: readonly string[]
      /** What had to be replaced or left out, as half-sentences; empty when the scenario is as it was sent. */
      readonly faults: readonly string[]
    }
  | { readonly kind: 'unknown'; readonly name: string; readonly near: readonly string[] }

/** Brings what came from outside to the present format and makes it legal. `faults` are those found before. */
export function readOf(
  raw: Untrusted,
  labs: readonly AnyLab[],
  source: Source,
  steps: readonly Migration[],
  faults: readonly string[] = [],
): Read {
  const current = migrated(raw, steps)
  const lab = labs.find(({ id }) => id === current.lab)
  if (!lab) return unknown(current.lab, labs)
  const checked = validated(current, lab)
  const all = [...faults, ...checked.faults]
  const told = [
    ...(checked.newer ? [newerNotice(source)] : []),
    ...(all.length > 0 ? [noticeOf(all, source)] : []),
    ...(checked.changed ? [changedNotice(source)] : []),
  ]
  const notices = told.length > 0 ? [told.join(' ')] : []
  const newer = checked.newer ? ['its format is newer than this version'] : []
  return { kind: 'lab', shared: checked.shared, notices, faults: [...newer, ...all] }
}

function unknown(raw: unknown, labs: readonly AnyLab[]): Read {
  const name = typeof raw === 'string' ? raw.replace(/\p{C}/gu, '').slice(0, LONGEST_NAME) : ''
  return {
    kind: 'unknown',
    name,
    near: nearNames(
      name,
      labs.map(({ id }) => id),
    ),
  }
}
