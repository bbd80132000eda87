import type { AnyLab } from '../lab/lab.ts'
import { defaults, type ParamValue } from '../lab/param.ts'
import type { Position } from '../sim/model.ts'
import { legalActs } from './acts.ts'
import { declaredParam, entriesOf, LAST_EVENT, legalOr, legalTime, type Report } from './legal.ts'
import { FORMAT, type Untrusted } from './migration.ts'
import { quoted } from './notice.ts'
import { presetScenario, type Scenario, type Shared } from './scenario.ts'

/** A scenario that is legal, and what had to be replaced or left out to make it so. */
export interface Checked {
  readonly shared: Shared
  /** Half-sentences, one a fault; empty when everything was as it should be. */
  readonly faults: readonly string[]
  /** The lab's semantics are not those with which it was made. */
  readonly changed: boolean
  /** Its format is newer than `FORMAT`. */
  readonly newer: boolean
}

/** Makes a legal scenario of anything, keeping what is legal; never throws, whatever the text was. */
export function validated(raw: Untrusted, lab: AnyLab): Checked {
  const faults: string[] = []
  const report: Report = (fault) => faults.push(fault)
  const base = baseOf(raw, lab, report)
  const params = legalParams(raw.params, lab, base.params, report)
  const acts = raw.acts === undefined ? base.acts : legalActs(raw.acts, lab, report)
  const seed = legalSeed(raw.seed, base.seed, report)
  const position = legalPosition(raw.position, report)
  const breakpoints = legalBreakpoints(raw.breakpoints, lab, report)
  const scenario: Scenario = { lab: lab.id, semantics: lab.semantics, seed, params, acts }
  return {
    shared: { scenario, ...(position ? { position } : {}), breakpoints },
    faults,
    changed: isChanged(raw.semantics, lab, report),
    newer: isNewer(raw.format, report),
  }
}

/** What holds where nothing is said: the preset named, else the first one, as for a link that names just the lab. */
function baseOf(raw: Untrusted, lab: AnyLab, report: Report): Scenario {
  const { preset } = raw
  if (preset === undefined && raw.semantics !== undefined) {
    return { ...presetScenario(lab), seed: 1, params: defaults(lab.params) as Scenario['params'], acts: [] }
  }
  const found = lab.presets.find(({ key }) => key === preset)
  if (preset !== undefined && !found) {
    const first = lab.presets[0]
    report(`the preset ${quoted(preset)} is unknown${first ? ` and “${first.key}” was used` : ''}`)
  }
  return presetScenario(lab, found?.key)
}

function legalParams(raw: unknown, lab: AnyLab, base: Scenario['params'], report: Report): Scenario['params'] {
  const params: Record<string, ParamValue> = { ...base }
  for (const [name, value] of entriesOf(raw, 'the parameters', report)) {
    const declared = declaredParam(lab, name)
    if (declared) params[name] = legalOr(declared, value, base[name] as ParamValue, name, report)
    else report(`the parameter ${quoted(name)} is unknown and was left out`)
  }
  return params
}

function legalSeed(raw: unknown, fallback: number, report: Report): number {
  if (raw === undefined) return fallback
  if (Number.isSafeInteger(raw) && (raw as number) >= 0) return (raw as number) + 0
  report(`the seed was ${quoted(raw)} and is now ${fallback}`)
  return fallback
}

function legalPosition(raw: unknown, report: Report): Position | undefined {
  if (raw === undefined) return undefined
  const { time: rawTime, event = LAST_EVENT } = (raw ?? {}) as { readonly time?: unknown; readonly event?: unknown }
  const time = legalTime(rawTime, report)
  if (time !== undefined && Number.isSafeInteger(event) && (event as number) >= 0)
    return { time, event: (event as number) + 0 }
  report('the position could not be read and is now the start')
  return undefined
}

function legalBreakpoints(raw: unknown, lab: AnyLab, report: Report): readonly string[] {
  if (raw === undefined) return []
  if (!Array.isArray(raw)) {
    report(`the breakpoints were ${quoted(raw)} and were left out`)
    return []
  }
  const known = new Set(lab.book.names)
  const kept = new Set<string>()
  for (const name of raw) {
    if (known.has(name)) kept.add(name)
    else report(`the breakpoint ${quoted(name)} is unknown and was left out`)
  }
  return [...kept]
}

function isChanged(raw: unknown, lab: AnyLab, report: Report): boolean {
  if (raw === undefined || raw === lab.semantics) return false
  if (Number.isSafeInteger(raw) && (raw as number) > 0) return true
  report(`the semantics were ${quoted(raw)} and are now ${lab.semantics}`)
  return false
}

function isNewer(raw: unknown, report: Report): boolean {
  if (raw === undefined || raw === FORMAT) return false
  if (Number.isSafeInteger(raw) && (raw as number) > FORMAT) return true
  report(`the format was ${quoted(raw)} and was read as ${FORMAT}`)
  return false
}
