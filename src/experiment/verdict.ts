import type { Probe } from '../lab/chart.ts'
import type { AnyLab } from '../lab/lab.ts'
import type { Challenge, Goal } from '../lab/lesson.ts'
import { defaults, type ParamValue } from '../lab/param.ts'
import { interventions, setupOf } from '../scenario/run.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { Simulation } from '../sim/simulation.ts'

/** A goal measured at the end of one run; a value that is not a number never passes. */
export interface Measurement {
  readonly probe: string
  readonly value: number
  readonly passed: boolean
}

/** What one seed of a challenge gave. */
export interface Verdict {
  readonly seed: number
  readonly passed: boolean
  readonly goals: readonly Measurement[]
}

/** The run of a challenge under one seed: the learner's parameters, then what the challenge fixes. */
export function challengeScenario(
  lab: AnyLab,
  challenge: Challenge<never>,
  params: Readonly<Record<string, ParamValue>>,
  seed: number,
): Scenario {
  const fixed: Readonly<Record<string, ParamValue>> = challenge.fixed
  const values: Scenario['params'] = { ...defaults(lab.params), ...params, ...fixed }
  return { lab: lab.id, semantics: lab.semantics, seed, params: values, acts: challenge.acts }
}

const passes = (goal: Goal, value: number): boolean =>
  value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity)

/** Measures a challenge under one seed. Bounds are inclusive. */
export function verdict(
  lab: AnyLab,
  challenge: Challenge<never>,
  params: Readonly<Record<string, ParamValue>>,
  seed: number,
): Verdict {
  const scenario = challengeScenario(lab, challenge, params, seed)
  const simulation = new Simulation(setupOf(lab, scenario))
  simulation.plan(interventions(lab, scenario))
  simulation.advance({ time: challenge.until, event: Infinity })
  const probes = lab.probes as Readonly<Record<string, Probe<never, unknown>>>
  const goals = challenge.goals.map((goal) => {
    const value = probes[goal.probe]?.read(simulation.world, simulation.params as never, simulation.now) ?? NaN
    return { probe: goal.probe, value, passed: passes(goal, value) }
  })
  return { seed, passed: goals.every((goal) => goal.passed), goals }
}
