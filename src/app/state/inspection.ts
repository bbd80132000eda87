import type { Millis } from '../../units.ts'
import { order } from './run.ts'
import { useSession } from './session.ts'

/** Shows in Why how a part was last taken, or at the event given; the same part again lets it go. */
export function pin(part: string, event?: number): void {
  useSession.setState({ pinned: part, ...(useSession.getState().why?.part !== part && { why: undefined }) })
  void order({ kind: 'why', part, ...(event !== undefined && { event }) })
}

/** Shows nothing in Why. */
export function unpin(): void {
  useSession.setState({ pinned: undefined, why: undefined })
}

/** Asks again about the pinned part, since time has passed. */
export function askAgain(): void {
  const { pinned } = useSession.getState()
  if (pinned !== undefined) void order({ kind: 'why', part: pinned })
}

/** Pauses the run before this part is taken, or no longer does. */
export function toggleBreakpoint(part: string): void {
  const { breakpoints } = useSession.getState()
  const next = breakpoints.includes(part) ? breakpoints.filter((name) => name !== part) : [...breakpoints, part]
  useSession.setState({ breakpoints: next })
  void order({ kind: 'breakpoints', parts: next })
}

/** The moment under the pointer, or none. */
export function point(cursor: Millis | undefined): void {
  if (useSession.getState().cursor !== cursor) useSession.setState({ cursor })
}
