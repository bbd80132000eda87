import type { AnyLab, Diagram, Lit, View } from '../lab/lab.ts'
import type { PlannedAct } from '../lab/lesson.ts'
import type { ParamValue } from '../lab/param.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Timeline } from '../sim/timeline.ts'
import type { Millis } from '../units.ts'
import { lookAt } from './explain.ts'
import type { ChartWindow, Detail, Frame, Request, Stop, Why } from './protocol.ts'
import type { Recorder } from './recorder.ts'

const LOG_LINES = 500

/** A run in a session: what is planned, the timeline that plays it, and who watches. */
export interface Running {
  readonly lab: AnyLab
  readonly scenario: Scenario
  readonly run: Timeline<unknown, unknown, unknown>
  readonly recorder: Recorder
}

/** What a command came to, besides where the run now stands. */
export interface Done {
  /** Whether the frame shall carry the digest. */
  readonly digest: boolean
  readonly behind?: boolean
  readonly stop?: Stop
  readonly why?: Why
}

/** The frame that answers a request: the run at its present position. */
export function frameOf(running: Running, acts: readonly PlannedAct[], request: Request, done: Done): Frame {
  const { lab, scenario, run } = running
  const { simulation } = run
  const { tally, position } = simulation
  return {
    id: request.id,
    scenario: { ...scenario, acts },
    position,
    end: run.end,
    params: simulation.params as Readonly<Record<string, ParamValue>>,
    counts: tally.counts.slice(),
    lastTime: tally.lastTime.slice(),
    lastEvent: tally.lastEvent.slice(),
    numbers: tally.numbers.slice(),
    lit: litOf(lab, simulation.world, simulation.params, simulation.now),
    latest: latest(running),
    caption: lab.caption(lookAt(lab, simulation) as never),
    behind: done.behind ?? false,
    ...(request.detail ? { detail: detailOf(running, acts, request.detail) } : {}),
    ...(request.view === undefined ? {} : viewOf(running, request.view)),
    ...(done.stop ? { stop: done.stop } : {}),
    ...(done.why ? { why: done.why } : {}),
    ...(run.abandoned ? { abandoned: run.abandoned.end } : {}),
    ...(done.digest ? { digest: simulation.digest() } : {}),
  }
}

const litOf = (lab: AnyLab, world: unknown, params: unknown, now: Millis): Record<string, Lit> =>
  Object.fromEntries(
    (lab.diagrams as readonly Diagram<never, unknown>[]).map((d) => [d.key, d.lit(world, params as never, now)]),
  )

function viewOf({ lab, run }: Running, key: string): Pick<Frame, 'view'> {
  const view = (lab.views as readonly View<never, unknown>[] | undefined)?.find((candidate) => candidate.key === key)
  if (!view) return {}
  const { world, params, now } = run.simulation
  return { view: { key, data: view.read(world, params as never, now) } }
}

/** The transition between outer states of the main machine that was taken last; −1 before the first. */
function latest({ recorder, run }: Running): number {
  const { lastEvent } = run.simulation.tally
  let part = -1
  let event = 0
  recorder.outer.forEach((target, candidate) => {
    const taken = lastEvent[candidate] ?? 0
    if (target === undefined || taken <= event) return
    part = candidate
    event = taken
  })
  return part
}

function detailOf({ recorder, run }: Running, acts: readonly PlannedAct[], window: ChartWindow): Detail {
  const { position, params } = run.simulation
  return {
    lamps: recorder.lamps(position, params),
    log: recorder.log(position, LOG_LINES),
    flags: recorder.flags(acts),
    spans: recorder.spans(run.end.time, window.from, window.to),
    samples: recorder.history.samples(window),
    paths: recorder.paths(position),
    window,
  }
}
