import { create } from 'zustand'
import type { PlannedAct } from '../../lab/lesson.ts'
import type { ParamValue } from '../../lab/param.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import type { Command, Frame } from '../../worker/protocol.ts'
import { windowOf } from '../charts/view.ts'
import type { Client } from './conductor.ts'
import { connectAnother, openScenario } from './run.ts'
import { resized, sameAct } from './scenario-edits.ts'
import { notice, type Session, untouched, useSession } from './session.ts'

type Values = Readonly<Record<string, ParamValue>>

/** A comparison: a second run of the same scenario under other settings, always at the time of the first. */
export interface Comparison {
  readonly on: boolean
  /** Which run the controls set. */
  readonly editing: 'first' | 'second'
  /** What is other in the second run, in force from its beginning. */
  readonly other: Values
}

const alone: Comparison = { on: false, editing: 'first', other: {} }

/** The store of the comparison. */
export const useComparison = create<Comparison>()(() => alone)

/** The second run, as the page knows it; what is no run of its own (speed, span, cursor) follows the first. */
export const useSecond = create<Session>()(() => ({ ...useSession.getInitialState() }))

/** Wall time that a step of the second run may take before it answers. */
const BUDGET = 8
/** Details are fetched at most this often, in wall time. */
const DETAIL_EVERY = 125

let client: Client | undefined
let busy = false
/** The scenario that the second run was opened with or brought to. */
let shown: Scenario | undefined
let detailed = Number.NEGATIVE_INFINITY
let stopFollowing: (() => void) | undefined

/** The scenario of the second run: that of the first with other settings, whatever the first one's acts set. */
export const secondScenario = (first: Scenario, other: Values): Scenario =>
  Object.entries(other).reduce((scenario, [name, value]) => resized(scenario, name, value), first)

/** Begins to compare: the second run is the same at first, and the controls set it. */
export function compare(): void {
  if (useComparison.getState().on) return
  useComparison.setState({ on: true, editing: 'second', other: {} })
  client = connectAnother()
  useSecond.setState({ ...untouched })
  stopFollowing = useSession.subscribe(follow)
  follow(useSession.getState())
}

/** Ends the comparison; the first run goes on. */
export function stopComparing(): void {
  stopFollowing?.()
  client?.close()
  client = undefined
  shown = undefined
  busy = false
  useComparison.setState(alone)
  useSecond.setState({ ...untouched })
}

/** The controls set this run from now on. */
export const edit = (editing: Comparison['editing']): void => useComparison.setState({ editing })

/** Sets a parameter of the second run, from its beginning; the first one's own value makes it the same again. */
export function setOther(name: string, value: ParamValue): void {
  const { other } = useComparison.getState()
  const { [name]: _, ...rest } = other
  const same = useSession.getState().frame?.params[name] === value
  useComparison.setState({ other: same ? rest : { ...rest, [name]: value } })
  pump()
}

/** Goes on with the second run alone, at the moment that is shown. */
export function keepSecond(): void {
  const { frame } = useSecond.getState()
  if (!frame) return
  const { playing } = useSession.getState()
  stopComparing()
  openScenario(frame.scenario, playing, frame.position)
}

function follow(first: Session): void {
  const { lab, preset, playing, speed, view, zoomed, ownView, cursor } = first
  if (lab?.id !== (useSecond.getState().lab?.id ?? lab?.id)) {
    stopComparing()
    return
  }
  useSecond.setState({ lab, preset, playing, speed, view, zoomed, ownView, cursor })
  pump()
}

/** What the second run has to do to stand where the first one does; undefined when it does. */
function due({ frame: first, view }: Session): Command | undefined {
  if (!first) return undefined
  const wanted = secondScenario(first.scenario, useComparison.getState().other)
  const { frame: second } = useSecond.getState()
  if (!shown || !second || !sameBeginning(shown, wanted)) {
    shown = wanted
    return { kind: 'open', scenario: wanted, position: atTime(first) }
  }
  const act = wanted.acts[shown.acts.length]
  if (act) {
    // Acts are repeated in their order, each at its time; one from before that time means another past.
    if (act.at < second.position.time) {
      shown = wanted
      return { kind: 'open', scenario: wanted, position: atTime(first) }
    }
    if (act.at > second.position.time) return goTo({ ...first, position: { time: act.at, event: 0 } })
    const { at: _, ...deed } = act
    shown = { ...shown, acts: wanted.acts.slice(0, shown.acts.length + 1) }
    return { kind: 'act', act: deed }
  }
  if (first.position.time !== second.position.time) return goTo(first)
  const asked = windowOf(view)
  const stale = !second.detail && useSecond.getState().detail?.window.from !== asked.from
  return stale ? { kind: 'look' } : undefined
}

const atTime = ({ position }: Pick<Frame, 'position'>) => ({ time: position.time, event: Number.MAX_SAFE_INTEGER })

const goTo = (to: Pick<Frame, 'position'>): Command => ({ kind: 'go', to: atTime(to), jump: true, budget: BUDGET })

const sameActs = (one: readonly PlannedAct[], other: readonly PlannedAct[]): boolean =>
  one.every((act, i) => {
    const twin = other[i]
    return twin !== undefined && sameAct(act, twin)
  })

function sameBeginning(known: Scenario, wanted: Scenario): boolean {
  return (
    known.lab === wanted.lab &&
    known.seed === wanted.seed &&
    Object.entries(wanted.params).every(([name, value]) => known.params[name] === value) &&
    sameActs(known.acts, wanted.acts)
  )
}

/** Sends one command after the other until the second run stands where the first one does. */
function pump(): void {
  if (busy || !client) return
  const first = useSession.getState()
  const command = due(first)
  if (!command) return
  busy = true
  const mine = client
  const now = performance.now()
  const detail = !first.playing || now - detailed >= DETAIL_EVERY ? windowOf(first.view) : undefined
  if (detail) detailed = now
  mine.send(command, detail, first.ownView).then(
    (frame) => {
      if (mine !== client) return
      busy = false
      arrived(frame)
      pump()
    },
    (failure: unknown) => {
      if (mine !== client) return
      stopComparing()
      notice('The second run failed, so the comparison ended.', [String(failure)])
    },
  )
}

function arrived(frame: Frame): void {
  const { caption } = useSecond.getState()
  useSecond.setState({
    frame,
    ...(frame.detail && { detail: frame.detail }),
    ...((frame.detail || !caption) && { caption: frame.caption }),
  })
}
