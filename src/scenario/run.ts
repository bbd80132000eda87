import type { AnyLab } from '../lab/lab.ts'
import type { PlannedAct } from '../lab/lesson.ts'
import type { ParamValue } from '../lab/param.ts'
import type { Intervention } from '../sim/model.ts'
import type { Setup } from '../sim/simulation.ts'
import type { Scenario } from './scenario.ts'

/** The parameters of a lab whose types are forgotten. */
export type AnyParams = Readonly<Record<string, ParamValue>>

/** What an act does to a run, whenever it happens; throws when the lab has no such act. */
export function deedOf(lab: AnyLab, act: Omit<PlannedAct, 'at'>): Omit<Intervention<AnyParams, unknown>, 'at'> {
  if (act.do === undefined) return { set: { ...act.set } }
  const declared = Object.hasOwn(lab.acts, act.do) ? lab.acts[act.do] : undefined
  if (!declared) throw new Error(`${lab.id} has no act ${act.do}`)
  const set = { ...declared.sets, ...act.set }
  const args = Object.entries(declared.args ?? {}).map(([name, arg]) => [name, act.with?.[name] ?? arg.default])
  return {
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(declared.event ? { event: declared.event(Object.fromEntries(args)) as unknown } : {}),
  }
}

/** The acts of a scenario as a run makes them; throws when the lab has no such act. */
export function interventions(lab: AnyLab, scenario: Scenario): readonly Intervention<AnyParams, unknown>[] {
  return scenario.acts.map((act) => ({ at: act.at, ...deedOf(lab, act) }))
}

/** What a run of the scenario begins with: `new Simulation(setupOf(lab, scenario))`, then `plan(interventions(…))`. */
export function setupOf(lab: AnyLab, scenario: Scenario): Setup<AnyParams, unknown, unknown, string> {
  return {
    model: lab.model,
    params: scenario.params,
    seed: scenario.seed,
    parts: lab.book.names.length,
    every: lab.every,
  }
}
