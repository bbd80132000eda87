import type { AnyLab } from '../../lab/lab.ts'
import type { ParamValue } from '../../lab/param.ts'
import { presetScenario, type Scenario, type Shared } from '../../scenario/scenario.ts'
import type { Millis } from '../../units.ts'
import type { Command, Frame, Job, Progress } from '../../worker/protocol.ts'
import { followed, followedSpan, windowOf } from '../charts/view.ts'
import { type Client, Conductor } from './conductor.ts'
import { otherSeed, presetOf, reseeded, resized, startedOver } from './scenario-edits.ts'
import { notice, type Session, untouched, useSession, type Waypoint } from './session.ts'

/** Wall time that a step of a playing run may take before it answers. */
const PLAY_BUDGET: Millis = 8
/** Changes of the same setting within this wall time are one step of undo. */
const ONE_GESTURE: Millis = 1200
const MOST_WAYPOINTS = 100
/** After so many failures without a frame in between, the worker is left alone. */
const MOST_FAILURES = 3

let conductor: Conductor | undefined
let connecting: (() => Client) | undefined
let failures = 0
let gesture: { readonly waypoint: Waypoint; readonly wall: Millis } | undefined

const now = (): Millis => performance.now()

/** Connects the store to whoever answers its commands. Called once, before anything is opened. */
export function conduct(connect: () => Client, nextFrame: (call: (wall: Millis) => void) => void): void {
  connecting = connect
  conductor = new Conductor({
    connect,
    nextFrame,
    wall: now,
    playTo,
    arrived,
    lost,
    view: () => useSession.getState().ownView,
    window: () => windowOf(useSession.getState().view),
  })
}

/** A further connection, for a run beside the one at hand; whoever asks for it closes it. */
export function connectAnother(): Client {
  if (!connecting) throw new Error('nobody answers commands yet')
  return connecting()
}

/** Sends a command in its turn and answers with its frame; throws before `conduct`. */
export function order(command: Command): Promise<Frame> {
  if (!conductor) throw new Error('nobody answers commands yet')
  return conductor.order(command)
}

