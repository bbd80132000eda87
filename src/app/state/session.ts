import { create } from 'zustand'
import type { AnyLab, Caption } from '../../lab/lab.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import type { Millis } from '../../units.ts'
import type { Detail, Frame, Stop, Why } from '../../worker/protocol.ts'
import type { View } from '../charts/view.ts'

/** Something that the visitor should know, until it is dismissed. */
export interface Notice {
  readonly id: number
  readonly title: string
  readonly lines: readonly string[]
}

/** Where one stood before a change: enough to go back to it. */
export interface Waypoint {
  readonly scenario: Scenario
  readonly position: Frame['position']
  readonly preset: string | undefined
  /** What the change was, in words: "Arrival rate", "Burst". */
  readonly change: string
}

/** The run at hand, as the page knows it: the newest frame, and what the visitor chose. */
export interface Session {
  readonly lab: AnyLab | undefined
  /** The preset that the scenario began as. */
  readonly preset: string | undefined
  readonly frame: Frame | undefined
  /** The newest details; they may be a few frames older than `frame`. */
  readonly detail: Detail | undefined
  /** The caption of the newest details, so that it can be read. */
  readonly caption: Caption | undefined
  readonly playing: boolean
  /** Frames in a row that did not keep up with the speed. */
  readonly lag: number
  /** Virtual time per wall time. */
  readonly speed: number
  /** The charted span. */
  readonly view: View
  /** The visitor chose the span by zooming; else it follows the clock. */
  readonly zoomed: boolean
  /** The lab's own view that is shown, if one is. */
  readonly ownView: string | undefined
  /** The moment under the pointer in charts and scrubber. */
  readonly cursor: Millis | undefined
  /** The part shown in Why. */
  readonly pinned: string | undefined
  readonly why: Why | undefined
  readonly breakpoints: readonly string[]
  /** What paused the run, until it goes on. */
  readonly stop: Stop | undefined
  readonly notices: readonly Notice[]
  readonly past: readonly Waypoint[]
  readonly future: readonly Waypoint[]
}

/** What is forgotten when another scenario is opened. */
export const untouched = {
  preset: undefined,
  frame: undefined,
  detail: undefined,
  caption: undefined,
  playing: false,
  lag: 0,
  view: { from: 0, to: 20_000 },
  zoomed: false,
  ownView: undefined,
  cursor: undefined,
  pinned: undefined,
  why: undefined,
  breakpoints: [],
  stop: undefined,
} satisfies Partial<Session>

/** The store of the run at hand. */
export const useSession = create<Session>()(() => ({
  ...untouched,
  lab: undefined,
  speed: 1,
  notices: [],
  past: [],
  future: [],
}))

let noticed = 0

/** Shows a notice until it is dismissed. */
export function notice(title: string, lines: readonly string[] = []): void {
  const { notices } = useSession.getState()
  if (notices.some((shown) => shown.title === title && shown.lines.join() === lines.join())) return
  noticed += 1
  useSession.setState({ notices: [...notices.slice(-2), { id: noticed, title, lines }] })
}

/** Takes a notice away. */
export function dismiss(id: number): void {
  useSession.setState(({ notices }) => ({ notices: notices.filter((shown) => shown.id !== id) }))
}

/** Hears every frame of a run, the present one first; gives the way to stop. */
export const framesOf =
  (run: typeof useSession) =>
  (listener: (frame: Frame) => void): (() => void) => {
    const { frame } = run.getState()
    if (frame) listener(frame)
    return run.subscribe((state, before) => {
      if (state.frame && state.frame !== before.frame) listener(state.frame)
    })
  }
