import { usePage } from './address.ts'
import { openDialog, useDialogs } from './dialogs.ts'
import { toggleBreakpoint } from './inspection.ts'
import { usePreferences } from './preferences.ts'
import { act, redo, reset, undo } from './run.ts'
import { useSession } from './session.ts'
import { goToEnd, goToStart, nextSpeed, setSpeed, stepEvents, stepTransition, toggle } from './time.ts'

interface Shortcut {
  readonly keys: readonly string[]
  readonly does: string
}

/** The fixed shortcuts, as the help lists them. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['Space'], does: 'Play or pause' },
  { keys: ['.'], does: 'Step one event' },
  { keys: ['Shift', '.'], does: 'Step to the next transition' },
  { keys: [','], does: 'Step one event back' },
  { keys: ['Home'], does: 'Go to the start' },
  { keys: ['End'], does: 'Go to the furthest moment played' },
  { keys: ['['], does: 'Slower' },
  { keys: [']'], does: 'Faster' },
  { keys: ['R'], does: 'Begin anew' },
  { keys: ['B'], does: 'Breakpoint on the focused or pinned part' },
  { keys: ['?'], does: 'This help' },
]

const steps: Readonly<Record<string, () => void>> = {
  ' ': toggle,
  '.': () => stepEvents(1),
  '>': stepTransition,
  ',': () => stepEvents(-1),
  Home: goToStart,
  End: goToEnd,
  '[': () => setSpeed(nextSpeed(useSession.getState().speed, -1)),
  ']': () => setSpeed(nextSpeed(useSession.getState().speed, 1)),
  r: reset,
  b: breakOnPinned,
}

function breakOnPinned(): void {
  const { pinned } = useSession.getState()
  if (pinned !== undefined) toggleBreakpoint(pinned)
}

/** Keys typed into a field are text; on other controls a key is a shortcut unless the control uses it itself. */
function taken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('dialog[open], [contenteditable], textarea, select')) return true
  const input = target.closest('input')
  if (input) {
    const sliding = input.type === 'range'
    const ticking = input.type === 'checkbox' || input.type === 'radio'
    return !(sliding || ticking) || key === ' ' || key === 'Home' || key === 'End'
  }
  return key === ' ' && target.closest('button, a, summary, [role="button"], [role="tab"]') !== null
}

/** Listens for the page's shortcuts until the returned function is called. */
export function listenForKeys(): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (withControl(event)) event.preventDefault()
    } else if (!event.repeat || event.key === '.' || event.key === ',') single(event)
  }
  addEventListener('keydown', listener)
  return () => removeEventListener('keydown', listener)
}

function withControl(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase()
  if (key === 'k') {
    openDialog({ shown: 'switcher' })
    return true
  }
  if (key !== 'z' && key !== 'y') return false
  if (taken(event.target, event.key) || usePage.getState().page.kind !== 'lab') return false
  if (key === 'y' || event.shiftKey) redo()
  else undo()
  return true
}

/** Shift with the key of the full stop is one shortcut, whatever letter a keyboard has there. */
function letterOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (shiftKey && code === 'Period') return '>'
  return key.length === 1 ? key.toLowerCase() : key
}

function single(event: KeyboardEvent): void {
  if (!usePreferences.getState().singleKeys || taken(event.target, event.key)) return
  if (useDialogs.getState().shown !== 'none') return
  if (event.key === '?') {
    event.preventDefault()
    openDialog({ shown: 'help' })
    return
  }
  if (usePage.getState().page.kind !== 'lab') return
  const letter = letterOf(event)
  const step = steps[letter]
  const own = Object.entries(useSession.getState().lab?.acts ?? {}).find(([, { key }]) => key.toLowerCase() === letter)
  if (!step && !own) return
  event.preventDefault()
  if (step) step()
  else if (own) void act(own[0])
}
