import type { AnyLab } from '../lab/lab.ts'
import type { PlannedAct } from '../lab/lesson.ts'
import type { Param } from '../lab/param.ts'
import { deedOf, interventions, setupOf } from '../scenario/run.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Budget, Outcome } from '../sim/budget.ts'
import type { Position } from '../sim/model.ts'
import { Timeline } from '../sim/timeline.ts'
import type { Millis } from '../units.ts'
import { explain } from './explain.ts'
import { type Done, frameOf, type Running } from './frame.ts'
import type { Command, Frame, Request, Why } from './protocol.ts'
import { Recorder } from './recorder.ts'

/** Events that opening a link may replay before the page hears of it; an hour of a busy lab is a tenth of it. */
const MOST_EVENTS_AT_ONCE = 20_000_000
const START: Position = { time: 0, event: 0 }

/** The worker's side of the page: holds one run, answers every request with one frame, and never acts by itself. */
export class Session {
  readonly #labs: readonly AnyLab[]
  /** Milliseconds that only ever grow; for budgets, never for the run. */
  readonly #clock: () => Millis
  #running: Running | undefined
  #acts: readonly PlannedAct[] = []
  #abandoned: readonly PlannedAct[] = []
  #breakpoints: readonly string[] = []

  constructor(labs: readonly AnyLab[], clock: () => Millis) {
    this.#labs = labs
    this.#clock = clock
  }

  /**
   * Carries out a request. Throws when nothing is open, or on a lab's own mistake; the session then stands where it
   * stood.
   */
  handle(request: Request): Frame {
    const done = this.#carryOut(request)
    return frameOf(this.#current, this.#acts, request, done)
  }

  #carryOut(command: Command): Done {
    switch (command.kind) {
      case 'open':
        return this.#open(command.scenario, command.position, command.breakpoints)
      case 'go':
        return this.#go(command.to, this.#budget(command.budget), command.jump === true)
      case 'transition':
        return this.#toNews(this.#budget(command.budget))
      case 'act':
        return this.#act(command.act)
      case 'breakpoints':
        return this.#stopAt(command.parts)
      case 'restore':
        return this.#restore()
      case 'why':
        return { digest: false, why: this.#why(command.part, command.event) }
      case 'look':
        return { digest: true }
    }
  }

  #open(scenario: Scenario, position: Position = START, breakpoints: readonly string[] = []): Done {
    const lab = this.#labs.find((candidate) => candidate.id === scenario.lab)
    if (!lab) throw new Error(`there is no lab ${scenario.lab}`)
    const run = new Timeline<unknown, unknown, unknown>(setupOf(lab, scenario), interventions(lab, scenario))
    const recorder = new Recorder(lab, run.simulation)
    run.simulation.observer = recorder
    this.#running = { lab, scenario, run, recorder }
    this.#acts = scenario.acts
    this.#abandoned = []
    this.#stopAt(breakpoints)
    const outcome = this.#seek(position, { events: MOST_EVENTS_AT_ONCE })
    return { digest: true, behind: outcome === 'behind' }
  }

  get #current(): Running {
    if (!this.#running) throw new Error('no scenario is open')
    return this.#running
  }

  #budget(budget: Millis): Budget {
    const until = this.#clock() + budget
    return { events: Infinity, expired: () => this.#clock() >= until }
  }