/** Works a job aside from the session; rejects when it is cancelled or fails. */
export function work(job: Job, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Progress> {
  if (!conductor) throw new Error('nobody works jobs yet')
  return conductor.run(job, onProgress, signal)
}

/** Says which lab will be opened next, so that it is loaded here and there at the same time. */
export const prepare = (lab: string): void => conductor?.prepare(lab)

/** Goes on where the store says it should: after play, a new window, or a change of speed. */
export const wake = (): void => conductor?.wake()

/** Ends a jump that is still under way where it has come to. */
export const settle = (): void => conductor?.settle()

/** Fetches charts, log and lamps anew. */
export const refresh = (): void => conductor?.refresh()

function playTo(elapsed: Millis): Command | undefined {
  const { playing, frame, speed } = useSession.getState()
  if (!playing || !frame) return undefined
  return { kind: 'go', to: { time: frame.position.time + elapsed * speed, event: Infinity }, budget: PLAY_BUDGET }
}

function arrived(frame: Frame): void {
  failures = 0
  const before = useSession.getState()
  if (frame.error !== undefined) {
    notice(frame.error)
    useSession.setState({ playing: false })
    return
  }
  // It was on its way when another lab was opened; nobody there knows its parameters and parts.
  if (frame.scenario.lab !== before.lab?.id) return
  useSession.setState({
    frame,
    lag: frame.behind && before.playing ? before.lag + 1 : 0,
    view: viewAt(frame, before),
    ...(frame.detail && { detail: frame.detail }),
    ...((frame.detail || !before.caption) && { caption: frame.caption }),
    ...(frame.why && { why: frame.why }),
    ...(frame.stop && { stop: frame.stop, playing: false }),
  })
}

function viewAt(frame: Frame, { zoomed, view, speed, playing, lab }: Session): Session['view'] {
  const now = frame.position.time
  if (zoomed || !lab || (!playing && now >= view.from && now <= view.to && view.to > view.from)) return view
  const next = followed(view, now, followedSpan(lab.every, speed))
  return next.from === view.from && next.to === view.to ? view : next
}

function lost(failure: unknown): Command | undefined {
  const { frame, breakpoints } = useSession.getState()
  useSession.setState({ playing: false })
  failures += 1
  const reason = failure instanceof Error ? failure.message : String(failure)
  if (!frame || failures > MOST_FAILURES) {
    notice('The simulation stopped and could not be started again.', [reason, 'Reload the page to try once more.'])
    return undefined
  }
  notice('The simulation failed and was started again where it last stood.', [reason])
  return { kind: 'open', scenario: frame.scenario, position: frame.position, breakpoints }
}

interface Opening {
  readonly lab: AnyLab
  readonly scenario: Scenario
  readonly position?: Frame['position'] | undefined
  readonly preset?: string | undefined
  readonly breakpoints?: readonly string[]
  readonly play: boolean
}

/** Opens a scenario in place of the one at hand; what the visitor chose to look at stays when the lab does. */
export function open({ lab, scenario, position, preset, breakpoints = [], play }: Opening): Promise<Frame> {
  const before = useSession.getState()
  const same = before.lab === lab
  const kept = same ? { pinned: before.pinned, frame: before.frame, detail: before.detail } : {}
  useSession.setState({ ...untouched, ...kept, lab, preset, breakpoints, playing: play })
  if (!same) useSession.setState({ past: [], future: [], speed: 1 })
  const opened = order({ kind: 'open', scenario, breakpoints, ...(position && { position }) })
  const { pinned } = useSession.getState()
  if (pinned !== undefined) void order({ kind: 'why', part: pinned })
  return opened
}

/** Opens what a link holds, paused when it names a moment, else running. */
export function openShared(lab: AnyLab, { scenario, position, breakpoints }: Shared, play: boolean): Promise<Frame> {
  return open({ lab, scenario, position, breakpoints, preset: presetOf(lab, scenario), play })
}

/** Opens a preset of the lab, running; the first one when the key is unknown. */
export function openPreset(lab: AnyLab, key?: string): Promise<Frame> {
  const preset = lab.presets.find((candidate) => candidate.key === key) ?? lab.presets[0]
  remember(`preset ${preset?.title ?? ''}`, lab)
  return open({ lab, scenario: presetScenario(lab, preset?.key), preset: preset?.key, play: true })
}

function remember(change: string, lab = useSession.getState().lab): void {
  const { frame, preset, past, lab: present } = useSession.getState()
  if (!frame || lab !== present || frame.scenario.lab !== lab?.id) return
  const before = past.at(-1)
  const again = before && before.change === change && gesture?.waypoint === before && now() - gesture.wall < ONE_GESTURE
  const waypoint = again ? before : { scenario: frame.scenario, position: frame.position, preset, change }
  gesture = { waypoint, wall: now() }
  if (!again) useSession.setState({ past: [...past.slice(1 - MOST_WAYPOINTS), waypoint], future: [] })
}

/** Does an act of the lab at the present position, with its default numbers or those given. */
export function act(name: string, numbers?: Readonly<Record<string, number>>): Promise<Frame> {
  const declared = useSession.getState().lab?.acts[name]
  if (!declared) throw new Error(`no act is called ${name}`)
  remember(declared.label)
  gesture = undefined
  return order({ kind: 'act', act: { do: name, ...(numbers && { with: numbers }) } })
}

/** Sets a parameter at the present position; one that sizes the world begins the run anew. */
export function set(name: string, value: ParamValue): void {
  const { lab, frame, preset, breakpoints, playing } = useSession.getState()
  const param = lab?.params[name]
  if (!lab || !param || !frame || frame.params[name] === value) return
  remember(param.label)
  if (param.restarts) {
    const scenario = resized(frame.scenario, name, value)
    void open({ lab, scenario, preset, breakpoints, play: playing })
  } else void order({ kind: 'act', act: { set: { [name]: value } } })
}

/** Sets several parameters at once, as the tour does. */
export function setAll(values: Readonly<Record<string, ParamValue>>): Promise<Frame> {
  remember('settings')
  return order({ kind: 'act', act: { set: values } })
}

/** Begins the run anew with the settings in force, without the visitor's acts. */
export function reset(): void {
  const { lab, frame, preset, breakpoints } = useSession.getState()
  if (!lab || !frame) return
  remember('reset')
  void open({ lab, scenario: startedOver(lab, frame.scenario, preset), preset, breakpoints, play: true })
}

/** Begins the same situation anew under another seed. */
export function newSeed(seed?: number): void {
  const { lab, frame, preset, breakpoints } = useSession.getState()
  if (!lab || !frame) return
  remember('seed')
  const next = seed ?? otherSeed(frame.scenario.seed, Math.random())
  void open({ lab, scenario: reseeded(frame.scenario, next), preset, breakpoints, play: true })
}

/** Begins the run anew with these settings in force from its beginning; `change` says what it was, for undo. */
export function restartWith(values: Readonly<Record<string, ParamValue>>, change: string): void {
  const { lab, frame, preset, breakpoints } = useSession.getState()
  if (!lab || !frame) return
  remember(change)
  const over = startedOver(lab, frame.scenario, preset)
  void open({ lab, scenario: { ...over, params: { ...over.params, ...values } }, preset, breakpoints, play: true })
}

/** Opens a scenario that the page itself made, such as one seed of a challenge, so that undo leads back. */
export function openScenario(scenario: Scenario, play: boolean, position?: Frame['position']): void {
  const { lab } = useSession.getState()
  if (!lab || lab.id !== scenario.lab) return
  remember('another scenario')
  void open({ lab, scenario, position, preset: presetOf(lab, scenario), play })
}

/** Goes back to the moment before the newest change. */
export const undo = (): void => travel('past', 'future')

/** Goes forward again to where undo was asked for. */
export const redo = (): void => travel('future', 'past')

function travel(from: 'past' | 'future', to: 'past' | 'future'): void {
  const state = useSession.getState()
  const { lab, frame, preset, breakpoints } = state
  const waypoint = state[from].at(-1)
  if (!lab || !frame || !waypoint) return
  gesture = undefined
  const here: Waypoint = { scenario: frame.scenario, position: frame.position, preset, change: waypoint.change }
  useSession.setState({ [from]: state[from].slice(0, -1), [to]: [...state[to], here] })
  void open({ ...waypoint, lab, breakpoints, play: false })
}

/** Takes up the future that was left by acting in the past. */
export const restore = (): Promise<Frame> => order({ kind: 'restore' })
