import { create } from 'zustand'
import { labIds } from '../../labs/catalog.ts'
import { labNamed, linkOf, readLink } from '../../scenario/codec.ts'
import type { Read } from '../../scenario/read.ts'
import type { Shared } from '../../scenario/scenario.ts'
import type { Millis } from '../../units.ts'
import { record, recordLeft } from './progress.ts'
import { openPreset, openShared, prepare } from './run.ts'
import { notice, type Session, useSession } from './session.ts'
import { fetchLab, fetchLabs, useShelf } from './shelf.ts'

/** What the address names. */
export type Page =
  | { readonly kind: 'starting' }
  | { readonly kind: 'home' }
  | { readonly kind: 'lab' }
  | { readonly kind: 'glossary' }
  | { readonly kind: 'about' }
  | { readonly kind: 'unknown'; readonly name: string; readonly near: readonly string[] }

/** The store of the page shown. */
export const usePage = create<{ readonly page: Page }>()(() => ({ page: { kind: 'starting' } }))

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
export function followAddress(): void {
  const kept = keptRun()
  if (kept && kept.hash === location.hash) void show(kept.link, kept.playing)
  else void show(location.hash)
  addEventListener('hashchange', () => {
    leave()
    void show(location.hash)
  })
  addEventListener('pagehide', keepRun)
  document.addEventListener('visibilitychange', () => document.hidden && keepRun())
  useSession.subscribe(({ frame, playing }, before) => {
    if (frame === before.frame && playing === before.playing) return
    clearTimeout(resting)
    if (!playing) resting = setTimeout(writeAddress, REST)
  })
}

/** Counts what was asked for: an address that was left while its lab loaded is not shown any more. */
let asked = 0
/** Which of them is shown; while that is an older one, the run at hand is not what the address names. */
let shown = 0

async function show(link: string, playing?: boolean): Promise<void> {
  asked += 1
  const mine = asked
  const name = labNamed(link)
  if (name !== undefined) prepare(name)
  try {
    if (name !== undefined && !(await fetchLab(name))) await fetchLabs()
  } catch {
    notice('This lab could not be loaded.', ['Reload the page when the connection is back.'])
    return
  }
  if (mine !== asked) return
  shown = mine
  const opened = readLink(link, useShelf.getState().labs)
  if (opened.kind === 'lab') showLab(opened, playing)
  else if (opened.kind === 'home') void showHome()
  else if (opened.kind === 'page') usePage.setState({ page: { kind: opened.page } })
  else usePage.setState({ page: opened })
}

async function showHome(): Promise<void> {
  usePage.setState({ page: { kind: 'home' } })
  const [id] = labIds
  const first = id === undefined ? undefined : await fetchLab(id)
  if (first && usePage.getState().page.kind === 'home') void openPreset(first)
}

/** Opens a lab that was read from a link or a file, with what was wrong with it as notices. */
export function showLab({ shared, notices }: Extract<Read, { kind: 'lab' }>, playing?: boolean): void {
  const lab = useShelf.getState().labs.find(({ id }) => id === shared.scenario.lab)
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
  if (!shared || session.playing || shown !== asked || usePage.getState().page.kind !== 'lab') return
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
  if (shown !== asked) return
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
