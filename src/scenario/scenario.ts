import type { AnyLab } from '../lab/lab.ts'
import type { PlannedAct } from '../lab/lesson.ts'
import { defaults, type ParamValue } from '../lab/param.ts'
import type { Position } from '../sim/model.ts'

/** A run as a value: the same scenario gives the same run, bit for bit, everywhere. */
export interface Scenario {
  readonly lab: string
  /** The lab's semantics when the scenario was made. */
  readonly semantics: number
  /** A whole number from 0 to 2⁵³ − 1. */
  readonly seed: number
  /** Every parameter of the lab, also those at their default, since defaults may change. */
  readonly params: Readonly<Record<string, ParamValue>>
  /** In order of time. */
  readonly acts: readonly PlannedAct[]
}

/** What a link holds: a scenario, and where in it one stands with which breakpoints. */
export interface Shared {
  readonly scenario: Scenario
  readonly position?: Position
  /** Names of parts before which the run pauses. */
  readonly breakpoints: readonly string[]
}

/** The scenario of a lab's preset: its declared defaults with the preset's parameters and acts. */
export function presetScenario(lab: AnyLab, key?: string): Scenario {
  const preset = lab.presets.find((candidate) => candidate.key === key) ?? lab.presets[0]
  return {
    lab: lab.id,
    semantics: lab.semantics,
    seed: preset?.seed ?? 1,
    params: { ...defaults(lab.params), ...preset?.params } as Scenario['params'],
    acts: preset?.acts ?? [],
  }
}