  /** Seeks on through first violations, which stop a run only when it is played. */
  #seek(to: Position, budget: Budget): Outcome {
    const { run, recorder } = this.#current
    for (;;) {
      const outcome = run.seek(to, budget)
      recorder.violation = undefined
      if (outcome !== 'stopped') return outcome
    }
  }

  #go(to: Position, budget: Budget, jump: boolean): Done {
    const { run, recorder } = this.#current
    const backwards = to.time < run.simulation.now || to.event < run.simulation.number
    if (jump || backwards) return { digest: false, behind: this.#seek(to, budget) === 'behind' }
    recorder.armed = this.#breakpoints.length > 0
    const outcome = run.seek(to, budget)
    return this.#stopped(outcome)
  }

  #toNews(budget: Budget): Done {
    const { run, recorder } = this.#current
    recorder.armed = this.#breakpoints.length > 0
    recorder.stopAtNews = true
    const outcome = run.seek({ time: Infinity, event: Infinity }, budget)
    return this.#stopped(outcome)
  }

  /** Disarms, and steps to just before a part with a breakpoint. */
  #stopped(outcome: Outcome): Done {
    const { lab, run, recorder } = this.#current
    recorder.armed = false
    recorder.stopAtNews = false
    const { hit, violation } = recorder
    recorder.hit = undefined
    recorder.violation = undefined
    if (hit) {
      const time = run.simulation.now
      run.seek({ time, event: hit.event - 1 })
      recorder.passing = hit.event
      return { digest: true, stop: { by: 'breakpoint', what: lab.book.names[hit.part] as string } }
    }
    if (outcome === 'stopped' && violation !== undefined)
      return { digest: true, stop: { by: 'violation', what: violation } }
    return { digest: outcome === 'stopped', behind: outcome === 'behind' }
  }

  #act(act: Omit<PlannedAct, 'at'>): Done {
    const { lab, scenario, run, recorder } = this.#current
    const { simulation } = run
    if (act.set && Object.keys(act.set).some((name) => (lab.params as Record<string, Param>)[name]?.restarts)) {
      return this.#open({ ...scenario, params: { ...scenario.params, ...act.set } }, START, this.#breakpoints)
    }
    if (simulation.number === 0 && simulation.now === 0 && act.set && this.#acts.length === 0) {
      return this.#open({ ...scenario, params: { ...scenario.params, ...act.set } }, START, this.#breakpoints)
    }
    const dragging = this.#continuesDrag(act) && run.takeBack()
    const left = dragging ? run.abandoned : undefined
    if (dragging) this.#acts = this.#acts.toSpliced(simulation.acted, 1)
    recorder.truncate(simulation.position)
    run.act(deedOf(lab, act))
    if (dragging) run.abandoned = left
    else this.#abandoned = run.abandoned ? this.#acts : []
    const made = simulation.acted - 1
    const kept = this.#acts.slice(made).filter((planned) => scenario.acts.includes(planned))
    this.#acts = [...this.#acts.slice(0, made), { ...act, at: simulation.now }, ...kept]
    return { digest: true }
  }

  /** Whether an act sets what the last one set a moment ago, while time stood still. */
  #continuesDrag(act: Omit<PlannedAct, 'at'>): boolean {
    const { run } = this.#current
    const last = this.#acts[run.simulation.acted - 1]
    if (!act.set || !last?.set || act.do !== undefined || last.do !== undefined) return false
    const same = Object.keys(act.set).join() === Object.keys(last.set).join()
    return same && last.at === run.simulation.now && run.end.event === run.simulation.number
  }

  #stopAt(parts: readonly string[]): Done {
    const { lab, recorder } = this.#current
    this.#breakpoints = parts.filter((name) => lab.book.names.includes(name))
    recorder.stops.fill(0)
    for (const name of this.#breakpoints) recorder.stops[lab.book.names.indexOf(name)] = 1
    return { digest: false }
  }

  #restore(): Done {
    const { run, recorder } = this.#current
    if (!run.abandoned) return { digest: true }
    recorder.truncate(run.abandoned.from)
    const { end } = run.abandoned
    const back = run.abandoned.from
    run.restore()
    this.#acts = this.#abandoned
    this.#abandoned = []
    this.#seek(end, { events: MOST_EVENTS_AT_ONCE })
    this.#seek(back, { events: MOST_EVENTS_AT_ONCE })
    return { digest: true }
  }

  #why(part: string, event: number | undefined): Why {
    const { lab, run, recorder } = this.#current
    return explain(lab, run, this.#acts, recorder.actEvents, part, event)
  }
}
