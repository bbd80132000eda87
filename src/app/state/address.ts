import { create } from 'zustand'
import type { AnyLab } from '../../lab/lab.ts'
import { linkOf, readLink } from '../../scenario/codec.ts'
import type { Read } from '../../scenario/read.ts'
import type { Shared } from '../../scenario/scenario.ts'
import type { Millis } from '../../units.ts'
import { record, recordLeft } from './progress.ts'
import { openPreset, openShared } from './run.ts'
import { notice, type Session, useSession } from './session.ts'

/** What the address names. */
export type Page =
  | { readonly kind: 'starting' }
  | { readonly kind: 'home' }
  | { readonly kind: 'lab' }
  | { readonly kind: 'glossary' }
  | { readonly kind: 'about' }
  | { readonly kind: 'unknown'; readonly name: string; readonly near: readonly string[] }

interface Shown {
  readonly labs: readonly AnyLab[]
  readonly page: Page
}

/** The store of the page shown and of the labs there are. */
export const usePage = create<Shown>()(() => ({ labs: [], page: { kind: 'starting' } }))

/** The run rests for this long before the address takes it up. */
const REST: Millis = 400
const KEPT = 'setpoint.run'

interface Kept {
  /** The address when the page was left. */
  readonly hash: string
  /** The run at that moment. */
  readonly link: string
  readonly playing: boolean
}

let resting: ReturnType<typeof setTimeout> | undefined

/** What a link to the present moment holds; undefined before the first frame. */
export function sharedNow({ frame, breakpoints }: Session): Shared | undefined {
  return frame && { scenario: frame.scenario, position: frame.position, breakpoints }
}

/** Shows what the address names, now and whenever it changes, and keeps the run in it. */
export function followAddress(labs: readonly AnyLab[]): void {
  usePage.setState({ labs })
  const kept = keptRun()
  if (kept && kept.hash === location.hash) show(kept.link, kept.playing)
  else show(location.hash)
  addEventListener('hashchange', () => {
    leave()
    show(location.hash)
  })
  addEventListener('pagehide', keepRun)
  document.addEventListener('visibilitychange', () => document.hidden && keepRun())
  useSession.subscribe(({ frame, playing }, before) => {
    if (frame === before.frame && playing === before.playing) return
    clearTimeout(resting)
    if (!playing) resting = setTimeout(writeAddress, REST)
  })
}

function show(link: string, playing?: boolean): void {
  const { labs } = usePage.getState()
  const opened = readLink(link, labs)
  if (opened.kind === 'lab') showLab(opened, playing)
  else if (opened.kind === 'home') showHome(labs)
  else if (opened.kind === 'page') usePage.setState({ page: { kind: opened.page } })
  else usePage.setState({ page: opened })
}

function showHome(labs: readonly AnyLab[]): void {
  usePage.setState({ page: { kind: 'home' } })
  const [first] = labs
  if (first) void openPreset(first)
}

/** Opens a lab that was read from a link or a file, with what was wrong with it as notices. */
export function showLab({ shared, notices }: Extract<Read, { kind: 'lab' }>, playing?: boolean): void {
  const lab = usePage.getState().labs.find(({ id }) => id === shared.scenario.lab)
  if (!lab) throw new Error(`the link was read for a lab that is not there: ${shared.scenario.lab}`)
  record(lab.id, { opened: true })
  usePage.setState({ page: { kind: 'lab' } })
  void openShared(lab, shared, playing ?? shared.position === undefined)
  for (const text of notices) notice(...titled(text))
}

/** A notice's first sentence is its title. */
function titled(text: string): [string, readonly string[]] {
  const end = text.indexOf('. ')
  return end < 0 ? [text, []] : [text.slice(0, end + 1), [text.slice(end + 2)]]
}

function writeAddress(): void {
  const session = useSession.getState()
  const shared = sharedNow(session)
  if (!shared || session.playing || usePage.getState().page.kind !== 'lab') return
  const address = `#${linkOf(shared)}`
  if (address !== location.hash) history.replaceState(null, '', address)
  leave()
}

function leave(): void {
  const session = useSession.getState()
  const shared = sharedNow(session)
  if (!shared?.position || usePage.getState().page.kind !== 'lab') return
  recordLeft({ lab: shared.scenario.lab, link: linkOf(shared), at: shared.position.time })
}

function keepRun(): void {
  const session = useSession.getState()
  const shared = sharedNow(session)
  if (!shared || usePage.getState().page.kind !== 'lab') return
  leave()
  const kept: Kept = { hash: location.hash, link: linkOf(shared), playing: session.playing }
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept))
  } catch {
    // Without storage the address still holds the run as it last rested.
  }
}

function keptRun(): Kept | undefined {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Kept | null
    return value ?? undefined
  } catch {
    return undefined
  }
}
