import { ChevronDown, ChevronUp } from 'lucide-react'
import type { AnyLab } from '../../lab/lab.ts'
import { drawSheet, showGuide, useSheet } from '../state/guide.ts'
import { guideTabs, usePreferences } from '../state/preferences.ts'
import { ControlGroups } from './Controls.tsx'
import { GuideTabBody, useGuideTabs } from './Guide.tsx'
import { Tabs } from './Tabs.tsx'

/** The phone's sheet: controls and guide, drawn up from the lower edge. */
export function Sheet({ lab }: { readonly lab: AnyLab }) {
  const open = useSheet((state) => state.open)
  const controls = useSheet((state) => state.controls)
  const tab = usePreferences((state) => state.guideTab)
  const tabs = [{ key: 'controls', label: 'Controls' }, ...useGuideTabs(lab)]
  const chosen = controls ? 'controls' : tab
  const Icon = open ? ChevronDown : ChevronUp
  return (
    <section className="sheet" data-open={open} aria-label="Controls and guide">
      <div className="sheet-head">
        <h2 className="unseen">Controls and guide</h2>
        <Tabs label="Controls and guide" panel="sheet" tabs={tabs} chosen={chosen} onChoose={choose} />
        <button
          type="button"
          className="icon-button"
          aria-label={open ? 'Lower the sheet' : 'Raise the sheet'}
          aria-expanded={open}
          onClick={() => drawSheet(!open)}
        >
          <Icon size={20} strokeWidth={1.75} aria-hidden />
        </button>
      </div>
      <div id="sheet" className="sheet-body" role="tabpanel" aria-labelledby={`sheet-${chosen}`}>
        {controls ? <ControlGroups lab={lab} /> : <GuideTabBody lab={lab} tab={tab} />}
      </div>
    </section>
  )
}

function choose(key: string): void {
  const tab = guideTabs.find((candidate) => candidate === key)
  if (tab) showGuide(tab)
  else useSheet.setState({ open: true, controls: true })
}
