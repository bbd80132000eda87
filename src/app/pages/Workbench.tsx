import { BookOpen, PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AnyLab } from '../../lab/lab.ts'
import { Controls } from '../panels/Controls.tsx'
import { Dock } from '../panels/Dock.tsx'
import { Guide } from '../panels/Guide.tsx'
import { Sheet } from '../panels/Sheet.tsx'
import { Stage } from '../panels/Stage.tsx'
import { TopBar } from '../panels/TopBar.tsx'
import { drawSheet, useSheet } from '../state/guide.ts'
import { prefer, usePreferences } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { useShape } from '../state/use-media.ts'

/** A lab: controls, stage and guide over the dock; a drawer or sheets where there is less room. */
export function Workbench() {
  const lab = useSession((state) => state.lab)
  const shape = useShape()
  if (!lab) return null
  if (shape === 'phone') return <PhoneBench key={lab.id} lab={lab} />
  return shape === 'wide' ? <WideBench key={lab.id} lab={lab} /> : <DrawerBench key={lab.id} lab={lab} />
}

function PhoneBench({ lab }: { readonly lab: AnyLab }) {
  return (
    <div className="workbench phone">
      <TopBar lab={lab} phone />
      <Stage lab={lab} shape="phone" />
      <Dock lab={lab} phone />
      <Sheet lab={lab} />
    </div>
  )
}

function WideBench({ lab }: { readonly lab: AnyLab }) {
  const controlsOpen = usePreferences((state) => state.controlsOpen)
  const guideOpen = usePreferences((state) => state.guideOpen)
  return (
    <div className="workbench" data-controls={controlsOpen} data-guide={guideOpen}>
      <TopBar lab={lab} phone={false} />
      <ControlsColumn lab={lab} open={controlsOpen} />
      <Stage lab={lab} shape="wide" />
      {guideOpen ? (
        <aside className="guide" aria-label="Guide">
          <Guide lab={lab} drawer={false} />
        </aside>
      ) : (
        <aside className="rail" aria-label="Guide">
          <button
            type="button"
            className="icon-button"
            aria-label="Show the guide"
            data-hint="Show the guide"
            onClick={() => prefer({ guideOpen: true })}
          >
            <PanelRightOpen size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </aside>
      )}
      <Dock lab={lab} phone={false} />
    </div>
  )
}

function ControlsColumn({ lab, open }: { readonly lab: AnyLab; readonly open: boolean }) {
  if (open) {
    return (
      <aside className="controls" aria-label="Controls">
        <Controls lab={lab} />
      </aside>
    )
  }
  return (
    <aside className="rail" aria-label="Controls">
      <button
        type="button"
        className="icon-button"
        aria-label="Show the controls"
        data-hint="Show the controls"
        onClick={() => prefer({ controlsOpen: true })}
      >
        <PanelLeftOpen size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </aside>
  )
}

function DrawerBench({ lab }: { readonly lab: AnyLab }) {
  const controlsOpen = usePreferences((state) => state.controlsOpen)
  const open = useSheet((state) => state.open)
  const opener = (
    <button
      type="button"
      className="button small"
      aria-expanded={open}
      aria-controls="drawer"
      onClick={() => drawSheet(!open)}
    >
      <BookOpen size={14} strokeWidth={1.75} aria-hidden />
      Guide
    </button>
  )
  return (
    <div className="workbench drawered" data-controls={controlsOpen}>
      <TopBar lab={lab} phone={false} />
      <ControlsColumn lab={lab} open={controlsOpen} />
      <Stage lab={lab} shape="drawer" extra={opener} />
      {open && <Drawer lab={lab} />}
      <Dock lab={lab} phone={false} />
    </div>
  )
}

function Drawer({ lab }: { readonly lab: AnyLab }) {
  const drawer = useRef<HTMLElement>(null)
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && drawer.current?.contains(document.activeElement)) drawSheet(false)
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [])
  return (
    <aside ref={drawer} id="drawer" className="guide drawer" aria-label="Guide">
      <Guide lab={lab} drawer />
    </aside>
  )
}
