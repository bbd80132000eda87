import type { AnyLab } from '../../src/lab/lab.ts'
import type { TourStep } from '../../src/lab/lesson.ts'
import type { Param, Params } from '../../src/lab/param.ts'
import { deedOf, interventions, setupOf } from '../../src/scenario/run.ts'
import { presetScenario, type Scenario } from '../../src/scenario/scenario.ts'
import { Timeline } from '../../src/sim/timeline.ts'
import type { Millis } from '../../src/units.ts'

/** A learner reads this long before doing what a step asks for. */
const READING: Millis = 3000
/** Nobody waits longer than this for what a step promises. */
const PATIENCE: Millis = 120_000

/** A step's deed, its types forgotten. */
interface Deed {
  readonly act?: string
  readonly set?: Scenario['params']
}

type Run = Timeline<never, unknown, unknown>

const opened = (lab: AnyLab, scenario: Scenario): Run =>
  new Timeline(setupOf(lab, scenario), interventions(lab, scenario)) as unknown as Run

/** Does a step's deed; one that changes the size of the world begins a new run. */
function does(lab: AnyLab, run: Run, scenario: Scenario, { act, set }: Deed): Run {
  const restarts = Object.keys(set ?? {}).some((name) => ((lab.params as Params)[name] as Param).restarts)
  if (restarts) return opened(lab, { ...scenario, params: { ...scenario.params, ...set } })
  run.act(
    deedOf(lab, {
      ...(act === undefined ? {} : { do: act }),
      ...(set ? { set } : {}),
    }) as never,
  )
  return run
}

/** Takes the tour as "Do it for me" does, from the first preset on; names the steps that wait in vain. */
export function* stepsTaken(lab: AnyLab): Iterable<string> {
  let scenario = presetScenario(lab)
  let run = opened(lab, scenario)
  for (const step of lab.tour as readonly TourStep<Params>[]) {
    if (step.preset !== undefined) {
      scenario = presetScenario(lab, step.preset)
      run = opened(lab, scenario)
    }
    const part = lab.book.names.indexOf(step.waits ?? '')
    const before = run.simulation.tally.counts[part] ?? 0
    const start = run.simulation.now
    run.seek({ time: start + READING, event: Infinity })
    const early = (run.simulation.tally.counts[part] ?? 0) > before
    if (step.does) run = does(lab, run, scenario, step.does as unknown as Deed)
    if (step.waits === undefined || (early && !step.does)) continue
    const counted = run.simulation.now < start ? 0 : (run.simulation.tally.counts[part] ?? 0)
    run.simulation.observer = { visited: (taken) => taken === part && run.simulation.stop() }
    run.seek({ time: run.simulation.now + PATIENCE, event: Infinity })
    run.simulation.observer = undefined
    if ((run.simulation.tally.counts[part] ?? 0) <= counted && !early)
      yield `“${step.title}” waits for ${step.waits} in vain`
  }
}
