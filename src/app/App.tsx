import { lazy, Suspense, useEffect } from 'react'
import { Hatches } from './charts/Hatches.tsx'
import { Home } from './pages/Home.tsx'
import { UnknownLab } from './pages/UnknownLab.tsx'
import { Workbench } from './pages/Workbench.tsx'
import { Boundary } from './panels/Boundary.tsx'
import { Hint } from './panels/Hint.tsx'
import { LabSwitcher } from './panels/LabSwitcher.tsx'
import { Notices } from './panels/Notices.tsx'
import { type Page, usePage } from './state/address.ts'
import { closeDialog, useDialogs } from './state/dialogs.ts'
import { useSession } from './state/session.ts'
import { listenForKeys } from './state/shortcuts.ts'

const Glossary = lazy(() => import('./pages/Glossary.tsx'))
const About = lazy(() => import('./pages/About.tsx'))
const HelpDialog = lazy(() => import('./panels/HelpDialog.tsx'))
const ShareDialog = lazy(() => import('./panels/ShareDialog.tsx'))
const ExportDialog = lazy(() => import('./panels/ExportDialog.tsx'))
const ImportDialog = lazy(() => import('./panels/ImportDialog.tsx'))
const TheoryDialog = lazy(() => import('./panels/TheoryDialog.tsx'))

/** The page: what the address names, and what may lie over it. */
export function App() {
  const page = usePage((state) => state.page)
  useEffect(listenForKeys, [])
  useTitle(page)
  return (
    <>
      <Hatches />
      <button type="button" className="skip-link" onClick={skip}>
        Skip to the content
      </button>
      <Suspense fallback={<p className="starting">Loading…</p>}>
        <Boundary page={page.kind}>
          <Shown page={page} />
        </Boundary>
      </Suspense>
      <Notices />
      <ShownDialog />
      <Hint />
    </>
  )
}

function Shown({ page }: { readonly page: Page }) {
  switch (page.kind) {
    case 'starting':
      return location.hash.length > 2 ? null : <Home />
    case 'home':
      return <Home />
    case 'lab':
      return <Workbench />
    case 'unknown':
      return <UnknownLab name={page.name} near={page.near} />
    case 'glossary':
      return <Glossary />
    case 'about':
      return <About />
  }
}

function ShownDialog() {
  const dialog = useDialogs()
  const lab = useSession((state) => state.lab)
  return (
    <Suspense>
      {dialog.shown === 'help' && <HelpDialog onClose={closeDialog} />}
      {dialog.shown === 'switcher' && <LabSwitcher onClose={closeDialog} />}
      {dialog.shown === 'share' && <ShareDialog onClose={closeDialog} />}
      {dialog.shown === 'export' && lab && <ExportDialog lab={lab} target={dialog.target} onClose={closeDialog} />}
      {dialog.shown === 'import' && lab && <ImportDialog lab={lab} source={dialog.source} onClose={closeDialog} />}
      {dialog.shown === 'theory' && lab && <TheoryDialog lab={lab} law={dialog.law} onClose={closeDialog} />}
    </Suspense>
  )
}

/** Moves the focus to the content; no link, since the address belongs to the run. */
function skip(): void {
  const main = document.getElementById('main')
  main?.focus()
  main?.scrollIntoView()
}

const titles: Readonly<Record<Page['kind'], string>> = {
  starting: 'Setpoint',
  home: 'Setpoint: a playground for distributed control and coordination',
  lab: 'Setpoint',
  glossary: 'Glossary · Setpoint',
  about: 'About · Setpoint',
  unknown: 'Unknown lab · Setpoint',
}

function useTitle(page: Page): void {
  const lab = useSession((state) => state.lab)
  useEffect(() => {
    document.title = page.kind === 'lab' && lab ? `${lab.title} · Setpoint` : titles[page.kind]
  }, [page.kind, lab])
}
