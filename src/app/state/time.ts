import type { Millis } from '../../units.ts'
import type { View } from '../charts/view.ts'
import { order, refresh, settle, wake } from './run.ts'
import { useSession } from './session.ts'

/** Virtual seconds per second that can be chosen. */
export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const

/** Wall time that a jump may take before it shows how far it came. */
const JUMP_BUDGET: Millis = 50

/** Lets the run go on from where it stands. */
export function play(): void {
  useSession.setState({ playing: true, stop: undefined, cursor: undefined })
  wake()
}

/** Holds the run. */
export function pause(): void {
  useSession.setState({ playing: false })
  settle()
  refresh()
}

/** Play when paused, pause when playing. */
export const toggle = (): void => (useSession.getState().playing ? pause() : play())

function hold(): void {
  useSession.setState({ playing: false, stop: undefined })
}

/** Handles `count` events more, or goes back by as many. */
export function stepEvents(count: number): void {
  const { frame } = useSession.getState()
  if (!frame) return
  hold()
  const event = Math.max(0, frame.position.event + count)
  void order({ kind: 'go', to: { time: Infinity, event }, budget: JUMP_BUDGET })
}

/** Goes forward to the next transition. */
export function stepTransition(): void {
  hold()
  void order({ kind: 'transition', budget: JUMP_BUDGET })
}

/** Goes to a time, and holds there; events due at that time have happened. */
export function seek(time: Millis): void {
  hold()
  void order({ kind: 'go', to: { time: Math.max(0, time), event: Infinity }, jump: true, budget: JUMP_BUDGET })
}

/** Goes to just after an event, and holds there. */
export function seekEvent(event: number): void {
  hold()
  void order({ kind: 'go', to: { time: Infinity, event }, jump: true, budget: JUMP_BUDGET })
}

/** Goes to the beginning. */
export const goToStart = (): void => {
  hold()
  void order({ kind: 'go', to: { time: 0, event: 0 }, jump: true, budget: JUMP_BUDGET })
}

/** Goes to the furthest moment played. */
export function goToEnd(): void {
  const { frame } = useSession.getState()
  if (!frame) return
  hold()
  void order({ kind: 'go', to: frame.end, jump: true, budget: JUMP_BUDGET })
}

/** Chooses how fast virtual time runs. */
export function setSpeed(speed: number): void {
  useSession.setState({ speed })
  refresh()
}

/** The next faster or slower speed; the same one at either end. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const faster = SPEEDS.find((candidate) => candidate > speed)
  const slower = SPEEDS.findLast((candidate) => candidate < speed)
  return (direction === 1 ? faster : slower) ?? speed
}

/** Charts the given span; undefined: follows the clock again. */
export function zoomTo(view: View | undefined): void {
  useSession.setState(view ? { view, zoomed: true } : { zoomed: false })
  refresh()
}
