import type { AnyLab } from '../lab/lab.ts'
import type { Invariant } from '../lab/lesson.ts'
import type { Params } from '../lab/param.ts'
import { interventions, setupOf } from '../scenario/run.ts'
import type { Observer, Position } from '../sim/model.ts'
import { Simulation } from '../sim/simulation.ts'
import { clock } from '../units.ts'
import { argumentsOf, BadInput, usage } from './sim-arguments.ts'
import { jsonOf, type Outcome, tableOf, type Violation } from './sim-report.ts'
import { type Asked, asked } from './sim-scenario.ts'

/** What a program run leaves behind: its two texts and its exit status. */
export interface Ended {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

/** The headless runner: arguments in, texts and exit status out. */
export function simulate(argv: readonly string[], labs: readonly AnyLab[]): Ended {
  try {
    const args = argumentsOf(argv)
    if (args.help) return { stdout: usage, stderr: '', status: 0 }
    const what = asked(args, labs)
    const outcome = runOf(what)
    const told = [...what.notices, ...outcome.violations.map((violation) => violationText(violation))]
    const stdout = args.json ? jsonOf(what, outcome) : tableOf(what, outcome)
    return { stdout, stderr: lines(told), status: outcome.violations.length > 0 ? 1 : 0 }
  } catch (error) {
    if (error instanceof BadInput) return { stdout: '', stderr: lines([error.message]), status: 2 }
    return {
      stdout: '',
      stderr: lines([`The lab failed: ${error instanceof Error ? error.message : error}.`]),
      status: 3,
    }
  }
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')

const violationText = ({ invariant, at, tells }: Violation): string =>
  [
    `The invariant “${invariant.label}” (${invariant.key})`,
    `broke at ${clock(at.time)} by event ${at.event}${tells ? `: ${tells}` : ''}.`,
  ].join(' ')

function runOf({ lab, shared: { scenario, position } }: Asked): Outcome {
  const simulation = new Simulation(setupOf(lab, scenario))
  simulation.plan(interventions(lab, scenario))
  const invariants: readonly Invariant<Params, unknown>[] = lab.invariants
  const broken = new Map<string, Violation>()
  const checked = new Set<string>()
  const check = (event: unknown): void => {
    for (const invariant of invariants) {
      const holds = invariant.holds(simulation.world, simulation.params as never, simulation.now)
      if (holds !== undefined) checked.add(invariant.key)
      if (holds !== false || broken.has(invariant.key)) continue
      const at: Position = simulation.position
      broken.set(invariant.key, { invariant, at, tells: event === undefined ? undefined : lab.tells(event) })
    }
  }
  let current: unknown
  const observer: Observer<unknown> = {
    handling(_number, _now, _cause, event) {
      current = event
    },
    handled: () => check(current),
  }
  check(undefined)
  simulation.observer = observer
  simulation.advance(position)
  return { simulation, violations: [...broken.values()], checked }
}
