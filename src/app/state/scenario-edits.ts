import type { AnyLab } from '../../lab/lab.ts'
import type { Challenge, PlannedAct } from '../../lab/lesson.ts'
import type { ParamValue } from '../../lab/param.ts'
import { presetScenario, type Scenario } from '../../scenario/scenario.ts'

/** Seeds that are easy to say and to type. */
const SEEDS = 10_000

const plannedBy = (lab: AnyLab, preset: string | undefined): readonly PlannedAct[] =>
  lab.presets.find(({ key }) => key === preset)?.acts ?? []

/** Whether two acts say the same. */
export const sameAct = (a: PlannedAct, b: PlannedAct): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The scenario from its beginning with the visitor's settings in force and without the visitor's acts. */
export function startedOver(lab: AnyLab, scenario: Scenario, preset: string | undefined): Scenario {
  const planned = plannedBy(lab, preset)
  const own = scenario.acts.filter((act) => !planned.some((other) => sameAct(act, other)))
  const set = own.filter((act) => act.do === undefined).map((act) => act.set)
  return { ...scenario, params: Object.assign({}, scenario.params, ...set), acts: planned }
}

/** The same situation under another seed. */
export const reseeded = (scenario: Scenario, seed: number): Scenario => ({ ...scenario, seed })

/** Another small seed than the one given; `chance` is a number from 0 to below 1. */
export function otherSeed(seed: number, chance: number): number {
  const drawn = 1 + Math.floor(chance * SEEDS)
  return drawn === seed ? (seed % SEEDS) + 1 : drawn
}

/** The same situation with a parameter that sizes the world: in force from the beginning, whatever was set later. */
export function resized(scenario: Scenario, name: string, value: ParamValue): Scenario {
  const acts = scenario.acts.map((act) => {
    if (act.set === undefined || !Object.hasOwn(act.set, name)) return act
    const { [name]: _, ...set } = act.set
    return { ...act, set }
  })
  return {
    ...scenario,
    params: { ...scenario.params, [name]: value },
    acts: acts.filter((act) => act.do !== undefined || Object.keys(act.set ?? {}).length > 0),
  }
}

/** The values that count as unchanged: the preset's, over the lab's defaults. */
export const originals = (lab: AnyLab, preset: string | undefined): Scenario['params'] =>
  presetScenario(lab, preset).params

/** The names of the parameters that differ from what they were at first. */
export function changedNames(params: Scenario['params'], first: Scenario['params']): readonly string[] {
  return Object.keys(first).filter((name) => params[name] !== first[name])
}

/** The preset that a scenario began as: the same parameters, seed and first acts; undefined for one's own. */
export function presetOf(lab: AnyLab, scenario: Scenario): string | undefined {
  const found = lab.presets.find(({ key }) => {
    const preset = presetScenario(lab, key)
    return (
      preset.seed === scenario.seed &&
      changedNames(scenario.params, preset.params).length === 0 &&
      preset.acts.every((act) => scenario.acts.some((other) => sameAct(act, other)))
    )
  })
  return found?.key
}

/** The situation of a challenge with the visitor's settings, under one of its seeds. */
export function challengeScenario(
  lab: AnyLab,
  challenge: Challenge<Record<string, never>>,
  settings: Scenario['params'],
  seed: number,
): Scenario {
  const fixed = challenge.fixed as Scenario['params']
  const first = presetScenario(lab)
  return { ...first, seed, params: { ...first.params, ...settings, ...fixed }, acts: challenge.acts }
}
