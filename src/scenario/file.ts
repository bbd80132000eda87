import type { AnyLab } from '../lab/lab.ts'
import { FORMAT, type Migration, migrations, type Untrusted } from './migration.ts'
import { type Read, readOf } from './read.ts'
import type { Shared } from './scenario.ts'

/** Longer files are not read. */
export const LONGEST_FILE = 4_000_000

/** What a file holds: a scenario, or nothing that this can read, with the reason as plain text. */
export type FileRead = Read | { readonly kind: 'unreadable'; readonly notice: string }

/** The scenario as readable JSON, with what a link holds. */
export function fileOf({ scenario, position, breakpoints }: Shared): string {
  const { lab, semantics, seed, params, acts } = scenario
  const file = { setpoint: FORMAT, lab, semantics, seed, params, acts, ...(position ? { position } : {}), breakpoints }
  return `${JSON.stringify(file, undefined, 2)}\n`
}

/** What a file holds, made legal as a link is. Never throws. */
export function readFile(text: string, labs: readonly AnyLab[], steps: readonly Migration[] = migrations): FileRead {
  if (text.length > LONGEST_FILE) return unreadable(`This file is longer than ${LONGEST_FILE} characters.`)
  const value = parsed(text)
  if (value === undefined) return unreadable('This file is not JSON.')
  if (typeof value !== 'object' || value === null || !('lab' in value)) {
    return unreadable('This file names no lab, so it holds no scenario.')
  }
  const { setpoint, ...raw } = value as Untrusted & { readonly setpoint?: unknown }
  return readOf({ ...raw, format: setpoint }, labs, 'file', steps)
}

const unreadable = (reason: string): FileRead => ({ kind: 'unreadable', notice: `${reason} Nothing was changed.` })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
