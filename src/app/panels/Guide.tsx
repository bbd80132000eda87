import { PanelRightClose, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import { hideGuide } from '../state/guide.ts'
import { type GuideTab, guideTabs, prefer, usePreferences } from '../state/preferences.ts'
import { progressIn, useProgress } from '../state/progress.ts'
import { type Tab, Tabs } from './Tabs.tsx'

const Learn = lazy(() => import('./Learn.tsx'))
const Challenges = lazy(() => import('./Challenges.tsx'))
const Why = lazy(() => import('./Why.tsx'))
const Log = lazy(() => import('./Log.tsx'))

const labels: Readonly<Record<GuideTab, string>> = { learn: 'Learn', challenges: 'Challenges', why: 'Why', log: 'Log' }

/** The tabs of the guide; Challenges counts what is solved. */
export function useGuideTabs(lab: AnyLab): readonly Tab[] {
  const solved = useProgress((state) => Object.keys(progressIn(state, lab.id).solved).length)
  const all = lab.challenges.length
  return guideTabs.map((key) => ({
    key,
    label: labels[key],
    ...(key === 'challenges' && all > 0 && { note: `${solved}/${all}` }),
  }))
}

interface GuideProps {
  readonly lab: AnyLab
  /** It lies over the stage and is closed rather than folded. */
  readonly drawer: boolean
}

/** What the lab teaches, what to try, why it happened, and the log. */
export function Guide({ lab, drawer }: GuideProps) {
  const tab = usePreferences((state) => state.guideTab)
  const tabs = useGuideTabs(lab)
  const Icon = drawer ? X : PanelRightClose
  const label = drawer ? 'Close the guide' : 'Hide the guide'
  return (
    <>
      <header className="panel-head">
        <h2 className="unseen">Guide</h2>
        <Tabs label="Guide" panel="guide" tabs={tabs} chosen={tab} onChoose={choose} />
        <button type="button" className="icon-button" aria-label={label} data-hint={label} onClick={hideGuide}>
          <Icon size={16} strokeWidth={1.75} aria-hidden />
        </button>
      </header>
      <div id="guide" className="guide-body" role="tabpanel" aria-labelledby={`guide-${tab}`}>
        <GuideTabBody lab={lab} tab={tab} />
      </div>
    </>
  )
}

function choose(key: string): void {
  const tab = guideTabs.find((candidate) => candidate === key)
  if (tab) prefer({ guideTab: tab })
}

/** The content of one tab. */
export function GuideTabBody({ lab, tab }: { readonly lab: AnyLab; readonly tab: GuideTab }) {
  return (
    <Suspense fallback={<p className="guide-wait">Loading…</p>}>
      {tab === 'learn' && <Learn lab={lab} />}
      {tab === 'challenges' && <Challenges lab={lab} />}
      {tab === 'why' && <Why lab={lab} />}
      {tab === 'log' && <Log lab={lab} />}
    </Suspense>
  )
}
