import fc from 'fast-check'
import type { AnyLab } from '../../src/lab/lab.ts'
import type { Preset } from '../../src/lab/lesson.ts'
import type { Params } from '../../src/lab/param.ts'
import { type AnyParams, interventions, setupOf } from '../../src/scenario/run.ts'
import { presetScenario, type Scenario } from '../../src/scenario/scenario.ts'
import { Simulation } from '../../src/sim/simulation.ts'
import type { Millis } from '../../src/units.ts'
import { legalScenario } from '../scenario/arbitrary.ts'

/** How far the checks run what no promise takes further. */
export const SPAN: Millis = 20_000
/** A run of a check ends after so many events, however wild its parameters are. */
export const MOST_EVENTS = 8000

export type AnyRun = Simulation<AnyParams, unknown, unknown>

/** A scenario, and what to call it in an offence. */
export interface Named {
  readonly name: string
  readonly scenario: Scenario
}

export const presetsOf = (lab: AnyLab): readonly Named[] =>
  (lab.presets as readonly Preset<Params>[]).map(({ key }) => ({
    name: `preset ${key}`,
    scenario: presetScenario(lab, key),
  }))

/** Legal scenarios with legal acts, the same at every run of the checks. */
export const randomScenarios = (lab: AnyLab, count: number): readonly Named[] =>
  fc
    .sample(legalScenario(lab, 10, SPAN), { numRuns: count, seed: 41 })
    .map((scenario, index) => ({ name: `random scenario ${index}`, scenario }))

/** The beginning of a run. */
export function begun(lab: AnyLab, scenario: Scenario): AnyRun {
  const run = new Simulation(setupOf(lab, scenario))
  run.plan(interventions(lab, scenario))
  return run
}

/** A run until `time`, or as far as the checks go. */
export function ran(lab: AnyLab, scenario: Scenario, time: Millis = SPAN): AnyRun {
  const run = begun(lab, scenario)
  run.advance({ time, event: MOST_EVENTS })
  return run
}

/** A few scenarios of every kind. */
export const some = (lab: AnyLab): readonly Named[] => [...presetsOf(lab), ...randomScenarios(lab, 4)]

/** Whole numbers that are the same at every run of the checks. */
export const whole = (count: number, most: number): readonly number[] =>
  fc.sample(fc.nat(Math.max(0, Math.floor(most))), { numRuns: count, seed: 7 })
