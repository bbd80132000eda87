import { lazy, Suspense, useEffect, useState } from 'react'
import { HelpDialog } from './panels/HelpDialog.tsx'
import { Hint } from './panels/Hint.tsx'
import { LabSwitcher } from './panels/LabSwitcher.tsx'
import { Notices } from './panels/Notices.tsx'
import { Home } from './pages/Home.tsx'
import { UnknownLab } from './pages/UnknownLab.tsx'
import { Workbench } from './pages/Workbench.tsx'
import { type Page, usePage } from './state/address.ts'
import { useSession } from './state/session.ts'
import { listenForKeys, type Openers } from './state/shortcuts.ts'

const Glossary = lazy(() => import('./pages/Glossary.tsx'))
const About = lazy(() => import('./pages/About.tsx'))


/** The page: what the address names, and what may lie over it. */
export function App() {
  const page = usePage((state) => state.page)
  const [helping, setHelping] = useState(false)
  const [switching, setSwitching] = useState(false)
  const [openers] = useState<Openers>(() => ({ help: () => setHelping(true), switcher: () => setSwitching(true) }))
  useEffect(() => listenForKeys(openers), [openers])
  useTitle(page)
  return (
    <>
      <a className="skip-link" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <Suspense fallback={<p className="starting">Loading…</p>}>
        <Shown page={page} openers={openers} />
      </Suspense>
      <Notices />
      <HelpDialog open={helping} onClose={() => setHelping(false)} />
      <LabSwitcher open={switching} onClose={() => setSwitching(false)} />
      <Hint />
    </>
  )
}

function Shown({ page, openers }: { readonly page: Page; readonly openers: Openers }) {
  switch (page.kind) {
    case 'home':
    case 'starting':
      return <Home openers={openers} />
    case 'lab':
      return <Workbench openers={openers} />
    case 'unknown':
      return <UnknownLab name={page.name} near={page.near} openers={openers} />
    case 'glossary':
      return <Glossary openers={openers} />
    case 'about':
      return <About openers={openers} />
  }
}

/** The address belongs to the run, so the link to the content moves the focus only. */
function skip(event: React.MouseEvent): void {
  event.preventDefault()
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
